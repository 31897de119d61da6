"""Which days a search looks at."""

from __future__ import annotations

from planner.domain.problem import Problem
from planner.solver.demand import Demand
from planner.solver.tables import Horizon

#: No search looks further ahead than this, whatever the due date.
MOST_DAYS = 1100


def horizon_of(problem: Problem, demand: Demand, due: int | None = None) -> Horizon:
    """From the first day an order may be worked on to its due date (`due`: another ordinal day instead).

    Confirmed lots that wait for open steps may start later still. The length is 0 where nothing can be in time.
    """
    order = demand.order
    first = max(order.earliest, problem.start).toordinal()
    last = order.due.toordinal() if due is None else due
    needs = demand.open.values()
    waiting = [lot.start for need in needs for _, lot, _ in need.supplies]
    delivers = any(need.last for need in needs) or not needs
    length = max(last, *waiting) - first + 1 if waiting else last - first + 1
    length = min(max(length, 0), MOST_DAYS)
    if delivers and last < first:
        length = 0
    return Horizon(first, length, min(last - first, length - 1) if delivers else length - 1)
