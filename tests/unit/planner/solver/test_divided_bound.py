"""The bound that counts capacity by the day holds for every plan of the format, and says more than whole ways do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.domain.problem import Problem
from planner.solver.book import Book
from planner.solver.bound import divided_bound, lower_bound
from planner.solver.demand import demand_of
from planner.solver.horizon import horizon_of
from planner.solver.quote import quote
from planner.solver.solve import solve
from planner.solver.terms import Terms

from .brute import all_plans
from .problems import booked, day, offer, order, problem, random_problem, step, supplier


def bound_of(of: Problem) -> float:
    """Of the problem's one order, whether it must be divided or not."""
    demand = demand_of(of, of.orders[0])
    return divided_bound(Terms(of), Book(of), demand, horizon_of(of, demand))


#: What amounts may lose by being rounded to the minor unit one by one; the bound is on exact ones.
ROUNDING = 3


def never_above(of: Problem, lots: int) -> None:
    """The least of all plans, each step in at most so many lots, is no less than the bound."""
    least = min((plan.cost for plan in all_plans(of, lots)), default=None)
    bound = bound_of(of)
    assert least is None or bound <= least + ROUNDING


@pytest.mark.parametrize("seed", range(2000, 2060))
def test_holds_for_divided_lots(seed: int) -> None:
    """No plan in two lots a step, with joined runs, tiers, minima and days off, costs less than the bound."""
    never_above(random_problem(seed, days=4, steps=2, most=3), 2)


@pytest.mark.parametrize("seed", range(3000, 3030))
def test_holds_for_longer_routings(seed: int) -> None:
    """No plan with whole lots through up to four steps costs less than the bound."""
    never_above(random_problem(seed, days=6, steps=4), 1)


def test_counts_when_longer_runs_are_ready() -> None:
    """A cheap run's goods leave after its last day, so only what it does until then comes in time."""
    early = supplier("early", offer("cut", "30", daily_capacity=20))
    cheap = supplier("cheap", offer("cut", "10", daily_capacity=5), zone="there")
    sews = supplier("sews", offer("sew", "1", daily_capacity=40))
    of = problem([early, cheap, sews], order(step("cut", 40), step("sew", 40, ["cut"]), due=day(2)))
    # A day away: of the three days the cheap one can work on two, and send 10 for 100.
    assert bound_of(of) == pytest.approx(10 * 10 + 100 + 30 * 30 + 40)


def test_proves_more_than_whole_ways() -> None:
    """Where two must share the work, the quote's gap is closed although one is twice as dear."""
    cheap = supplier("cheap", offer("cut", "10", daily_capacity=10))
    dear = supplier("dear", offer("cut", "20", daily_capacity=10))
    of = problem([cheap, dear], order(step("cut", 300)))
    plan = quote(of).options[0].plan
    assert plan.cost == 21 * 10 * 10 + 90 * 20
    assert plan.gap == 0
    assert solve(of).gap == 0


def test_joined_runs_cost_what_they_add() -> None:
    """A committed run with room that is paid for may be joined for nothing, and the bound knows."""
    by = supplier("by", offer("cut", "10", daily_capacity=10, min_quantity=10))
    of = problem([by], order(step("cut", 4)), [booked("by", "cut", 0, 5)])
    assert bound_of(of) <= 0
    assert lower_bound(Terms(of), [(demand_of(of, of.orders[0]), horizon_of(of, demand_of(of, of.orders[0])))]) <= 0


def test_fractions_of_units() -> None:
    """Quantities that are not whole are bounded as others are."""
    by = [supplier(f"s{i}", offer("cut", str(10 + i), daily_capacity=Decimal("1.5"))) for i in range(2)]
    of = problem(by, order(step("cut", Decimal("40.5"))))
    plan = quote(of).options[0].plan
    assert plan.bound is not None
    assert plan.bound <= plan.cost
    assert plan.gap == pytest.approx(0, abs=1e-3)
