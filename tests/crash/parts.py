"""Parts of a bot that a run brings itself: a clock that stands still, the solver right here, no waiting, one reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.runtime.trades import make_reader
from bot.telegram.pace import Pace
from nlu.trades import TradesReader
from planner.domain.breakdown import Breakdown
from planner.domain.plan import Plan, Quote
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.domain.supplier import Trade
from planner.solver.explain import explain
from planner.solver.pooling import plan_pool
from planner.solver.quote import quote

#: A Monday morning.
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class VirtualClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = START):
        self.at = at

    def now(self) -> datetime:
        return self.at


class InProcessPlanner:
    """The real solver, right here."""

    async def quote(self, problem: Problem) -> Quote:
        return quote(problem)

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        return explain(problem, plan)

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        return plan_pool(problem, limits, seconds=seconds, fair=fair)


class NoWaiting(Pace):
    """Telegram's limits are in seconds of the real clock, which this world does not have."""

    def take(self, chat_id: int) -> float:
        return 0.0

    def pause(self, seconds: float) -> None:
        """The message itself is due again when the time is over, by the run's clock."""


_READERS: dict[str, TradesReader] = {}


def reader_of(trade: Trade) -> TradesReader:
    """It holds no state of a conversation, so a restart would only build the same one again."""
    key = trade.catalogue.id
    if key not in _READERS:
        _READERS[key] = make_reader({key: trade})
    return _READERS[key]
