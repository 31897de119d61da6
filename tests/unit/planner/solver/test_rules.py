"""The format's rules, one by one, on problems that can be worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.domain.plan import Label, Plan
from planner.domain.problem import Leg, Lot, Problem
from planner.solver.quote import quote
from planner.solver.solve import solve

from .invariants import faults
from .problems import START, booked, day, offer, order, problem, step, supplier


def planned(asked: Problem) -> Plan:
    plan = solve(asked)
    assert plan.status == "complete"
    assert not faults(asked, plan)
    return plan


def test_a_run_over_the_years_end() -> None:
    """A run works on its supplier's working days alone: over a weekend, a holiday, and into the new year."""
    weekdays = frozenset({1, 2, 3, 4, 5})
    sewer = supplier(
        "s", offer("sew", daily_capacity=10, lead_days=2), workdays=weekdays, closed=frozenset({date(2027, 1, 1)})
    )
    plan = planned(problem([sewer], order(step("sew", 45), earliest=date(2026, 12, 30))))
    assert plan.runs[0].days == {
        date(2026, 12, 30): 10,
        date(2026, 12, 31): 10,
        date(2027, 1, 4): 10,
        date(2027, 1, 5): 10,
        date(2027, 1, 6): 5,
    }
    assert plan.runs[0].ready == date(2027, 1, 8)


def test_the_minimum_is_paid() -> None:
    """A run below the minimum is allowed, and pays for the minimum."""
    asked = problem([supplier("s", offer("sew", setup_cost=7, min_quantity=50))], order(step("sew", 10)))
    assert planned(asked).cost == 507


def test_the_next_tier_may_be_cheaper() -> None:
    """Paying for more than is made is right where a price tier makes that cheaper."""
    asked = problem([supplier("s", offer("sew", "10", tiers=[(20, Decimal(5))]))], order(step("sew", 15)))
    assert planned(asked).cost == 100


def test_a_committed_run_is_joined() -> None:
    """Joining a committed run on its start day pays only what that adds: nothing up to the minimum."""
    sewer = supplier("s", offer("sew", setup_cost=500, min_quantity=50))
    plan = planned(problem([sewer], order(step("sew", 20)), [booked("s", "sew", 4, 30)]))
    assert plan.cost == 0
    assert min(plan.runs[0].days) == day(4)
    plan = planned(problem([sewer], order(step("sew", 25)), [booked("s", "sew", 4, 30)]))
    assert (plan.cost, plan.bound) == (50, 50)


def test_another_variant_is_another_run() -> None:
    """A committed run of another variant is not joined."""
    sewer = supplier("s", offer("sew", setup_cost=500))
    wanted = order(step("sew", 20, values={"colour": "red"}, variant=("colour",)))
    asked = problem([sewer], wanted, [booked("s", "sew", 4, 30, variant={"colour": "blue"})])
    assert planned(asked).cost == 700


def test_committed_runs_hold_their_capacity() -> None:
    """What is booked on a day is not there any more."""
    sewer = supplier("s", offer("sew", daily_capacity=30))
    plan = planned(problem([sewer], order(step("sew", 20), due=day(1)), [booked("s", "sew", 0, 25)]))
    assert plan.runs[0].days in ({day(1): 20}, {day(0): 5, day(1): 15})


def test_freight_within_one_supplier_is_free() -> None:
    """One supplier for both steps saves the freight between them, though each alone is dearer."""
    both = supplier("both", offer("cut", "11"), offer("sew", "11"), zone="there")
    one, other = supplier("one", offer("cut", "10"), zone="there"), supplier("other", offer("sew", "10"), zone="there")
    plan = planned(problem([both, one, other], order(step("cut", 10), step("sew", 10, ["cut"]))))
    assert {run.supplier for run in plan.runs} == {"both"}
    assert plan.cost == 220 + 100


