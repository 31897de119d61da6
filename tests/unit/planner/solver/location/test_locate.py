"""Orders of one step each, placed all at once: against brute force, by hand, and by the format's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from planner.domain.problem import Leg, Lot, Problem
from planner.solver.location.locate import fit_for_it
from planner.solver.plan_json import plan_to_json
from planner.solver.single import Effort
from planner.solver.solve import insert
from planner.solver.terms import Terms

from ..brute import all_plans
from ..invariants import charge, faults, rounded
from ..problems import booked, day, offer, order, problem, random_problem, step, supplier
from .located import demands_of, empty_draft, in_one_day, located


def least_cost(of: Problem) -> float:
    """The cheapest of all ways to divide every order in whole pieces among the suppliers, all on one day."""

    def divisions(pieces: int, ways: int) -> Iterator[tuple[int, ...]]:
        if ways == 1:
            yield (pieces,)
            return
        for here in range(pieces + 1):
            yield from ((here, *rest) for rest in divisions(pieces - here, ways - 1))

    best = float("inf")
    for plan in product(*(list(divisions(int(o.steps[0].quantity), len(of.suppliers))) for o in of.orders)):
        cost = 0
        for i, maker in enumerate(of.suppliers):
            lots = [division[i] for division in plan]
            if sum(lots) > maker.offers[0].daily_capacity:
                break
            cost += charge(maker.offers[0], sum(lots)) if sum(lots) else 0
            legs = [of.shipping.leg(maker.zone, o.destination) for o in of.orders]
            cost += sum(leg.cost + rounded(leg.unit_cost * n) for leg, n in zip(legs, lots, strict=True) if n)
        else:
            best = min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(60))
def test_several_orders_against_brute_force(seed: int) -> None:
    """Nothing that brute force finds is cheaper, and the bound is the cost."""
    small = in_one_day(seed)
    plan, _ = located(small)
    assert not faults(small, plan)
    assert plan.cost == least_cost(small) == plan.bound


@pytest.mark.parametrize("seed", range(40))
def test_one_order_on_several_days_against_brute_force(seed: int) -> None:
    """With calendars, lead times, confirmed lots and runs to join, no plan is cheaper, or below the bound."""
    small = random_problem(seed, days=4, steps=1, most=4, confirmed=seed % 2 == 0)
    demands, horizons = demands_of(small)
    plan, draft = located(small)
    if not demands[0].open or not horizons["o0"].length or not draft.placed:
        return
    assert not faults(small, plan)
    costs = [plan.cost for plan in all_plans(small, 2)]
    assert plan.bound is not None
    assert plan.bound <= plan.cost <= min(costs)


@pytest.mark.parametrize("seed", range(60))
def test_several_orders_on_several_days(seed: int) -> None:
    """A plan keeps the format's rules, and no way to place the same orders one by one costs less than the bound."""
    mixed = random_problem(seed, orders=6, most=6, steps=1, days=8, confirmed=seed % 2 == 0)
    plan, draft = located(mixed)
    assert not faults(mixed, plan)
    demands, horizons = demands_of(mixed)
    other = empty_draft(mixed)
    chosen = [demand for demand in demands if demand.order.id in draft.placed]
    if chosen and all(insert(other, d, horizons[d.order.id], "cost", Effort(0.2)) for d in chosen):
        # Each amount is rounded to the minor unit.
        assert (plan.bound or 0) <= sum(placed.cost for placed in other.placed.values()) + 2 * len(chosen)


def test_a_known_optimum() -> None:
    """It pays to close the site that is nearest to two of three customers, since the others need only two runs."""
    sites = [
        supplier(name, offer("serve", "0", setup_cost=100, daily_capacity=20), zone=name) for name in ("a", "b", "c")
    ]
    rates = {"a": (1, 4, 9), "b": (3, 2, 8), "c": (9, 7, 1)}
    legs = {(name, f"c{j}"): Leg(0, Decimal(rate), 0) for name, row in rates.items() for j, rate in enumerate(row)}
    orders = [order(step("serve", 10), id=f"o{j}", destination=f"c{j}", due=day(0)) for j in range(3)]
    plan, _ = located(problem(sites, orders, legs=legs))
    assert plan.cost == plan.bound == 100 + 100 + 30 + 20 + 10
    assert {run.supplier for run in plan.runs} == {"b", "c"}


