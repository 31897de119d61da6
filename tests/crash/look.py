"""A look at the database from outside, which no crash disturbs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import Executable

from storage.engine import make_engine, parse_url
from storage.ports import Action
from storage.schema import actions, follow_ups, inbox_lanes, leases, outbox_lanes
from storage.stores.store import columns_for


class _Clock(Protocol):
    def now(self) -> datetime: ...


class Look:
    """Made by `at`."""

    def __init__(self, engine: AsyncEngine, clock: _Clock):
        self._engine = engine
        self._clock = clock

    @classmethod
    def at(cls, url: str, clock: _Clock) -> Look:
        return cls(make_engine(parse_url(url), create=False), clock)

    async def close(self) -> None:
        await self._engine.dispose()

    async def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """What a statement finds."""
        async with self._engine.connect() as connection:
            return (await connection.execute(statement)).all()

    async def next_ready(self) -> datetime | None:
        """When the next update, message or follow-up can be taken, later than now; None: nothing waits."""
        now = self._clock.now()
        found: list[datetime] = []
        async with self._engine.connect() as connection:
            for table in (inbox_lanes, outbox_lanes, follow_ups):
                at = (await connection.execute(select(func.min(table.c.ready_at)))).scalar_one()
                if at is not None:
                    found.append(at)
            if any(at <= now for at in found):
                # It waits for a process that is no more, until that one's duty is free.
                ends = select(func.min(leases.c.until)).where(leases.c.until > now)
                until = (await connection.execute(ends)).scalar_one()
                found.append(until or now + timedelta(seconds=1))
        return min((at for at in found if at > now), default=None)

    async def actions(self, ids: Collection[str]) -> Mapping[str, Action]:
        """What buttons do, by action id."""
        wanted = select(*columns_for(actions, Action)).where(actions.c.id.in_(sorted(ids)))
        return {row.id: Action(**row._mapping) for row in await self.rows(wanted)}
