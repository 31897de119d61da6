"""A solver that never comes back from one particular order."""

from __future__ import annotations

from planner.domain.plan import Quote
from planner.domain.problem import Problem
from planner.solver.quote import quote

#: Pieces of the order that it gets stuck on.
STUCK = 77


def solve(problem: Problem, seconds: float) -> Quote:
    """As the solver does, but for an order with a step of STUCK pieces."""
    while any(step.quantity == STUCK for order in problem.orders for step in order.steps):
        pass
    return quote(problem, seconds=seconds)
