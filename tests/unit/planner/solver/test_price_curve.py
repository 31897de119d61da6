"""Price by date: each point is reached by a plan, and no plan is cheaper by that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.plan import Plan, Quote
from planner.domain.problem import Problem
from planner.solver import price_curve
from planner.solver.price_curve import BEYOND
from planner.solver.quote import quote

from .brute import all_plans
from .problems import booked, day, offer, order, problem, random_problem, step, supplier

#: Days behind the due date that brute force goes through.
LATE = 2


def told(found: Quote) -> list[tuple[date, int, bool]]:
    return [(point.arrives, point.cost, point.late) for point in found.curve]


def best_by_day(asked: Problem) -> list[tuple[date, int]]:
    """The days, up to LATE behind the due date, at which the least cost of all plans falls."""
    later = replace(asked.orders[0], due=asked.orders[0].due + timedelta(days=LATE), budget=None)
    plans = all_plans(replace(asked, orders=(later,)))
    best: list[tuple[date, int]] = []
    for arrives, cost in sorted((plan.orders[0].arrives, plan.cost) for plan in plans):
        if arrives <= later.due and (not best or cost < best[-1][1]):
            best.append((arrives, cost))
    return best


@pytest.mark.parametrize("seed", range(120))
def test_every_day_is_best(seed: int) -> None:
    """The curve is what going through all plans gives, day by day, within and beyond the due date."""
    asked = random_problem(seed, days=5, confirmed=seed % 3 == 0, steps=3 + (seed % 5 == 0))
    last = asked.orders[0].due + timedelta(days=LATE)
    found = quote(asked)
    if any(divided(option.plan) for option in found.options):
        pytest.skip("brute force goes through whole lots")
    if not any(point.bound for point in found.curve):
        assert [(p.arrives, p.cost) for p in found.curve if p.arrives <= last] == best_by_day(asked)


def divided(plan: Plan) -> bool:
    """Is a step of the plan in several runs?"""
    steps = [lot.step for run in plan.runs for lot in run.lots]
    return len(set(steps)) < len(steps)


def test_waiting_saves_money() -> None:
    """A slow cheap maker beside a quick dear one makes a curve of two steps, the later one marked where it is late."""
    makers = [supplier("slow", offer("sew", "1", lead_days=9)), supplier("quick", offer("sew", "9"))]
    asked = problem(makers, order(step("sew", 10), due=day(5)))
    assert told(quote(asked)) == [(day(0), 90, False), (day(9), 10, True)]
    asked = problem(makers, order(step("sew", 10), due=day(9)))
    assert told(quote(asked)) == [(day(0), 90, False), (day(9), 10, False)]


def test_only_so_far_beyond() -> None:
    """What waiting would save is told for a limited number of days behind the due date."""
    lead = 5 + BEYOND
    makers = [supplier("slow", offer("sew", "1", lead_days=lead)), supplier("quick", offer("sew", "9"))]
    assert len(quote(problem(makers, order(step("sew", 10), due=day(5)))).curve) == 2
    assert len(quote(problem(makers, order(step("sew", 10), due=day(4)))).curve) == 1


def test_the_budget_is_no_part_of_it() -> None:
    """An order that is refused for its budget or its date still has its curve."""
    makers = [supplier("slow", offer("sew", "1", lead_days=9)), supplier("quick", offer("sew", "9"))]
    found = quote(problem(makers, order(step("sew", 10), due=day(5), budget=50)))
    assert not found.options
    assert told(found) == [(day(0), 90, False), (day(9), 10, True)]
    found = quote(problem(makers[:1], order(step("sew", 10), due=day(-5))))
    assert told(found) == [(day(9), 10, True)]


def test_over_the_end_of_the_year() -> None:
    """Days off around New Year move the points, not the prices."""
    year_end = date(2026, 12, 29)
    shut = frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)})
    maker = supplier("s", offer("sew", "1", daily_capacity=10), closed=shut)
    asked = order(step("sew", 40), earliest=year_end, due=date(2027, 1, 20))
    assert told(quote(problem([maker], asked))) == [(date(2027, 1, 4), 40, False)]


def test_divided_options_are_points() -> None:
    """Where only divided lots are in time, what they cost is a point of the curve."""
    makers = [supplier(name, offer("sew", "1", daily_capacity=5)) for name in "ab"]
    found = quote(problem(makers, order(step("sew", 10), due=day(0))))
    assert [(option.arrives, option.cost) for option in found.options] == [(day(0), 10)]
    assert told(found) == [(day(0), 10, False)]


def test_bookings_make_waiting_cheaper() -> None:
    """A cheap maker who is full until a day makes the price fall on the first day on which it is free again."""
    makers = [supplier("cheap", offer("sew", "1")), supplier("dear", offer("sew", "3"))]
    full = [booked("cheap", "sew", n, 1000) for n in range(3)]
    found = quote(problem(makers, order(step("sew", 10), due=day(9)), full))
    assert told(found) == [(day(0), 30, False), (day(3), 10, False)]


def test_where_the_search_ends_a_bound_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """With forks, days that the search did not get to have a bound, marked as such; the others are exact."""
    asked = _forked()
    exact = {point.arrives: point.cost for point in quote(asked).curve}
    monkeypatch.setattr(price_curve, "WORK", 1e-9)
    found = quote(asked).curve
    assert [point for point in found if not point.bound]
    assert [point for point in found if point.bound]
    for point in found:
        least = min(cost for arrives, cost in exact.items() if arrives <= point.arrives)
        assert point.cost <= least if point.bound else point.cost == least


def _forked() -> Problem:
    makers = [
        supplier("a", offer("cut", "1", lead_days=4), offer("sew", "5"), zone="x"),
        supplier("b", offer("cut", "4", lead_days=1), offer("print", "5"), zone="y"),
        supplier("c", offer("sew", "2", lead_days=3), offer("print", "2", lead_days=3), zone="z"),
    ]
    steps = step("cut", 10), step("sew", 10, ["cut"]), step("print", 10, ["cut"])
    return problem(makers, order(*steps, due=day(20)))
