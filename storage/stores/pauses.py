"""Suppliers who get no new jobs for now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.schema import pauses
from storage.stores.store import Store

PUT = insert(pauses).on_conflict_do_nothing(index_elements=["trade", "supplier"]).returning(pauses.c.supplier)
DROP = (
    delete(pauses)
    .where(pauses.c.trade == bindparam("of_trade"), pauses.c.supplier == bindparam("name"))
    .returning(pauses.c.supplier)
)
#: Few at any time: it may read the whole table.
ALL = select(pauses.c.trade, pauses.c.supplier, pauses.c.since)


class SqlPauses(Store):
    """`storage.ports.Pauses`."""

    async def put(self, trade: str, supplier: str, actor: str, now: datetime) -> bool:
        values = {"trade": trade, "supplier": supplier, "actor": actor, "since": now}
        return (await self._run(PUT, values)).first() is not None

    async def drop(self, trade: str, supplier: str) -> bool:
        return (await self._run(DROP, {"of_trade": trade, "name": supplier})).first() is not None

    async def all(self) -> Mapping[tuple[str, str], datetime]:
        return {(row.trade, row.supplier): row.since for row in await self._run(ALL)}
