"""A reader and a planner that tell what they found, and how long it took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.runtime.lane.facts import plan_facts, reading_facts, reply_facts
from bot.services.log_about import logged_about
from bot.services.office import Planner
from nlu.standing import Standing
from nlu.trades import TradesReader
from planner.domain.breakdown import Breakdown
from planner.domain.plan import Plan, Quote
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.domain.reply import JobTerms, SupplierReading
from planner.domain.spec import Reading
from planner.domain.supplier import Trade

log = logging.getLogger(__name__)

Json = dict[str, Any]


class WatchedReader(TradesReader):
    """Reads as `reader` does. `tell` gets the update's number and what was understood; it is called in whatever thread
    reads."""

    def __init__(self, reader: TradesReader, trades: Mapping[str, Trade], tell: Callable[[int | None, Json], None]):
        self._reader = reader
        self._trades = trades
        self._tell = tell

    def read(
        self, text: str, now: datetime, standing: Standing | None = None, trade: str | None = None
    ) -> tuple[str, Reading]:
        began = time.monotonic()
        name, reading = self._reader.read(text, now, standing, trade)
        self._found(began, lambda: reading_facts(reading, self._trades[name]))
        return name, reading

    def reply(self, trade: str, text: str, now: datetime, job: JobTerms | None = None) -> SupplierReading:
        began = time.monotonic()
        reading = self._reader.reply(trade, text, now, job)
        self._found(began, lambda: reply_facts(reading))
        return reading

    def take_over(self, other: TradesReader) -> None:
        self._reader.take_over(other)

    def _found(self, began: float, facts: Callable[[], Json]) -> None:
        seconds = time.monotonic() - began
        _safely(lambda: self._tell(logged_about().get("update"), {**facts(), "seconds": round(seconds, 3)}))


class WatchedPlanner:
    """Plans as `planner` does. `tell` gets the order's number and what was found."""

    def __init__(
        self, planner: Planner, trades: Mapping[str, Trade], service_percent: int, tell: Callable[[int, Json], None]
    ):
        self._planner = planner
        self._trades = trades
        self._percent = service_percent
        self._tell = tell

    async def quote(self, problem: Problem) -> Quote:
        began = time.monotonic()
        quote = await self._planner.quote(problem)
        seconds = round(time.monotonic() - began, 3)
        _safely(
            lambda: self._tell(
                int(problem.orders[0].id),
                {**plan_facts(problem, quote, self._trades, self._percent), "seconds": seconds},
            )
        )
        return quote

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        return await self._planner.explain(problem, plan)

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        return await self._planner.pool(problem, limits, seconds=seconds, fair=fair)


def _safely(tell: Callable[[], None]) -> None:
    """The bot does not depend on being watched."""
    try:
        tell()
    except Exception:
        log.exception("the lane lost something")
