"""Suppliers who finish well together are preferred a little, and nobody pays for it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.pairs import WORTH
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.solver.aims import Aims, Candidate
from planner.solver.demand import demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.liking import Liking, preferred
from planner.solver.quote import book_for, quote
from planner.solver.terms import Terms
from planner.solver.trips import Layout, Placing

from .brute import all_plans
from .invariants import faults
from .problems import offer, order, problem, random_problem, step, supplier


def with_pairs(of: Problem, seed: int) -> Problem:
    """Some suppliers have finished well together."""
    rng = random.Random(seed)
    names = [s.id for s in of.suppliers]
    pairs = {(a, b): rng.random() for a in names for b in names if a != b and rng.random() < 0.5}
    return replace(of, pairs=pairs)


def aims_of(of: Problem) -> Aims:
    terms = Terms(of)
    demand = demand_of(of, of.orders[0])
    horizon = horizon_of(of, demand)
    return Aims(Draft(terms, horizon.first + horizon.length, book_for(terms, demand)), demand, horizon)


def layout_of(plan: Plan, aims: Aims) -> Layout:
    makers = {s.id: s for s in aims.draft.terms.problem.suppliers}
    name = aims.demand.order.id
    return Layout(
        tuple(
            Placing(lot.step, makers[run.supplier], makers[run.supplier].offers[0], 0, lot.quantity)
            for run in plan.runs
            for lot in run.lots
            if lot.order == name and lot.step in aims.demand.open
        )
    )


def chosen(aims: Aims) -> tuple[Candidate, Candidate, Liking] | None:
    """The cheapest, the one that is chosen, and what pairs are worth."""
    best = aims.best("cost", None)
    liking = Liking.of(aims.draft.terms.problem.pairs, aims.demand, aims.tables)
    return None if best is None or liking is None else (best, preferred(aims, best), liking)


@pytest.mark.parametrize("seed", range(80))
def test_no_plan_has_a_better_balance(seed: int) -> None:
    """Of all plans with whole lots none has less cost with its pairs taken off than the one that is chosen, which costs
    hardly more than the cheapest."""
    of = with_pairs(random_problem(seed, days=5, confirmed=seed % 2 == 1), seed)
    aims = aims_of(of)
    found = chosen(aims) if aims.horizon.length else None
    if found is None:
        return
    best, taken, liking = found

    def value(cost: int, layout: Layout) -> float:
        return cost - liking.worth(layout, aims.demand, aims.tables)

    mine = value(taken.cost, taken.layout)
    assert best.cost <= taken.cost
    assert taken.cost * (1 - WORTH) <= best.cost
    for plan in all_plans(of, 1):
        assert mine <= value(plan.cost, layout_of(plan, aims)) + 1e-6


@pytest.mark.parametrize("seed", range(40))
def test_costs_and_bounds_stay_true(seed: int) -> None:
    """With pairs, an option's cost is still what its parts come to, and its bound is below every plan's cost."""
    of = with_pairs(random_problem(seed, days=5), seed)
    plans = [plan.cost for plan in all_plans(of, 1)]
    for option in quote(of).options:
        assert not faults(of, option.plan)
        assert option.plan.bound is not None
        assert all(option.plan.bound <= cost for cost in plans)


def test_pairs_nobody_knows_change_nothing() -> None:
    """Without pairs that could meet, the options are exactly those without any."""
    for seed in range(20):
        of = random_problem(seed, days=5)
        plain, same = quote(of), quote(replace(of, pairs={("a", "b"): 1.0}))
        assert _without_times(plain.options) == _without_times(same.options)


def _without_times(options: object) -> object:
    return [replace(o, plan=replace(o.plan, seconds=0.0)) for o in options]  # type: ignore[attr-defined]


def two_of_each(dearer: str) -> Problem:
    """Two knitters who cost the same, and two sewers of whom one costs a little more."""
    makers = (
        supplier("mill", offer("knit")),
        supplier("loom", offer("knit")),
        supplier("shop", offer("sew", "1000")),
        supplier("studio", offer("sew", dearer)),
    )
    return problem(makers, order(step("knit"), step("sew", after=("knit",))))


def makers_of(of: Problem) -> tuple[set[str], int, date]:
    option = quote(of).options[0]
    return {run.supplier for run in option.plan.runs}, option.cost, option.arrives


def test_a_pair_decides_between_equals_and_hardly_more() -> None:
    """A liked pair is taken where it costs the same or half a percent more, and not where it costs two percent more;
    it is paid what it asks for."""
    liked = {("loom", "studio"): 1.0}
    assert makers_of(replace(two_of_each("1000"), pairs=liked))[0] == {"loom", "studio"}
    names, cost, _ = makers_of(replace(two_of_each("1005"), pairs=liked))
    assert (names, cost) == ({"loom", "studio"}, 10 * 10 + 10 * 1005)
    assert "studio" not in makers_of(replace(two_of_each("1020"), pairs=liked))[0]
    assert "studio" not in makers_of(replace(two_of_each("1005"), pairs={("loom", "studio"): 0.2}))[0]


def test_the_budget_stands_above_pairs() -> None:
    """A pair that would cost more than there is, is not taken."""
    of = two_of_each("1005")
    tight = replace(of, orders=tuple(replace(o, budget=10100) for o in of.orders), pairs={("loom", "studio"): 1.0})
    assert makers_of(tight)[1] == 10100
