"""Who talks to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.ports import Person
from storage.schema import people
from storage.stores.store import Store, columns_for

GET = select(*columns_for(people, Person)).where(people.c.chat_id == bindparam("chat"))
_new = insert(people)
SAVE = _new.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={name: _new.excluded[name] for name in ("name", "language", "reachable", "chosen", "updated_at")},
)
UNREACHABLE = select(people.c.chat_id).where(people.c.reachable.is_(False))
_all = select(*columns_for(people, Person)).order_by(people.c.chat_id).limit(bindparam("limit"))
FIRST_PAGE = _all
PAGE_AFTER = _all.where(people.c.chat_id > bindparam("after"))
#: Asked for once a message to many.
COUNT = select(func.count()).select_from(people)


class SqlPeople(Store):
    """`storage.ports.People`."""

    async def get(self, chat_id: int) -> Person | None:
        row = (await self._run(GET, {"chat": chat_id})).mappings().first()
        return Person(**row) if row else None

    async def save(self, person: Person, now: datetime) -> None:
        await self._run(SAVE, asdict(person) | {"updated_at": now})

    async def unreachable(self) -> frozenset[int]:
        return frozenset((await self._run(UNREACHABLE)).scalars())

    async def page(self, limit: int, after: int | None = None) -> Sequence[Person]:
        statement = FIRST_PAGE if after is None else PAGE_AFTER
        return [Person(**row) for row in (await self._run(statement, {"limit": limit, "after": after})).mappings()]

    async def count(self) -> int:
        return int((await self._run(COUNT)).scalar_one())
