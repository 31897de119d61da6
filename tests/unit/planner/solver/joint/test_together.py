"""Several orders planned together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.solver.progress import Progress
from planner.solver.solve import solve

from ..invariants import faults
from ..problems import offer, order, problem, random_problem, step, supplier


def alike(count: int) -> Problem:
    """Orders of the same goods, for which one shared run at each step is much cheaper than many."""
    orders = [order(step("cut", 10), step("sew", 10, after=("cut",)), id=f"o{i}") for i in range(count)]
    makers = [supplier(name, offer("cut", setup_cost=5000), offer("sew", setup_cost=3000)) for name in ("a", "b")]
    return problem(makers, orders)


def alone(asked: Problem, name: str) -> Plan:
    return solve(replace(asked, orders=tuple(one for one in asked.orders if one.id == name)))


def test_orders_share_setups() -> None:
    """Orders of the same goods join one run a step, and pay its setup once."""
    plan = solve(alike(6), seconds=2)
    assert len(plan.runs) == 2
    assert not faults(alike(6), plan)


def test_nobody_pays_more_than_alone() -> None:
    """Every order's share is at most what it would cost alone, and the shares add up to the cost."""
    asked = alike(5)
    plan = solve(asked, seconds=2)
    assert sum(one.cost for one in plan.orders) == plan.cost
    for one in plan.orders:
        assert one.cost <= alone(asked, one.id).cost


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_for_ten_keeps_every_rule(seed: int) -> None:
    """Ten random orders planned together break no rule of the format, and the bound lies below the cost."""
    asked = random_problem(seed, orders=10, most=6, days=14)
    plan = solve(asked, seconds=1)
    assert not faults(asked, plan)
    assert plan.bound is None or plan.bound <= plan.cost


def test_the_same_again() -> None:
    """The same problem, seed and limit give the same plan though two threads work on it."""
    asked = random_problem(3, orders=10, most=6, days=14)
    assert replace(solve(asked, seconds=1), seconds=0) == replace(solve(asked, seconds=1), seconds=0)


def test_stopping() -> None:
    """Who asks to stop at once still gets a plan that keeps every rule."""
    asked = alike(6)
    plan = solve(asked, stop=lambda: True)
    assert not faults(asked, plan)


def test_progress_tells_the_bound() -> None:
    """While it searches, cost and bound are told, and the bound never exceeds the cost."""
    told: list[Progress] = []
    solve(alike(6), seconds=1, progress=told.append)
    known = [one for one in told if one.bound is not None]
    assert known
    assert all(one.bound is not None and one.bound <= one.cost + 1 for one in known)
