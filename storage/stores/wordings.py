"""Wordings that nobody understood, and those that were taught since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from planner.domain.errors import StaleState
from storage.ports import Teaching, UnknownWording
from storage.schema import teachings, unknown_wordings
from storage.stores.store import Store, columns_for

_new = insert(unknown_wordings)
SAW = _new.on_conflict_do_update(
    index_elements=["trade", "wording"],
    set_={
        "seen": unknown_wordings.c.seen + 1,
        **{name: _new.excluded[name] for name in ("said", "product", "language", "last_seen")},
    },
)
#: For admins alone, and there are few wordings: it may look at all of them.
MOST = (
    select(*columns_for(unknown_wordings, UnknownWording))
    .order_by(unknown_wordings.c.seen.desc(), unknown_wordings.c.last_seen.desc(), unknown_wordings.c.wording)
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
DROP = delete(unknown_wordings).where(
    unknown_wordings.c.trade == bindparam("of_trade"), unknown_wordings.c.wording == bindparam("words")
)

_of_one = (teachings.c.trade == bindparam("of_trade"), teachings.c.wording == bindparam("words"))
ALL = select(*columns_for(teachings, Teaching)).order_by(teachings.c.trade, teachings.c.wording)
ONE = ALL.where(*_of_one)
FIRST = insert(teachings).on_conflict_do_nothing(index_elements=["trade", "wording"]).returning(teachings.c.version)
_changed = ("version", "said", "target", "actor", "taught_at")
NEXT = (
    update(teachings)
    .where(*_of_one, teachings.c.version == bindparam("before"))
    .values({name: bindparam(f"new_{name}") for name in _changed})
    .returning(teachings.c.version)
)
#: Every change adds one to a version, and nothing is deleted, so the sum is never the same again.
STAMP = select(func.coalesce(func.sum(teachings.c.version), 0))


class SqlUnknownWordings(Store):
    """`storage.ports.UnknownWordings`."""

    async def saw(self, trade: str, wording: str, said: str, product: str | None, language: str, now: datetime) -> None:
        values = {"trade": trade, "wording": wording, "said": said, "product": product, "language": language}
        await self._run(SAW, {**values, "seen": 1, "last_seen": now})

    async def most(self, limit: int, skip: int = 0) -> Sequence[UnknownWording]:
        return [UnknownWording(**row) for row in (await self._run(MOST, {"limit": limit, "skip": skip})).mappings()]

    async def drop(self, trade: str, wording: str) -> None:
        await self._run(DROP, {"of_trade": trade, "words": wording})


class SqlTeachings(Store):
    """`storage.ports.Teachings`."""

    async def get(self, trade: str, wording: str) -> Teaching | None:
        row = (await self._run(ONE, {"of_trade": trade, "words": wording})).mappings().first()
        return Teaching(**row) if row else None

    async def put(self, teaching: Teaching) -> None:
        if teaching.version == 1:
            changed = (await self._run(FIRST, asdict(teaching))).first()
        else:
            values = {f"new_{name}": getattr(teaching, name) for name in _changed}
            place = {"of_trade": teaching.trade, "words": teaching.wording, "before": teaching.version - 1}
            changed = (await self._run(NEXT, {**values, **place})).first()
        if changed is None:
            raise StaleState(f"what {teaching.wording!r} means changed meanwhile")

    async def all(self) -> Sequence[Teaching]:
        return [Teaching(**row) for row in (await self._run(ALL)).mappings()]

    async def stamp(self) -> int:
        return int((await self._run(STAMP)).scalar_one())
