"""What is to be done later. What is dealt with or cancelled leaves the table; `ready_at` is when a row may be taken:
when it is due, or where somebody holds it, when that lease ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.ports import FollowUp, Json
from storage.schema import follow_ups
from storage.stores.store import Store, columns_for

_shown = columns_for(follow_ups, FollowUp)
_this = follow_ups.c.id == bindparam("follow_up")

PUT = insert(follow_ups).returning(follow_ups.c.id)
CANCEL = delete(follow_ups).where(follow_ups.c.order_id == bindparam("order")).returning(follow_ups.c.id)
DUE = (
    select(*_shown)
    .where(follow_ups.c.ready_at <= bindparam("now"))
    .order_by(follow_ups.c.ready_at, follow_ups.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
HOLD = (
    update(follow_ups)
    .where(follow_ups.c.id.in_(bindparam("ids", expanding=True)))
    .values(ready_at=bindparam("until"), attempts=follow_ups.c.attempts + 1)
)
#: `attempts` is the claim's own (one that came later has counted on); what was handed back is due as it says.
RENEW = (
    update(follow_ups)
    .where(_this, follow_ups.c.attempts == bindparam("claimed"), follow_ups.c.ready_at > follow_ups.c.due)
    .values(ready_at=bindparam("until"))
    .returning(follow_ups.c.id)
)
DONE = delete(follow_ups).where(_this).returning(follow_ups.c.id)
RETRY = update(follow_ups).where(_this).values(due=bindparam("at"), ready_at=bindparam("at"), error=bindparam("why"))
NEXT_DUE = select(func.min(follow_ups.c.ready_at))
PENDING = select(*_shown).where(follow_ups.c.order_id == bindparam("order")).order_by(follow_ups.c.due, follow_ups.c.id)


class SqlFollowUps(Store):
    """`storage.ports.FollowUps`."""

    async def put(self, kind: str, order_id: int, job: str | None, due: datetime, payload: Json) -> int:
        row = {"kind": kind, "order_id": order_id, "job": job, "due": due, "payload": payload}
        follow_up: int = (await self._run(PUT, row | {"ready_at": due, "attempts": 0})).scalar_one()
        return follow_up

    async def cancel(self, order_id: int, kinds: Sequence[str] | None = None, job: str | None = None) -> int:
        statement, values = CANCEL, {"order": order_id}
        if kinds is not None:
            statement = statement.where(follow_ups.c.kind.in_(list(kinds)))
        if job is not None:
            statement = statement.where(follow_ups.c.job == job)
        return len((await self._run(statement, values)).all())

    async def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        *,
        only: Collection[str] | None = None,
        but: Collection[str] = (),
    ) -> Sequence[FollowUp]:
        due = DUE
        if only is not None:
            due = due.where(follow_ups.c.kind.in_(sorted(only)))
        if but:
            due = due.where(follow_ups.c.kind.not_in(sorted(but)))
        rows = (await self._run(due, {"now": now, "limit": limit})).mappings().all()
        if rows:
            await self._run(HOLD, {"ids": [row["id"] for row in rows], "until": now + lease})
        return [FollowUp(**{**row, "attempts": row["attempts"] + 1}) for row in rows]

    async def renew(self, follow_up: FollowUp, now: datetime, lease: timedelta) -> bool:
        values = {"follow_up": follow_up.id, "claimed": follow_up.attempts, "until": now + lease}
        return (await self._run(RENEW, values)).first() is not None

    async def done(self, follow_up: int) -> bool:
        return (await self._run(DONE, {"follow_up": follow_up})).first() is not None

    async def retry(self, follow_up: int, error: str, at: datetime) -> None:
        await self._run(RETRY, {"follow_up": follow_up, "why": error, "at": at})

    async def next_due(self) -> datetime | None:
        due: datetime | None = (await self._run(NEXT_DUE)).scalar_one()
        return due

    async def pending(self, order_id: int) -> Sequence[FollowUp]:
        rows: list[Any] = list((await self._run(PENDING, {"order": order_id})).mappings())
        return [FollowUp(**row) for row in rows]
