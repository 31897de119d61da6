"""Nothing that brute force finds on tiny problems is better than what the planner finds, or below its bound."""

from __future__ import annotations

import pytest

from planner.domain.problem import Problem
from planner.solver.quote import quote
from planner.solver.solve import solve

from .brute import all_plans
from .invariants import faults, reliability
from .problems import random_problem


def as_good_as_brute_force(problem: Problem, lots: int) -> None:
    """For each objective, and with a bound that no plan undercuts."""
    plans = list(all_plans(problem, lots))
    order = problem.orders[0].id
    found = {objective: solve(problem, objective) for objective in ("cost", "time", "reliability")}
    for plan in found.values():
        assert not faults(problem, plan)
        assert plan.status == "complete" or not plans
    if not plans:
        return
    cheapest, quickest, safest = found.values()
    least = min(plan.cost for plan in plans)
    assert cheapest.cost <= least
    assert cheapest.bound is not None
    assert cheapest.bound <= least
    best = min((plan.orders[0].arrives, plan.cost) for plan in plans)
    assert (quickest.orders[0].arrives, quickest.cost) <= best
    if lots == 1:
        top = max((round(reliability(problem, plan, order), 9), -plan.cost) for plan in plans)
        assert (round(reliability(problem, safest, order), 9), -safest.cost) >= top


@pytest.mark.parametrize("seed", range(60))
def test_whole_lots(seed: int) -> None:
    """The planner is valid, and no worse than the best plan with whole lots, for each objective."""
    as_good_as_brute_force(random_problem(seed, days=5), 1)


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_longer_routings(seed: int) -> None:
    """The same holds with four steps, forks and joins among them."""
    as_good_as_brute_force(random_problem(seed, days=6, steps=4), 1)


@pytest.mark.parametrize("seed", range(60))
def test_confirmed_steps(seed: int) -> None:
    """The same holds where some of the order's steps are confirmed, whole or in part."""
    as_good_as_brute_force(random_problem(seed, days=5, confirmed=True), 1)


@pytest.mark.parametrize("seed", range(30))
def test_divided_lots(seed: int) -> None:
    """The planner is no worse than the best plan with steps divided in two, and its bound holds for those too."""
    as_good_as_brute_force(random_problem(seed, days=4, steps=2, most=3), 2)


@pytest.mark.parametrize("seed", range(60))
def test_options_of_a_quote(seed: int) -> None:
    """Every option is a valid plan, none beats another in everything, and every label is given."""
    problem = random_problem(seed, days=6, confirmed=seed % 2 == 0)
    found = quote(problem)
    assert bool(found.options) != bool(found.refusal)
    order = problem.orders[0].id
    for option in found.options:
        assert not faults(problem, option.plan)
        assert option.labels
        assert option.reliability == pytest.approx(reliability(problem, option.plan, order))
        for other in found.options:
            no_worse = other.cost <= option.cost and other.arrives <= option.arrives
            assert other is option or not (no_worse and other.reliability >= option.reliability)
    labels = {label for option in found.options for label in option.labels}
    assert len(labels) == (3 if found.options else 0)


@pytest.mark.parametrize("seed", range(40))
def test_many_orders(seed: int) -> None:
    """Several orders in one plan share runs and capacity without breaking a rule."""
    problem = random_problem(seed, orders=4, most=6, days=8)
    assert not faults(problem, solve(problem))
