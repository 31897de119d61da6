"""Follow-ups for this process: claimed, held while they are worked on, handed back when it stops."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Sequence

from bot.services.holding import Holding
from bot.services.log_about import logging_about
from bot.services.use_cases import UseCases
from storage.ports import FollowUp
from storage.turns import patiently

#: Kinds that need the planner, and so may take long.
PLANNING = frozenset({"quote", "explain", "replan", "rearrange", "escalate", "pool_look", "pool_price", "pool_close"})
#: Kinds that foretell: each takes seconds, and many may be due at nine o'clock.
FORETELLING = frozenset({"demand", "demand_due"})


class Agenda:
    """What is due."""

    def __init__(self, use_cases: UseCases, holding: Holding):
        self._use_cases = use_cases
        self._office = use_cases.office
        self._holding = holding

    async def take_plans(self, room: int) -> Sequence[FollowUp]:
        """Orders that wait for a plan."""
        return await self._take(room, only=PLANNING)

    async def take_others(self, room: int) -> Sequence[FollowUp]:
        """Reminders, time-outs, questions."""
        return await self._take(room, but=PLANNING | FORETELLING)

    async def take_forecasts(self, room: int) -> Sequence[FollowUp]:
        """What is to be told of demand."""
        return await self._take(room, only=FORETELLING)

    async def _take(
        self, room: int, only: Collection[str] | None = None, but: Collection[str] = ()
    ) -> Sequence[FollowUp]:
        async with self._office.database.transaction() as tx:
            return await tx.follow_ups.claim(self._office.now(), room, self._holding.lease, only=only, but=but)

    async def do(self, due: FollowUp) -> None:
        """Deal with one. Cancelled, it goes back to the others at once."""
        renewing = self._holding.keep(lambda tx, now, lease: tx.follow_ups.renew(due, now, lease))
        with renewing, logging_about(order=due.order_id):
            try:
                with patiently() if due.kind in PLANNING else contextlib.nullcontext():
                    await self._use_cases.follow_ups.run(due)
            except asyncio.CancelledError:
                async with self._office.database.transaction() as tx:
                    await tx.follow_ups.retry(due.id, "stopped", self._office.now())
                raise
