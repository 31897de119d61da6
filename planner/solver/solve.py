"""Plan a whole problem."""

from __future__ import annotations

import time
from collections.abc import Callable

from planner.domain.plan import Objective, Plan
from planner.domain.problem import Problem
from planner.solver.bound import lower_bound
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.finish import plan_of
from planner.solver.horizon import horizon_of
from planner.solver.progress import Progress
from planner.solver.refusal import hopeless, refuse
from planner.solver.single import Effort, Single
from planner.solver.tables import Horizon
from planner.solver.terms import Terms
from planner.solver.work import Work

#: CP-SAT's deterministic seconds per second allowed; one of them takes up to five of the clock's.
CAUTION = 0.2


#: Units of work per second allowed that go into ways out for orders that nothing fits.
REFUSALS = 100


def solve(
    problem: Problem,
    objective: Objective = "cost",
    *,
    seconds: float = 10.0,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """Plan as many of the problem's orders as can be on time and in budget, as well as possible by `objective`.

    The same problem, seed and limits give the same plan (but for its `seconds`).
    """
    began = time.monotonic()
    terms = Terms(problem)
    demands = [demand_of(problem, order) for order in problem.orders]
    horizons = {demand.order.id: horizon_of(problem, demand) for demand in demands}
    first = min((horizon.first for horizon in horizons.values()), default=problem.start.toordinal())
    end = max((horizon.first + horizon.length for horizon in horizons.values()), default=first)
    draft = Draft(terms, end)
    worthwhile = Effort.worthwhile if len(demands) == 1 else float("inf")
    effort = Effort(seconds * CAUTION / max(1, len(demands)), seed, worthwhile)
    left: list[Demand] = []
    for number, demand in enumerate(sorted(demands, key=lambda demand: demand.order.due), 1):
        if not insert(draft, demand, horizons[demand.order.id], objective, effort):
            left.append(demand)
        if progress is not None:
            cost = sum(placed.cost for placed in draft.placed.values())
            progress(Progress(time.monotonic() - began, number - len(left), len(demands), cost))
    planned = [demand for demand in demands if demand.order.id in draft.placed]
    goal = sum(placed.cost for placed in draft.placed.values()) + 1
    bound = lower_bound(terms, [(demand, horizons[demand.order.id]) for demand in planned], goal)
    work = Work(seconds * REFUSALS)
    refused = [refuse(draft, demand, work) for demand in left]
    return plan_of(draft, bound, time.monotonic() - began, refused)


def insert(draft: Draft, demand: Demand, horizon: Horizon, objective: Objective, effort: Effort) -> bool:
    """Place an order as well as it can be beside those that are placed already; says whether it could be."""
    if not horizon.length or hopeless(draft.terms, demand):
        return False
    found = Single(draft, demand, horizon).best(objective, effort)
    if found is None:
        return False
    draft.add(demand, found.layout)
    return True
