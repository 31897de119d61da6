"""Which Telegram chat stands for which supplier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.schema import connections
from storage.stores.store import Store

_new = insert(connections)
PUT = _new.on_conflict_do_update(
    index_elements=["trade", "supplier"],
    set_={"chat_id": _new.excluded.chat_id, "connected_at": _new.excluded.connected_at},
)
DROP = (
    delete(connections)
    .where(connections.c.trade == bindparam("of_trade"), connections.c.supplier == bindparam("name"))
    .returning(connections.c.chat_id)
)
#: One row a supplier at most: it may read the whole table.
ALL = select(connections.c.trade, connections.c.supplier, connections.c.chat_id)


class SqlConnections(Store):
    """`storage.ports.Connections`."""

    async def put(self, trade: str, supplier: str, chat_id: int, now: datetime) -> None:
        await self._run(PUT, {"trade": trade, "supplier": supplier, "chat_id": chat_id, "connected_at": now})

    async def drop(self, trade: str, supplier: str) -> bool:
        return (await self._run(DROP, {"of_trade": trade, "name": supplier})).first() is not None

    async def all(self) -> Mapping[tuple[str, str], int]:
        return {(row.trade, row.supplier): row.chat_id for row in await self._run(ALL)}