def test_an_order_is_divided_where_capacity_is_short() -> None:
    """The nearer supplier does what it can, to the fraction, and the other does the rest."""
    near = supplier("near", offer("serve", "1", daily_capacity=Decimal("7.5")))
    far = supplier("far", offer("serve", "3", daily_capacity=10))
    orders = [order(step("serve", 6), id="o1", due=day(0)), order(step("serve", 5), id="o2", due=day(0))]
    both = problem([near, far], orders)
    plan, _ = located(both)
    assert not faults(both, plan)
    assert {run.supplier: sum(run.days.values()) for run in plan.runs} == {
        "near": Decimal("7.5"),
        "far": Decimal("3.5"),
    }


def test_orders_are_gathered_to_reach_a_tier() -> None:
    """Three orders share the run whose price drops at twelve pieces, though each alone would go elsewhere."""
    cheap = supplier("cheap", offer("serve", "8"))
    tiered = supplier("tiered", offer("serve", "10", tiers=[(12, Decimal(5))]))
    orders = [order(step("serve", 5), id=f"o{i}", due=day(0)) for i in range(3)]
    plan, _ = located(problem([cheap, tiered], orders))
    assert plan.cost == plan.bound == 75


def test_freight_by_the_shipment_keeps_orders_whole() -> None:
    """Half a shipment costs as much as a whole one, so the one order that must be divided is divided once."""
    makers = [supplier(name, offer("serve", "0", daily_capacity=15), zone="far") for name in ("a", "b")]
    orders = [order(step("serve", 10), id=f"o{i}", due=day(0)) for i in range(3)]
    plan, _ = located(problem(makers, orders, legs={("far", "here"): Leg(50, Decimal(0), 0)}))
    assert plan.cost == plan.bound == 4 * 50


def test_variants_share_a_supplier_s_capacity() -> None:
    """Runs of two colours take turns on the same days, and what does not fit goes elsewhere."""
    both = supplier("both", offer("dye", "1", daily_capacity=10))
    dear = supplier("dear", offer("dye", "5", daily_capacity=10))
    orders = [
        order(step("dye", 8, values={"colour": colour}, variant=("colour",)), id=colour, due=day(0))
        for colour in ("red", "blue")
    ]
    shop = problem([both, dear], orders)
    plan, _ = located(shop)
    assert not faults(shop, plan)
    assert plan.cost == plan.bound == 10 * 1 + 6 * 5


def test_a_committed_run_is_joined() -> None:
    """Its setup is paid for, so orders join it as long as its day lasts."""
    maker = supplier("m", offer("serve", "1", setup_cost=500, daily_capacity=10))
    other = supplier("other", offer("serve", "30"))
    orders = [order(step("serve", 4), id=f"o{i}") for i in range(2)]
    run = booked("m", "serve", 3, 3, [Lot("x", "y", 3)])
    shop = problem([maker, other], orders, committed=[run])
    plan, _ = located(shop)
    assert not faults(shop, plan)
    assert plan.cost == plan.bound == 8
    assert [min(run.days) for run in plan.runs] == [day(3)]


def test_what_joins_a_run_works_on_its_first_day() -> None:
    """Orders of another variant that are due sooner leave it a piece of the day on which it starts."""
    red = step("dye", 6, values={"colour": "red"}, variant=("colour",))
    maker = supplier("m", offer("dye", "1", setup_cost=10, daily_capacity=4))
    orders = [
        order(step("dye", 4), id="plain", due=day(3)),
        order(red, id="red", due=day(2)),
    ]
    run = booked("m", "dye", 0, 1, [Lot("x", "y", 1)])
    shop = problem([maker], orders, committed=[run])
    plan, _ = located(shop)
    assert not faults(shop, plan)
    assert plan.cost == plan.bound == 4 + 16