def test_several_last_steps() -> None:
    """Each step that nothing waits for ships to the customer, and the order has arrived with the last."""
    makers = [supplier("a", offer("mug", lead_days=1)), supplier("b", offer("card", lead_days=6), zone="there")]
    plan = planned(problem(makers, order(step("mug"), step("card"))))
    assert [(s.step, s.to_step) for s in plan.shipments] == [("mug", None), ("card", None)]
    assert plan.orders[0].arrives == day(7)


def test_a_diamond() -> None:
    """A step that two others wait for is made once, and where both together are served best."""
    makers = [
        supplier("near", offer("dye", "10")),
        supplier("far", offer("dye", "9"), zone="there"),
        supplier("body", offer("body")),
        supplier("sleeve", offer("sleeve")),
        supplier("sew", offer("sew")),
    ]
    steps = step("dye", 20), step("body", 10, ["dye"]), step("sleeve", 10, ["dye"]), step("sew", 10, ["body", "sleeve"])
    plan = planned(problem(makers, order(*steps)))
    assert [run.supplier for run in plan.runs if run.process == "dye"] == ["near"]
    assert plan.cost == 500
    assert sum(s.quantity for s in plan.shipments if s.step == "dye") == 40


def test_two_steps_of_one_process_share_a_run() -> None:
    """Two steps of the same process and variant may be lots of one run, and then pay one setup."""
    printer = supplier("s", offer("print", "1", setup_cost=100))
    asked = problem(
        [printer], order(step("front", process="print"), step("back", process="print"), due=START), default=Leg()
    )
    plan = planned(asked)
    assert len(plan.runs) == 1
    assert plan.cost == 120


def test_lots_are_divided_where_nobody_can_do_all() -> None:
    """Where nobody has the capacity by the due date, several suppliers do a part each."""
    makers = [supplier(name, offer("sew", daily_capacity=10), zone="here") for name in ("a", "b", "c")]
    plan = planned(problem(makers, order(step("sew", 30), due=day(0))))
    assert [run.supplier for run in plan.runs] == ["a", "b", "c"]
    assert sum(lot.quantity for run in plan.runs for lot in run.lots) == 30


def test_lots_are_divided_in_proportion() -> None:
    """Divided lots get their inputs in proportion to their share, in whatever unit those are counted."""
    makers = [
        supplier("knit", offer("knit", daily_capacity=100)),
        supplier("a", offer("sew", daily_capacity=10)),
        supplier("b", offer("sew", daily_capacity=20)),
    ]
    steps = step("knit", Decimal("43.2")), step("sew", 30, ["knit"])
    plan = planned(problem(makers, order(*steps, due=day(0))))
    moved = {s.to_run: s.quantity for s in plan.shipments if s.step == "knit"}
    assert sorted(moved.values()) == [Decimal("14.4"), Decimal("28.8")]


def test_division_fills_the_room_that_is_paid_for() -> None:
    """Where a committed run has room that is paid for, a part goes there although the rest does not."""
    full = supplier("full", offer("sew", "10", min_quantity=50, daily_capacity=50))
    other = supplier("other", offer("sew", "8"))
    plan = planned(problem([full, other], order(step("sew", 40)), [booked("full", "sew", 4, 30)]))
    assert {run.supplier: run.lots[0].quantity for run in plan.runs} == {"full": 20, "other": 20}
    assert (plan.cost, plan.bound) == (160, 160)


def test_a_declined_step_is_planned_around_the_confirmed_ones() -> None:
    """Confirmed lots stay: the open step between them gets their goods, and reaches the next in time."""
    makers = [
        supplier("cutter", offer("cut"), zone="there"),
        supplier("slow", offer("sew", "1", lead_days=9)),
        supplier("quick", offer("sew", "10", lead_days=1)),
        supplier("packer", offer("pack"), zone="there"),
    ]
    steps = step("cut"), step("sew", after=["cut"]), step("pack", after=["sew"])
    confirmed = [
        booked("cutter", "cut", 1, 10, [Lot("o1", "cut", 10)]),
        booked("packer", "pack", 6, 10, [Lot("o1", "pack", 10)]),
    ]
    plan = planned(problem(makers, order(*steps), confirmed))
    assert [run.supplier for run in plan.runs] == ["quick"]
    assert [(s.run, s.to_run) for s in plan.shipments] == [("committed:0", "r1"), ("r1", "committed:1")]
    assert plan.cost == 100 + 100 + 100
    assert plan.orders[0].arrives == day(7)


