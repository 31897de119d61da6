"""The ways out are the nearest: nothing that brute force finds comes sooner, costs less, or makes more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from planner.domain.plan import Alternative, Label, ReasonCode
from planner.domain.problem import Problem, Quantity
from planner.solver.crew import Crew
from planner.solver.quote import quote
from planner.solver.solve import solve
from planner.solver.ways_out import scaled

from .brute import all_plans
from .problems import day, offer, order, problem, random_problem, step, supplier


def with_order(asked: Problem, **changes: object) -> Problem:
    return replace(asked, orders=(replace(asked.orders[0], **changes),))  # type: ignore[arg-type]


def dates(ways: tuple[Alternative, ...]) -> list[date]:
    return [way.due for way in ways if way.due is not None]


@pytest.mark.parametrize("seed", range(120))
def test_no_day_is_nearer(seed: int) -> None:
    """Of an order that is due too soon, the date told is the first on which any plan with whole lots arrives."""
    asked = random_problem(seed, days=6)
    arrivals = sorted({plan.orders[0].arrives for plan in all_plans(asked)})
    if not arrivals:
        return
    soon = with_order(asked, due=arrivals[0] - timedelta(days=1))
    found = quote(soon)
    if found.refusal is None:
        assert all(option.arrives < arrivals[0] for option in found.options)  # in divided lots
        return
    assert {reason.code for reason in found.refusal.reasons} & {ReasonCode.DUE, ReasonCode.CAPACITY}
    assert min(dates(found.refusal.alternatives)) <= arrivals[0]
    assert solve(with_order(asked, due=min(dates(found.refusal.alternatives)))).status == "complete"


@pytest.mark.parametrize("seed", range(120))
def test_no_budget_is_smaller(seed: int) -> None:
    """Of an order with too small a budget, the cost told is no more than that of any plan with whole lots."""
    asked = random_problem(seed, days=6)
    least = min((plan.cost for plan in all_plans(asked)), default=0)
    if least < 2:
        return
    found = quote(with_order(asked, budget=least // 2))
    if found.refusal is None:
        assert all(option.cost <= least // 2 for option in found.options)  # in divided lots
        return
    assert [reason.code for reason in found.refusal.reasons] == [ReasonCode.BUDGET]
    told = [way.cost for way in found.refusal.alternatives if way == Alternative(cost=way.cost)]
    assert len(told) == 1
    assert told[0] is not None
    assert told[0] <= least
    assert solve(with_order(asked, budget=told[0])).status == "complete"


@pytest.mark.parametrize("days", [31, 45, 90, 300])
def test_a_day_far_off(days: int) -> None:
    """The first day is found however far behind the due date it lies, and the fastest plan however late it is."""
    slow = supplier("slow", offer("sew", "1", lead_days=days))
    found = quote(problem([slow], order(step("sew", 10), due=day(2))))
    assert found.refusal is not None
    assert Alternative(due=day(days), cost=10) in found.refusal.alternatives
    sure = supplier("sure", offer("sew", "1", lead_days=days + 9), reliability=1.0)
    asked = problem([replace(slow, reliability=0.5), sure], order(step("sew", 10), due=day(days + 20)))
    fastest = next(option for option in quote(asked).options if Label.FASTEST in option.labels)
    assert fastest.arrives == day(days)


@pytest.mark.parametrize("many", [250, 10**6])
def test_as_many_as_all_can_make(many: int) -> None:
    """What even many suppliers together can't make is refused with the most that they can, and that holds."""
    makers = [supplier(f"s{i}", offer("sew", "2", daily_capacity=10)) for i in range(4)]
    asked = problem(makers, order(step("sew", many), due=day(4)))
    found = quote(asked)
    assert found.refusal is not None
    assert {reason.code for reason in found.refusal.reasons} == {ReasonCode.CAPACITY, ReasonCode.QUANTITY}
    assert [way for way in found.refusal.alternatives if way.quantity] == [Alternative(quantity=200, cost=400)]
    assert solve(replace(asked, orders=(scaled(asked.orders[0], 200, many),))).cost == 400
    assert solve(replace(asked, orders=(scaled(asked.orders[0], 201, many),))).status == "none"


def test_charges_round_as_offers_do() -> None:
    """Charges worked out for many runs at once are to the minor unit what each offer charges."""
    offers = [
        offer("sew", "0.5", setup_cost=7, min_quantity=3, tiers=((10, Decimal("0.45")),)),
        offer("sew", "1.005", tiers=((100, Decimal("0.905")), (300, Decimal("0.805")))),
    ]
    crew = Crew((supplier(f"s{i}", terms), terms) for i, terms in enumerate(offers))
    amounts: list[Quantity] = [*range(400), Decimal("0.5"), Decimal("2.333333")]
    for row, terms in enumerate(offers):
        rows = np.full(len(amounts), row)
        assert list(crew.charge_each(rows, amounts)) == [terms.charge(amount) for amount in amounts]
