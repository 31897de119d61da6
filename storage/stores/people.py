"""Who talks to the bot."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.ports import Person
from storage.schema import people
from storage.stores.store import Store, columns_for

GET = select(*columns_for(people, Person)).where(people.c.chat_id == bindparam("chat"))
_new = insert(people)
SAVE = _new.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={name: _new.excluded[name] for name in ("name", "language", "reachable", "updated_at")},
)
UNREACHABLE = select(people.c.chat_id).where(people.c.reachable.is_(False))


class SqlPeople(Store):
    """`storage.ports.People`."""

    async def get(self, chat_id: int) -> Person | None:
        row = (await self._run(GET, {"chat": chat_id})).mappings().first()
        return Person(**row) if row else None

    async def save(self, person: Person, now: datetime) -> None:
        await self._run(SAVE, asdict(person) | {"updated_at": now})

    async def unreachable(self) -> frozenset[int]:
        return frozenset((await self._run(UNREACHABLE)).scalars())