def test_the_rest_of_a_step_is_planned() -> None:
    """Where one of a step's divided lots was declined, only that part is planned again."""
    makers = [supplier("a", offer("sew", daily_capacity=20)), supplier("b", offer("sew", daily_capacity=20))]
    asked = problem(makers, order(step("sew", 30)), [booked("a", "sew", 0, 20, [Lot("o1", "sew", 20)])])
    plan = planned(asked)
    assert [lot.quantity for run in plan.runs for lot in run.lots] == [10]


def test_all_confirmed() -> None:
    """An order whose steps are all confirmed costs nothing more, and arrives when they do."""
    asked = problem(
        [supplier("a", offer("sew"))], order(step("sew")), [booked("a", "sew", 2, 10, [Lot("o1", "sew", 10)])]
    )
    plan = planned(asked)
    assert (plan.cost, plan.runs, plan.orders[0].arrives) == (0, (), day(2))


def test_labels_meet() -> None:
    """One plan that is best at everything has every label; one that is best at nothing is not shown."""
    best = supplier("best", offer("sew", "5"), reliability=0.99)
    found = quote(
        problem([best, supplier("worse", offer("sew", "6", lead_days=2), reliability=0.9)], order(step("sew")))
    )
    assert [option.labels for option in found.options] == [(Label.CHEAPEST, Label.FASTEST, Label.SAFEST)]


def test_three_ways() -> None:
    """The cheapest, the fastest and the safest are three options where they differ, the cheapest first."""
    makers = [
        supplier("cheap", offer("sew", "5", lead_days=5), reliability=0.9),
        supplier("fast", offer("sew", "9"), reliability=0.8),
        supplier("safe", offer("sew", "7", lead_days=3), reliability=0.99),
    ]
    found = quote(problem(makers, order(step("sew"))))
    assert [(o.labels, o.cost, o.arrives) for o in found.options] == [
        ((Label.CHEAPEST,), 50, day(5)),
        ((Label.SAFEST,), 70, day(3)),
        ((Label.FASTEST,), 90, day(0)),
    ]


def test_the_budget_is_a_hard_limit() -> None:
    """No option costs more than the budget, whatever it would be best at."""
    makers = [supplier("cheap", offer("sew", "5", lead_days=5), reliability=0.9), supplier("fast", offer("sew", "9"))]
    found = quote(problem(makers, order(step("sew"), budget=60)))
    assert [option.cost for option in found.options] == [50]


def test_a_supplier_counts_once() -> None:
    """The safest plan counts the reliability of a supplier once, however many of the steps it does."""
    makers = [
        supplier("all", offer("a"), offer("b"), offer("c"), reliability=0.9),
        *(supplier(name, offer(name, "1"), reliability=0.95) for name in "abc"),
    ]
    safest = quote(problem(makers, order(step("a"), step("b", after=["a"]), step("c", after=["b"])))).options[-1]
    assert safest.reliability == 0.9
    assert {run.supplier for run in safest.plan.runs} == {"all"}


def test_orders_share_a_run() -> None:
    """Orders of one variant share a run and its setup, and their shares add up to the cost."""
    sewer = supplier("s", offer("sew", "1", setup_cost=100))
    orders = [order(step("sew", 10), id=f"o{i}") for i in range(3)]
    plan = planned(problem([sewer], orders))
    assert len(plan.runs) == 1
    assert plan.cost == 130
    assert plan.bound == 130