def test_an_early_and_a_late_order_need_not_share_a_run() -> None:
    """What is due at once can't wait for what may only start later; what may start later joins what can wait."""
    maker = supplier("m", offer("serve", "1", setup_cost=100))
    orders = [
        order(step("serve", 3), id="early", due=day(1)),
        order(step("serve", 3), id="patient"),
        order(step("serve", 3), id="late", earliest=day(5)),
    ]
    shop = problem([maker], orders)
    plan, _ = located(shop)
    assert not faults(shop, plan)
    assert plan.cost == plan.bound == 209


def test_processes_stand_side_by_side() -> None:
    """Orders of different processes are planned together, and what one costs does not hide what the other does."""
    makers = [supplier("s", offer("sewing", "2")), supplier("k", offer("knitting", "3"))]
    orders = [
        order(step("a", 5, process="sewing"), id="o1"),
        order(step("b", 5, process="knitting"), id="o2"),
        order(step("c", 5, process="sewing"), id="o3"),
    ]
    plan, _ = located(problem(makers, orders))
    assert plan.cost == plan.bound == 35


def test_who_can_t_be_served_is_left_out() -> None:
    """An order that comes too late for everybody, or that nobody can do, does not keep others from being placed."""
    maker = supplier("m", offer("serve", "1", lead_days=3))
    orders = [
        order(step("serve", 5), id="soon", due=day(1)),
        order(step("other", 5), id="odd"),
        order(step("serve", 5), id="fine"),
        order(step("serve", 5), id="well"),
    ]
    plan, draft = located(problem([maker], orders))
    assert set(draft.placed) == {"fine", "well"}
    assert plan.cost == plan.bound == 10


def test_where_not_all_can_be_served_nobody_is_placed() -> None:
    """Who goes without is a question for the general way."""
    maker = supplier("m", offer("serve", "1", daily_capacity=7))
    _, draft = located(problem([maker], [order(step("serve", 5), id=f"o{i}", due=day(0)) for i in range(2)]))
    assert not draft.placed
    assert not draft.book.taken["m", "serve"]


def test_a_share_within_the_budget() -> None:
    """An order pays less than its part of the setup if the others can bear it, and none is over its budget."""
    maker = supplier("m", offer("serve", "1", setup_cost=90))
    orders = [
        order(step("serve", 10), id="poor", budget=20),
        order(step("serve", 10), id="rich"),
        order(step("serve", 10), id="rich too", budget=200),
    ]
    shop = problem([maker], orders)
    plan, _ = located(shop)
    assert not faults(shop, plan)
    assert plan.status == "complete"


def test_who_can_t_pay_is_left_out() -> None:
    """An order whose goods alone cost more than its budget is left to the general way; the others are served."""
    maker = supplier("m", offer("serve", "5"))
    orders = [order(step("serve", 10), id="poor", budget=20), order(step("serve", 10), id="rich")]
    plan, draft = located(problem([maker], orders))
    assert set(draft.placed) == {"rich"}
    assert plan.cost == plan.bound == 50


def test_the_same_again() -> None:
    """The same problem gives the same plan."""
    shop = in_one_day(5, makers=6, orders=8, most=20)
    first, second = (plan_to_json(located(shop)[0], "CNY") for _ in range(2))
    assert first == second


def test_a_search_that_is_stopped_at_once() -> None:
    """It places what it has, or nothing; what it places keeps the rules."""
    shop = in_one_day(5, makers=6, orders=8, most=20)
    plan, _ = located(shop, stop=lambda: True)
    assert not faults(shop, plan)


def test_fit_for_it() -> None:
    """Several open orders of one open step each, whatever is confirmed of them; not one alone, nor with a routing."""
    maker = supplier("m", offer("a"), offer("b"))
    two = [order(step("a"), id="o1"), order(step("a"), id="o2")]

    def fits(of: Problem) -> bool:
        return fit_for_it(Terms(of), *demands_of(of))

    assert fits(problem([maker], two))
    assert not fits(problem([maker], two[:1]))
    routed = order(step("a"), step("b", after=["a"]), id="o3")
    assert not fits(problem([maker], [*two, routed]))
    confirmed = booked("m", "a", 0, 10, [Lot("o3", "a", 10)])
    assert fits(replace(problem([maker], [*two, routed]), committed=(confirmed,)))
