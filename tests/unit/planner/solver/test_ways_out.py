"""A refusal names what stands in the way, and its ways out hold: asked for again with them, the order can be made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.plan import Alternative, Quote, ReasonCode, Swap
from planner.domain.problem import Problem, Supplier
from planner.solver.other_values import swapped
from planner.solver.quote import quote
from planner.solver.solve import solve
from planner.solver.ways_out import scaled

from .problems import booked, day, offer, order, problem, random_problem, step, supplier

MAKER = supplier("s", offer("sew", "10", daily_capacity=10, lead_days=3))


def reasons(found: Quote) -> list[tuple[ReasonCode, str | None]]:
    assert not found.options
    assert found.refusal is not None
    return [(reason.code, reason.step) for reason in found.refusal.reasons]


def ways_out(found: Quote) -> tuple[Alternative, ...]:
    assert found.refusal is not None
    return found.refusal.alternatives


def test_nobody_makes_it() -> None:
    """A process that nobody offers is named with its step, and there is no way out."""
    found = quote(problem([MAKER], order(step("cut"), step("sew", after=["cut"]))))
    assert reasons(found) == [(ReasonCode.NO_SUPPLIER, "cut")]
    assert ways_out(found) == ()


def picky(name: str, rate: str, **accepts: tuple[str, ...]) -> Supplier:
    return supplier(name, offer("sew", rate, accepts=accepts))


def missing(found: Quote) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    assert found.refusal is not None
    return [(reason.attribute, reason.value, reason.offered) for reason in found.refusal.reasons]


def test_a_value_that_nobody_takes() -> None:
    """It is named with what others take instead, that of most makers first, then the cheapest, each with its cost."""
    makers = [
        picky("a", "3", colour=("red", "green")),
        picky("b", "5", colour=("green",)),
        picky("c", "2", colour=("white",)),
    ]
    found = quote(problem(makers, order(step("sew", 10, values={"colour": "blue", "size": "m"}))))
    assert reasons(found) == [(ReasonCode.NO_SUPPLIER, "sew")]
    assert missing(found) == [("colour", "blue", ("green", "white", "red"))]
    assert ways_out(found) == (
        Alternative(cost=30, swaps=(Swap("colour", "blue", "green"),)),
        Alternative(cost=20, swaps=(Swap("colour", "blue", "white"),)),
        Alternative(cost=30, swaps=(Swap("colour", "blue", "red"),)),
    )


def test_all_else_stays_equal() -> None:
    """A value is no way out where its makers don't take what else was asked for."""
    makers = [picky("a", "3", colour=("red",), size=("s",)), picky("b", "3", colour=("green",), size=("m",))]
    found = quote(problem(makers, order(step("sew", 10, values={"colour": "blue", "size": "m"}))))
    assert missing(found) == [("colour", "blue", ("green",))]
    assert [way.swaps for way in ways_out(found)] == [(Swap("colour", "blue", "green"),)]


def test_two_values_at_once() -> None:
    """Where one change is not enough, both values are named, and changed together."""
    found = quote(
        problem(
            [picky("a", "3", colour=("red",), size=("s",))],
            order(step("sew", 10, values={"colour": "blue", "size": "m"})),
        )
    )
    assert missing(found) == [("colour", "blue", ()), ("size", "m", ())]
    assert ways_out(found) == (Alternative(cost=30, swaps=(Swap("colour", "blue", "red"), Swap("size", "m", "s"))),)


def test_values_that_several_steps_share() -> None:
    """The same value is changed at every step that has it, or not at all."""
    makers = [
        supplier("a", offer("dye", "1", accepts={"colour": ("red", "green")})),
        supplier("b", offer("sew", "2", accepts={"colour": ("green", "blue")})),
    ]
    blue = {"colour": "blue"}
    found = quote(problem(makers, order(step("dye", 10, values=blue), step("sew", 10, ["dye"], values=blue))))
    assert missing(found) == [("colour", "blue", ("green", "red"))]
    assert [way.swaps for way in ways_out(found)] == [(Swap("colour", "blue", "green"),)]


def test_values_in_time_and_in_budget() -> None:
    """What somebody takes is named, but it is a way out only within date and budget."""
    makers = [picky("a", "3", colour=("red",)), picky("b", "9", colour=("green",))]
    found = quote(problem(makers, order(step("sew", 10, values={"colour": "blue"}), budget=50)))
    assert missing(found) == [("colour", "blue", ("red", "green"))]
    assert ways_out(found) == (Alternative(cost=30, swaps=(Swap("colour", "blue", "red"),)),)
    slow = supplier("slow", offer("sew", accepts={"colour": ("red",)}, lead_days=30))
    assert ways_out(quote(problem([slow], order(step("sew", 10, values={"colour": "blue"}))))) == ()


def test_too_soon() -> None:
    """A due date before anything can be ready is refused for that, with the earliest date and its cost."""
    found = quote(problem([MAKER], order(step("sew", 10), due=day(2))))
    assert reasons(found) == [(ReasonCode.DUE, "sew")]
    assert ways_out(found)[0] == Alternative(due=day(3), cost=100)


def test_due_in_the_past() -> None:
    """A due date that has passed is too soon like any other."""
    found = quote(problem([MAKER], order(step("sew", 10), due=day(-30))))
    assert reasons(found) == [(ReasonCode.DUE, "sew")]
    assert ways_out(found) == (Alternative(due=day(3), cost=100),)


