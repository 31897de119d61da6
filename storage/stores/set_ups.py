"""Workshops that are being set up."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from planner.domain.errors import StaleState
from storage.ports import SetUp
from storage.schema import set_ups as table
from storage.stores.store import Store, columns_for

_CHANGED = ("version", "status", "state", "updated_at")

ONE = select(*columns_for(table, SetUp)).where(table.c.chat_id == bindparam("chat"))
FIRST = insert(table).on_conflict_do_nothing(index_elements=["chat_id"]).returning(table.c.version)
NEXT = (
    update(table)
    .where(table.c.chat_id == bindparam("chat"), table.c.version == bindparam("before"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
    .returning(table.c.version)
)
DROP = delete(table).where(table.c.chat_id == bindparam("chat"), table.c.version == bindparam("before"))


class SqlSetUps(Store):
    """`storage.ports.SetUps`."""

    async def get(self, chat_id: int) -> SetUp | None:
        row = (await self._run(ONE, {"chat": chat_id})).mappings().first()
        return SetUp(**row) if row else None

    async def put(self, set_up: SetUp) -> None:
        if set_up.version == 1:
            changed = (await self._run(FIRST, asdict(set_up))).first()
        else:
            values = {f"new_{name}": getattr(set_up, name) for name in _CHANGED}
            place = {"chat": set_up.chat_id, "before": set_up.version - 1}
            changed = (await self._run(NEXT, {**values, **place})).first()
        if changed is None:
            raise StaleState(f"the set-up of chat {set_up.chat_id} changed meanwhile")

    async def drop(self, set_up: SetUp) -> None:
        gone = await self._run(DROP, {"chat": set_up.chat_id, "before": set_up.version})
        if not gone.rowcount:
            raise StaleState(f"the set-up of chat {set_up.chat_id} changed meanwhile")
