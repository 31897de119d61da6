"""What the inbox and the outbox share: a queue whose lanes (chats) each stay in order, under many workers.

A change to a queue's rows is followed, at the end of its transaction, by `settle`: it locks the lanes it touched in
one order everywhere (so transactions that write to several chats can't wait for each other in a circle), and only then
looks at their rows anew to say which is at the head. Whoever settles last has thus seen everything. A claim locks a
ready lane with its head and skips what others have locked: it never waits.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Row, Table, and_, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.stores.store import Store, counted

WAITING, DEAD = "waiting", "dead"


class QueueStatements:
    """The statements on a queue's two tables. `lane`, `place`: the columns that say where a row waits.

    SQLite compiles PostgreSQL's `insert` as it is (the two dialects' ON CONFLICT is one clause), and leaves FOR UPDATE
    out: its transactions exclude each other anyway.
    """

    def __init__(self, rows: Table, lanes: Table, lane: Column[Any], place: Column[Any], shown: list[Column[Any]]):
        waiting = rows.c.ended_at.is_(None)
        this = and_(*(column == bindparam(f"key_{column.name}") for column in rows.primary_key), waiting)
        self.lane = lane
        self.keys = tuple(column.name for column in rows.primary_key)

        #: Lanes that are due, the longest due first; those that others have locked are left out. (Apart from their
        #: heads: joined at once, PostgreSQL would read every ready lane to find the first.)
        ready = (
            select(lanes)
            .where(lanes.c.ready_at <= bindparam("now"))
            .order_by(lanes.c.ready_at, lanes.c.head)
            .limit(bindparam("limit"))
            .with_for_update(skip_locked=True)
            .subquery("ready")
        )
        self.ready_heads = (
            select(lane.label("lane"), *shown)
            .join_from(ready, rows, and_(lane == ready.c.lane, place == ready.c.head))
            .where(waiting)
            .order_by(ready.c.ready_at, ready.c.head)
            .with_for_update(of=rows, skip_locked=True)
        )
        self.hold = update(rows).where(this).values(held_until=bindparam("until"), attempts=rows.c.attempts + 1)
        #: `attempts` is the claim's own: one that came later has counted on.
        self.renew = (
            update(rows)
            .where(this, rows.c.attempts == bindparam("claimed"), rows.c.held_until.is_not(None))
            .values(held_until=bindparam("until"))
            .returning(lane)
        )
        self.end = (
            update(rows)
            .where(this)
            .values(ended_at=bindparam("now"), outcome=bindparam("outcome"), error=bindparam("error"))
            .returning(lane)
        )
        self.retry = (
            update(rows)
            .where(this)
            .values(held_until=None, due=bindparam("at"), error=bindparam("error"))
            .returning(lane)
        )
        self.counts = select(func.coalesce(rows.c.outcome, WAITING), func.count()).group_by(rows.c.outcome)

        touched = lanes.c.lane.in_(bindparam("lanes", expanding=True))
        in_lane = and_(lane == lanes.c.lane, waiting)
        held = and_(in_lane, rows.c.held_until.is_not(None))
        new_lane = insert(lanes).values(lane=bindparam("touched"))
        #: Makes sure that a lane has its row, and locks it until the transaction ends.
        self.lock_lane = new_lane.on_conflict_do_update(index_elements=["lane"], set_={"lane": new_lane.excluded.lane})
        #: What is held stays at the head until it ends or is handed back; else the oldest is.
        self.find_heads = (
            update(lanes)
            .where(touched)
            .values(
                head=func.coalesce(_first(place, held, place), _first(place, in_lane, place)),
                ready_at=func.coalesce(_first(rows.c.held_until, held, place), _first(rows.c.due, in_lane, place)),
            )
        )
        self.drop_empty_lanes = delete(lanes).where(touched, lanes.c.head.is_(None))


def _first(column: Column[Any], where: Any, order: Column[Any]) -> Any:
    return select(column).where(where).order_by(order).limit(1).scalar_subquery()


class Queue(Store):
    """The part of a queue's store that is the same for both. Keys are the values of the primary key."""

    statements: QueueStatements

    def __init__(self, connection: AsyncConnection):
        super().__init__(connection)
        self._touched: set[Any] = set()

    async def _claim(self, now: datetime, limit: int, lease: timedelta) -> list[Row[Any]]:
        """Hold the heads of up to `limit` ready lanes; rows are as they were before."""
        await self.settle()
        rows = list(await self._run(self.statements.ready_heads, {"now": now, "limit": limit}))
        keys = [self._key(*(getattr(row, name) for name in self.statements.keys)) for row in rows]
        if rows:
            await self._run(self.statements.hold, [key | {"until": now + lease} for key in keys])
            self._touched.update(row.lane for row in rows)
        return rows

    async def _end(self, key: tuple[Any, ...], outcome: str, error: str | None, now: datetime) -> bool:
        """False where it has ended before."""
        values = self._key(*key) | {"outcome": outcome, "error": error, "now": now}
        return self._touch(list(await self._run(self.statements.end, values)))

    async def _retry(self, key: tuple[Any, ...], error: str, at: datetime) -> None:
        self._touch(list(await self._run(self.statements.retry, self._key(*key) | {"error": error, "at": at})))

    async def _renew(self, key: tuple[Any, ...], attempts: int, until: datetime) -> bool:
        values = self._key(*key) | {"claimed": attempts, "until": until}
        return self._touch(list(await self._run(self.statements.renew, values)))

    async def _counts(self, *names: str) -> dict[str, int]:
        return counted((await self._run(self.statements.counts)).all(), *names)

    async def settle(self) -> None:
        """Bring the lanes up to date with what was changed; the transaction does it before it commits."""
        if not self._touched:
            return
        lanes = sorted(self._touched)
        self._touched.clear()
        await self._run(self.statements.lock_lane, [{"touched": lane} for lane in lanes])
        await self._run(self.statements.find_heads, {"lanes": lanes})
        await self._run(self.statements.drop_empty_lanes, {"lanes": lanes})

    def _touch(self, lanes: list[Row[Any]]) -> bool:
        self._touched.update(row[0] for row in lanes)
        return bool(lanes)

    def _key(self, *values: Any) -> dict[str, Any]:
        return {f"key_{name}": value for name, value in zip(self.statements.keys, values, strict=True)}
