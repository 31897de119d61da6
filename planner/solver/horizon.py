"""Which days a search looks at."""

from __future__ import annotations

from planner.domain.problem import Problem, ProblemOrder
from planner.solver.tables import Horizon

#: No search looks further ahead than this, whatever the due date.
MOST_DAYS = 1100


def horizon_of(problem: Problem, order: ProblemOrder) -> Horizon:
    """From the first day an order may be worked on to its due date; of length 0 where that lies before."""
    first = max(order.earliest, problem.start).toordinal()
    return Horizon(first, min(max(order.due.toordinal() - first + 1, 0), MOST_DAYS))
