"""Nothing that brute force finds on tiny problems is better than what the planner finds."""

from __future__ import annotations

import pytest

from planner.solver.solve import solve

from .brute import all_plans
from .invariants import faults, reliability
from .problems import random_problem


@pytest.mark.parametrize("seed", range(60))
def test_whole_lots(seed: int) -> None:
    """The planner is valid, and no worse than the best plan with whole lots, for each objective."""
    problem = random_problem(seed, days=5)
    plans = list(all_plans(problem))
    found = solve(problem)
    assert not faults(problem, found)
    if not plans:
        return
    order = problem.orders[0].id
    assert found.status == "complete"
    assert found.cost <= min(plan.cost for plan in plans)
    quickest = solve(problem, "time")
    assert not faults(problem, quickest)
    best = min((plan.orders[0].arrives, plan.cost) for plan in plans)
    assert (quickest.orders[0].arrives, quickest.cost) <= best
    safest = solve(problem, "reliability")
    assert not faults(problem, safest)
    top = max((round(reliability(problem, plan, order), 9), -plan.cost) for plan in plans)
    assert (round(reliability(problem, safest, order), 9), -safest.cost) >= top
