"""What is made together is shared fairly: nobody, and no group, pays more than it would by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from planner.domain.problem import Problem
from planner.solver.fair import divide
from planner.solver.pooling import GROUP_SECONDS, plan_pool
from planner.solver.solve import solve

from .invariants import faults
from .problems import offer, order, problem, random_problem, step, supplier


def only(whole: Problem, names: tuple[str, ...]) -> Problem:
    return replace(whole, orders=tuple(one for one in whole.orders if one.id in names))


def alike(count: int) -> Problem:
    """Orders of ten pieces that a maker with a setup, or another one without, could make."""
    makers = (
        supplier("big", offer("sew", "10", setup_cost=300, min_quantity=20, tiers=((40, Decimal(8)),))),
        supplier("small", offer("sew", "45")),
    )
    return problem(makers, [order(step("sew"), id=f"o{n}") for n in range(count)])


@pytest.mark.parametrize("seed", [*range(10), 15, 26, 35])
def test_no_group_pays_more_than_by_itself(seed: int) -> None:
    """On small problems every group is planned by itself, and compared with what it is asked for together."""
    whole = random_problem(seed, orders=3 + seed % 2, steps=2, most=4, days=8)
    pooled = plan_pool(whole, {}, seconds=0.5)
    names = tuple(one.id for one in pooled.plan.orders)
    assert not faults(whole, pooled.plan)
    assert sum(pooled.pays.values()) + pooled.borne == pooled.plan.cost
    for size in range(1, len(names) + 1):
        for group in combinations(names, size):
            own = solve(only(whole, group), seconds=GROUP_SECONDS)
            if len(own.orders) == size:
                assert sum(pooled.pays[name] for name in group) <= own.cost, group


def test_each_pays_less_the_more_join() -> None:
    """One setup and one minimum for all: with every further order it is cheaper for those who are in."""
    paid = [plan_pool(alike(count), {}).pays["o0"] for count in range(1, 7)]
    assert paid[0] == 450
    assert paid == sorted(paid, reverse=True)
    assert paid[5] == 130


def test_those_who_are_alike_pay_alike() -> None:
    """The same pieces for the same day cost everybody the same."""
    pooled = plan_pool(alike(5), {})
    assert len(set(pooled.pays.values())) == 1
    assert pooled.setups_saved == 4


def test_a_price_that_was_shown_is_kept_and_the_rest_is_ours() -> None:
    """Nobody else pays for what somebody was promised."""
    free = plan_pool(alike(3), {})
    kept = plan_pool(alike(3), {"o0": free.pays["o0"] - 50, "o1": free.pays["o1"], "o2": free.pays["o2"]})
    assert kept.borne == 50
    assert kept.pays["o1"] == free.pays["o1"]


def test_who_shares_nothing_pays_for_nothing_of_it() -> None:
    """An order that is made by itself pays what it costs by itself, however much the others save."""
    makers = (
        supplier("a", offer("sew", "10", setup_cost=300)),
        supplier("b", offer("knit", "10", setup_cost=100)),
    )
    orders = [order(step("sew"), id="o0"), order(step("sew"), id="o1"), order(step("knit"), id="o2")]
    pooled = plan_pool(problem(makers, orders), {})
    assert pooled.pays == {"o0": 250, "o1": 250, "o2": 200}


def test_an_order_that_can_not_be_in_time_is_left_out() -> None:
    """The others are made without it, at what they cost without it."""
    late = order(step("sew"), id="late", due=order().earliest)
    slow = (supplier("slow", offer("sew", "10", setup_cost=300, lead_days=3)),)
    pooled = plan_pool(problem(slow, [order(step("sew"), id="o0"), late]), {})
    assert [one.order for one in pooled.plan.unplanned] == ["late"]
    assert pooled.pays == {"o0": 400}


def test_a_group_with_a_better_way_is_asked_for_no_more() -> None:
    """Where shares by quantity ask too much of two of three, the third bears it, up to what it would pay alone."""
    parts = {"a": 100, "b": 100, "c": 40}
    groups = {frozenset("a"): 120, frozenset("b"): 120, frozenset("c"): 90, frozenset("ab"): 170}
    division = divide(240, parts, groups, {})
    assert division.borne == 0
    assert division.pays["a"] + division.pays["b"] == 170
    assert division.pays["c"] == 70


def test_where_no_division_pleases_every_group_we_bear_the_rest() -> None:
    """Three of whom any two would do better by themselves: an empty core."""
    parts = {"a": 100, "b": 100, "c": 100}
    groups = {frozenset(pair): 180 for pair in ("ab", "ac", "bc")}
    division = divide(300, parts, groups, {})
    assert division.borne == 30
    assert all(sum(division.pays[name] for name in group) <= most for group, most in groups.items())
