"""Planning in worker processes, so that no plan ever holds the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.runtime.workers import WorkerDied, WorkerOverran, Workers
from planner.domain.breakdown import Breakdown
from planner.domain.plan import Plan, Quote, Reason, ReasonCode, Unplanned
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.solver.explain import explain
from planner.solver.pooling import plan_pool
from planner.solver.quote import quote

#: Finds a quote within so many seconds; a function of a module, so that another process can import it.
Solve = Callable[[Problem, float], Quote]

#: What comes of a pool that took too long.
NOTHING = PooledPlan(Plan("none", 0, None, None, 0.0), {}, {})

log = logging.getLogger(__name__)


class PlannerPool:
    """`Planner` over processes; a plan whose process dies is made once more, one that never ends is given up.

    `seconds`: what the search may take. `limit`: when a process is taken to be stuck, counted from when it begins;
    None: three times as long and ten seconds. `solve`: what a worker is asked to do.
    """

    def __init__(self, workers: int, seconds: float, limit: float | None = None, solve: Solve | None = None):
        self._seconds = seconds
        self._solve = solve or quote_within
        self._limit = 10 + 3 * seconds if limit is None else limit
        self._workers = Workers(workers, _import_solver)

    async def warm_up(self) -> None:
        """Have a worker import the solver before the first consumer waits for it."""
        await asyncio.wrap_future(self._workers.warm_up())

    async def quote(self, problem: Problem) -> Quote:
        try:
            return await self._quote(problem)
        except WorkerDied as died:
            log.error("a planner died (%s); its plan is made once more", died)
        except WorkerOverran:
            return self._given_up(problem)
        try:
            return await self._quote(problem)
        except WorkerOverran:
            return self._given_up(problem)

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        """What takes too long is left out: the plan stands without it."""
        try:
            return await asyncio.wrap_future(self._workers.submit(self._limit, explain, problem, plan))
        except (WorkerDied, WorkerOverran) as failed:
            log.error("a plan could not be explained (%s)", failed)
            return Breakdown(())

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        """A search for every group comes on top of the one for all."""
        limit = self._limit + 3 * seconds + len(problem.orders)
        try:
            return await asyncio.wrap_future(
                self._workers.submit(limit, pool_within, problem, dict(limits), seconds, fair)
            )
        except (WorkerDied, WorkerOverran) as failed:
            log.error("a pool of %d orders could not be planned (%s)", len(problem.orders), failed)
            return NOTHING

    async def _quote(self, problem: Problem) -> Quote:
        return await asyncio.wrap_future(self._workers.submit(self._limit, self._solve, problem, self._seconds))

    def _given_up(self, problem: Problem) -> Quote:
        """Whoever waits must hear that nothing was found."""
        orders = ", ".join(order.id for order in problem.orders)
        log.error("the plan of order %s took longer than %g s and was given up", orders, self._limit)
        reason = Reason(ReasonCode.NO_SUPPLIER, f"no plan was found within {self._limit:g} s")
        return Quote((), Unplanned(problem.orders[0].id, (reason,)))

    def close(self) -> None:
        self._workers.close()


def quote_within(problem: Problem, seconds: float) -> Quote:
    """Options for a problem with one order."""
    return quote(problem, seconds=seconds)


def pool_within(problem: Problem, limits: Mapping[str, int], seconds: float, fair: bool) -> PooledPlan:
    """`plan_pool`, by position."""
    return plan_pool(problem, limits, seconds=seconds, fair=fair)


def _import_solver() -> None:
    """Unpickling this has imported it."""