def test_booked_up() -> None:
    """Where only what is booked already stands in the way, capacity is the reason."""
    found = quote(problem([MAKER], order(step("sew", 10), due=day(3)), [booked("s", "sew", 0, 5)]))
    assert reasons(found) == [(ReasonCode.CAPACITY, "sew")]
    assert ways_out(found) == (Alternative(due=day(4), cost=100), Alternative(quantity=5, cost=50))


def test_too_many() -> None:
    """Where even empty books would not do, the quantity is a reason besides, and the largest that fits a way out."""
    found = quote(problem([MAKER], order(step("sew", 35), due=day(5))))
    assert reasons(found) == [(ReasonCode.CAPACITY, "sew"), (ReasonCode.QUANTITY, "sew")]
    assert ways_out(found) == (Alternative(due=day(6), cost=350), Alternative(quantity=30, cost=300))


def test_the_scarce_step() -> None:
    """Of several steps the one that lacks capacity is named."""
    makers = [supplier("a", offer("cut")), supplier("b", offer("sew", daily_capacity=1)), supplier("c", offer("pack"))]
    steps = step("cut", 20), step("sew", 20, ["cut"]), step("pack", 20, ["sew"])
    assert reasons(quote(problem(makers, order(*steps, due=day(4)))))[0] == (ReasonCode.CAPACITY, "sew")


def test_too_dear() -> None:
    """A budget below the least cost is refused for that, with the least cost and what the budget pays for."""
    makers = [supplier("a", offer("cut", "1")), supplier("b", offer("sew", "9"))]
    found = quote(problem(makers, order(step("cut", 10), step("sew", 10, ["cut"]), budget=60)))
    assert reasons(found) == [(ReasonCode.BUDGET, "sew")]
    assert ways_out(found) == (Alternative(cost=100), Alternative(quantity=6, cost=60))


def test_dear_because_it_is_urgent() -> None:
    """Where the budget would do for a later date, that date is a way out."""
    makers = [supplier("slow", offer("sew", "1", lead_days=9)), supplier("quick", offer("sew", "9"))]
    found = quote(problem(makers, order(step("sew", 10), budget=60, due=day(5))))
    assert reasons(found) == [(ReasonCode.BUDGET, "sew")]
    assert Alternative(cost=90) in ways_out(found)
    assert Alternative(due=day(9), cost=10) in ways_out(found)


def test_too_soon_and_too_dear() -> None:
    """Both reasons are given where both stand in the way."""
    found = quote(problem([MAKER], order(step("sew", 10), due=day(1), budget=50)))
    assert reasons(found) == [(ReasonCode.DUE, "sew"), (ReasonCode.BUDGET, "sew")]
    assert Alternative(due=day(3), cost=100) in ways_out(found)


@pytest.mark.parametrize("seed", range(80))
def test_ways_out_hold(seed: int) -> None:
    """Whatever stands in the way, each way out leads to a plan that costs what was said."""
    asked = random_problem(seed, days=4)
    asked = replace(asked, orders=(replace(asked.orders[0], budget=120 if seed % 2 else None),))
    found = quote(asked)
    for way in found.refusal.alternatives if found.refusal else ():
        plan = solve(_with(asked, way))
        assert plan.status == "complete"
        assert way.cost is None or plan.cost <= way.cost


def _with(asked: Problem, way: Alternative) -> Problem:
    """What is asked for, with the figures of a way out."""
    order = asked.orders[0]
    if way.swaps:
        order = swapped(order, way.swaps)
    elif way.quantity is not None:
        last = [step for step in order.steps if not any(step.step in other.after for other in order.steps)]
        order = scaled(order, way.quantity, max(step.quantity for step in last))
    elif way.due is not None:
        budget = None if order.budget is None or way.cost is None else max(order.budget, way.cost)
        order = replace(order, due=way.due, budget=budget)
    else:
        order = replace(order, budget=way.cost)
    return replace(asked, orders=(order,))


@pytest.mark.parametrize(
    "absurd",
    [
        order(step("sew", 10**6)),
        order(step("sew", 10), due=day(0) + timedelta(days=365 * 200)),
        order(step("sew", 10), earliest=day(50), due=day(3)),
        order(step("sew", 0)),
        order(step("cut", 0), step("sew", 5, ["cut"])),
    ],
)
def test_absurd_orders(absurd: object) -> None:
    """However absurd an order is, it gets options or reasons."""
    found = quote(problem([MAKER, supplier("c", offer("cut"))], [absurd]))  # type: ignore[list-item]
    assert bool(found.options) != bool(found.refusal and found.refusal.reasons)


@pytest.mark.parametrize(
    "makers",
    [
        [],
        [supplier("s", offer("sew", daily_capacity=0))],
        [supplier("s", offer("sew"), workdays=frozenset())],
        [supplier("s", offer("sew", lead_days=3000))],
        [supplier("s", offer("sew"), closed=frozenset(day(d) for d in range(21)))],
    ],
)
def test_suppliers_who_never_can(makers: list[object]) -> None:
    """Suppliers who can't work lead to a refusal, and to no error."""
    assert reasons(quote(problem(makers, order(step("sew")))))  # type: ignore[arg-type]
