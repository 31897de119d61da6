"""Why a plan is as it is: the parts add up, and every reason is true when the order is planned anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.breakdown import Because, Breakdown, Part, Rejected
from planner.domain.plan import Label, Objective, Option, Plan, Quote
from planner.domain.problem import Leg, Problem
from planner.solver.explain import explain
from planner.solver.quote import quote

from .problems import booked, day, offer, order, problem, random_problem, step, supplier
from .test_price_curve import divided

CHOSEN_FOR: dict[Label, Objective] = {Label.CHEAPEST: "cost", Label.FASTEST: "time", Label.SAFEST: "reliability"}


def only(asked: Problem, process: str, name: str) -> Problem:
    """The problem in which nobody else does a process."""
    suppliers = (
        s if s.id == name else replace(s, offers=tuple(o for o in s.offers if o.process != process))
        for s in asked.suppliers
    )
    return replace(asked, suppliers=tuple(suppliers))


def option_for(found: Quote, label: Label) -> Option | None:
    return next((option for option in found.options if label in option.labels), None)


def because(told: Breakdown, step_name: str) -> dict[str, Rejected]:
    return {r.supplier: r for part in told.parts if part.step == step_name for r in part.rejected}


def only_part(told: Breakdown) -> Part:
    assert len(told.parts) == 1
    return told.parts[0]


@pytest.mark.parametrize("seed", range(60))
def test_parts_add_up(seed: int) -> None:
    """The parts of every option have all steps, and their costs and freights add up to its cost."""
    asked = random_problem(seed, days=6, confirmed=seed % 2 == 0)
    for option in quote(asked).options:
        told = explain(asked, option.plan, CHOSEN_FOR[option.labels[0]])
        assert told.cost == option.cost
        assert {part.step for part in told.parts} == {step.step for step in asked.orders[0].steps}
        for part in told.parts:
            assert part.first <= part.last <= part.ready
            assert part.supplier not in {rejected.supplier for rejected in part.rejected}


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("seed", range(80))
def test_reasons_are_true(seed: int, label: Label) -> None:
    """Planned anew with a rejected supplier at its step, the order comes to just what is told of it."""
    asked = random_problem(seed, days=6)
    option = option_for(quote(asked), label)
    if option is None or divided(option.plan):
        return
    for part in explain(asked, option.plan, CHOSEN_FOR[label]).parts:
        for rejected in part.rejected:
            holds(asked, option, label, part, rejected)


def holds(asked: Problem, option: Option, label: Label, part: Part, rejected: Rejected) -> None:
    forced = only(asked, part.process, rejected.supplier)
    again = option_for(quote(forced), label)
    if again is not None and divided(again.plan):
        return  # reasons are told of whole lots
    if again is None:
        assert rejected.because in (Because.LATE, Because.FULL)
        assert rejected.more is None
    else:
        assert rejected.more == again.cost - option.cost
        assert rejected.days == (again.arrives - option.arrives).days
        assert rejected.reliability == pytest.approx(again.reliability)
    if rejected.because is Because.LATE and rejected.days is not None:
        due = asked.orders[0].due + timedelta(days=rejected.days)
        assert rejected.days > 0
        assert quote(replace(forced, orders=(replace(asked.orders[0], due=due),))).options
        if rejected.days > 1:
            sooner = replace(asked.orders[0], due=due - timedelta(days=1))
            assert not any(not divided(o.plan) for o in quote(replace(forced, orders=(sooner,))).options)
    if rejected.because is Because.FULL:
        place = rejected.supplier, part.process
        free = tuple(run for run in asked.committed if (run.supplier, run.process) != place)
        freed = option_for(quote(replace(forced, committed=free)), label)
        assert freed is not None
        assert key(label, freed) < (key(label, again) if again else (float("inf"),) * 2)


def key(label: Label, option: Option) -> tuple[float, float]:
    if label is Label.CHEAPEST:
        return option.cost, option.arrives.toordinal()
    if label is Label.FASTEST:
        return option.arrives.toordinal(), option.cost
    return -round(option.reliability, 9), option.cost


def test_dearer_here_and_full_there() -> None:
    """It can be said that one maker is dearer by so much, and that another is full until that day."""
    makers = [
        supplier("chosen", offer("sew", "10")),
        supplier("dearer", offer("sew", "12")),
        supplier("full", offer("sew", "9")),
    ]
    full = [booked("full", "sew", n, 1000) for n in range(12)]
    asked = problem(makers, order(step("sew", 10), due=day(5)), full)
    told = explain(asked, quote(asked).options[0].plan)
    assert because(told, "sew") == {
        "full": Rejected("full", Because.FULL, free=day(12)),
        "dearer": Rejected("dearer", Because.DEARER, 20, 0, 1.0),
    }


def test_full_and_dearer_for_it() -> None:
    """A maker who is full for now, but could be in time at a higher price, is full with both figures."""
    makers = [
        supplier("chosen", offer("cut", "10")),
        supplier("full", offer("cut", "9")),
        supplier("slow", offer("sew", "1", lead_days=4)),
        supplier("quick", offer("sew", "5")),
    ]
    full = [booked("full", "cut", n, 1000) for n in range(3)]
    asked = problem(makers, order(step("cut", 10), step("sew", 10, ["cut"]), due=day(5)), full)
    told = explain(asked, quote(asked).options[0].plan)
    assert because(told, "cut")["full"] == Rejected("full", Because.FULL, 30, -1, 1.0, day(3))


def test_full_over_the_end_of_the_year() -> None:
    """The day from which a full maker could start again is one on which it works."""
    shut = frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)})
    makers = [supplier("chosen", offer("sew", "10")), supplier("full", offer("sew", "9"), closed=shut)]
    full = [booked("full", "sew", n, 1000) for n in range(4)]
    asked = problem(makers, order(step("sew", 10), due=day(3)), full)
    told = explain(asked, quote(asked).options[0].plan)
    assert because(told, "sew")["full"].free == date(2027, 1, 4)


def test_late() -> None:
    """A cheaper maker who would miss the due date is told of with the days by which it would."""
    makers = [supplier("chosen", offer("sew", "10")), supplier("late", offer("sew", "1", lead_days=9))]
    asked = problem(makers, order(step("sew", 10), due=day(5)))
    told = explain(asked, quote(asked).options[0].plan)
    assert because(told, "sew") == {"late": Rejected("late", Because.LATE, days=4)}


def test_why_not_the_cheap_one() -> None:
    """For the fastest plan a cheaper maker is slower, for the most reliable one it is less reliable."""
    makers = [
        supplier("cheap", offer("sew", "1", lead_days=9), reliability=0.9),
        supplier("quick", offer("sew", "5"), reliability=0.8),
        supplier("sure", offer("sew", "7", lead_days=5), reliability=0.99),
    ]
    asked = problem(makers, order(step("sew", 10)))
    found = quote(asked)
    fastest, safest = option_for(found, Label.FASTEST), option_for(found, Label.SAFEST)
    assert fastest is not None
    assert safest is not None
    slower = because(explain(asked, fastest.plan, "time"), "sew")["cheap"]
    assert slower == Rejected("cheap", Because.SLOWER, -40, 9, 0.9)
    riskier = because(explain(asked, safest.plan, "reliability"), "sew")["cheap"]
    assert riskier == Rejected("cheap", Because.LESS_RELIABLE, -60, 4, 0.9)


def test_just_as_good() -> None:
    """Where another maker would do as well, that is what is told."""
    asked = problem([supplier(name, offer("sew")) for name in "ab"], order(step("sew", 10)))
    told = explain(asked, quote(asked).options[0].plan)
    assert [r.because for r in only_part(told).rejected] == [Because.EQUAL]


def test_joining_what_is_paid_for() -> None:
    """A part that goes into a run that is paid for says so, and what that saves."""
    makers = [supplier("host", offer("sew", "10", setup_cost=500)), supplier("other", offer("sew", "20"))]
    asked = problem(makers, order(step("sew", 10)), [booked("host", "sew", 2, 5)])
    part = only_part(explain(asked, quote(asked).options[0].plan))
    assert (part.supplier, part.joins, part.cost, part.saves) == ("host", True, 100, 500)
    assert part.rejected == (Rejected("other", Because.DEARER, 100, -2, 1.0),)


def test_freight_counts() -> None:
    """A maker whose price is lower but whose freight is not comes out as dearer for the whole order."""
    makers = [supplier("here", offer("sew", "10")), supplier("there", offer("sew", "9"), zone="there")]
    asked = problem(makers, order(step("sew", 10)), legs={("there", "here"): Leg(50)}, default=Leg())
    part = only_part(explain(asked, quote(asked).options[0].plan))
    assert part.rejected == (Rejected("there", Because.DEARER, 40, 0, 1.0),)


def test_divided_lots() -> None:
    """The parts of a step that is divided stand one by one; the makers who share it are not rejected."""
    makers = [supplier(name, offer("sew", "1", daily_capacity=5)) for name in "ab"]
    asked = problem([*makers, supplier("c", offer("sew", "9"))], order(step("sew", 10), due=day(0)))
    plan = min(quote(asked).options, key=lambda option: option.cost).plan
    told = explain(asked, plan)
    assert told.cost == plan.cost
    for part in told.parts:
        assert {r.supplier for r in part.rejected}.isdisjoint(p.supplier for p in told.parts)


def test_only_plans_of_one_order() -> None:
    """What has several orders, or another one, is refused with a reason."""
    asked = problem([supplier("s", offer("sew"))], order(step("sew", 10)))
    plan = quote(asked).options[0].plan
    with pytest.raises(ValueError, match="one order"):
        explain(replace(asked, orders=()), plan)
    with pytest.raises(ValueError, match="one order"):
        explain(asked, Plan("none", 0, None, None, 0.0))
