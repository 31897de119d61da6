"""Problems are read exactly, or refused with every fault and its place; plans are written as the format has them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.domain.errors import ProblemError
from planner.domain.plan import Alternative, Plan, Reason, ReasonCode, Swap, Unplanned
from planner.domain.problem import Leg
from planner.solver.formats import plan_to_json, problem_from_json
from planner.solver.solve import solve

Json = dict[str, Any]

GOOD: Json = {
    "start": "2026-12-01",
    "currency": "CNY",
    "suppliers": [
        {
            "id": "s1",
            "zone": "hz",
            "reliability": 0.95,
            "workdays": [1, 2, 3, 4, 5],
            "closed": ["2026-12-25"],
            "offers": [
                {
                    "process": "dyeing",
                    "accepts": {"colour": ["navy", "black"]},
                    "setup_cost": "200.00",
                    "unit_costs": [[1, "1.60"], [100, "1.365"]],
                    "min_quantity": 50,
                    "daily_capacity": 400.5,
                    "lead_days": 2,
                }
            ],
        }
    ],
    "shipping": {
        "default": {"cost": "8.00", "unit_cost": "0.0145", "days": 2},
        "legs": [{"from": "hz", "to": "sh", "cost": "4.00", "unit_cost": "0.01", "days": 1}],
    },
    "orders": [
        {
            "id": "o1",
            "earliest": "2026-12-01",
            "due": "2026-12-18",
            "budget": "2400.00",
            "destination": "sh",
            "steps": [
                {
                    "step": "dye",
                    "process": "dyeing",
                    "values": {"colour": "navy"},
                    "variant": ["colour"],
                    "quantity": 43.2,
                }
            ],
        }
    ],
    "committed": [
        {
            "supplier": "s1",
            "process": "dyeing",
            "variant": {"colour": "navy"},
            "days": {"2026-12-03": 30},
            "lots": [{"order": "o9", "step": "dye", "quantity": 30}],
            "ready": "2026-12-05",
        }
    ],
}


def changed(change: Callable[[Json], object]) -> Json:
    document = copy.deepcopy(GOOD)
    change(document)
    return document


def places(document: object) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        problem_from_json(document, "problem.json")
    return [fault.place for fault in caught.value.faults]


def test_a_good_problem() -> None:
    """Everything a problem says arrives in the domain's terms, money in minor units and rates exact."""
    problem = problem_from_json(GOOD, "problem.json")
    supplier, order = problem.suppliers[0], problem.orders[0]
    offer = supplier.offers[0]
    assert problem.start == date(2026, 12, 1)
    assert (supplier.zone, supplier.reliability, supplier.closed) == ("hz", 0.95, frozenset({date(2026, 12, 25)}))
    assert supplier.workdays == {1, 2, 3, 4, 5}
    assert offer.unit_costs == ((1, Decimal(160)), (100, Decimal("136.5")))
    assert (offer.setup_cost, offer.min_quantity, offer.daily_capacity) == (20000, 50, Decimal("400.5"))
    assert offer.accepts == {"colour": ("navy", "black")}
    assert problem.shipping.leg("hz", "sh") == Leg(400, Decimal(1), 1)
    assert problem.shipping.leg("sh", "hz") == Leg(800, Decimal("1.45"), 2)
    assert (order.budget, order.steps[0].quantity) == (240000, Decimal("43.2"))
    assert problem.committed[0].days == {date(2026, 12, 3): 30}


def test_what_may_be_left_out() -> None:
    """Optional keys have the defaults that stand for nothing special."""
    problem = problem_from_json(
        {
            "start": "2026-12-01",
            "currency": "JPY",
            "suppliers": [
                {
                    "id": "s",
                    "zone": "z",
                    "offers": [{"process": "p", "unit_costs": [[1, "3"]], "daily_capacity": 5}],
                }
            ],
            "shipping": {"default": {}},
            "orders": [
                {
                    "id": "o",
                    "due": "2026-12-02",
                    "destination": "z",
                    "steps": [{"step": "a", "process": "p", "quantity": 1}],
                }
            ],
        },
        "x",
    )
    assert problem.suppliers[0].workdays == {1, 2, 3, 4, 5, 6, 7}
    assert problem.suppliers[0].reliability == 1
    assert problem.orders[0].earliest == problem.start
    assert problem.orders[0].budget is None
    assert solve(problem).cost == 3


def test_noise_of_binary_fractions() -> None:
    """A quantity that a program computed in binary counts as the decimal it stands for."""
    document = changed(lambda d: d["orders"][0]["steps"][0].update(quantity=0.1 + 0.2))
    assert problem_from_json(document, "x").orders[0].steps[0].quantity == Decimal("0.3")


def _steps(*steps: Json) -> Callable[[Json], object]:
    return lambda d: d["orders"][0].update(steps=list(steps))


STEP = {"step": "dye", "process": "dyeing", "quantity": 1}

FAULTS: list[tuple[Callable[[Json], object], list[str]]] = [
    (lambda d: d.pop("start"), ["start"]),
    (lambda d: d.update(extra=1), ["extra"]),
    (lambda d: d.update(start="2026-02-30"), ["start"]),
    (lambda d: d.update(start="20261201"), ["start"]),
    (lambda d: d.update(currency="yuan"), ["currency"]),
    (lambda d: d.update(orders={}), ["orders"]),
    (lambda d: d["suppliers"].append(copy.deepcopy(d["suppliers"][0])), ["suppliers[1].id"]),
    (lambda d: d["suppliers"][0].update(reliability=1.5), ["suppliers[0].reliability"]),
    (lambda d: d["suppliers"][0].update(workdays=[1, 8]), ["suppliers[0].workdays[1]"]),
    (lambda d: d["suppliers"][0].update(closed=["soon"]), ["suppliers[0].closed[0]"]),
    (lambda d: d["suppliers"][0]["offers"].append(d["suppliers"][0]["offers"][0]), ["suppliers[0].offers[1].process"]),
    (lambda d: d["suppliers"][0]["offers"][0].update(colour="red"), ["suppliers[0].offers[0].colour"]),
    (lambda d: d["suppliers"][0]["offers"][0].update(unit_costs=[]), ["suppliers[0].offers[0].unit_costs"]),
    (
        lambda d: d["suppliers"][0]["offers"][0].update(unit_costs=[[1, "a"], [1, "2"], 3]),
        [f"suppliers[0].offers[0].unit_costs{rest}" for rest in ("[0][1]", "[1]", "[2]")],
    ),
    (lambda d: d["suppliers"][0]["offers"][0].update(setup_cost="-1"), ["suppliers[0].offers[0].setup_cost"]),
    (lambda d: d["suppliers"][0]["offers"][0].update(daily_capacity=True), ["suppliers[0].offers[0].daily_capacity"]),
    (lambda d: d["suppliers"][0]["offers"][0].update(daily_capacity="9"), ["suppliers[0].offers[0].daily_capacity"]),
    (lambda d: d["suppliers"][0]["offers"][0].update(lead_days=1.5), ["suppliers[0].offers[0].lead_days"]),
    (
        lambda d: d["suppliers"][0]["offers"][0].update(accepts={"colour": "red"}),
        ["suppliers[0].offers[0].accepts.colour.values"],
    ),
    (lambda d: d["shipping"].pop("default"), ["shipping.default"]),
    (lambda d: d["shipping"]["legs"].append(dict(d["shipping"]["legs"][0])), ["shipping.legs[1]"]),
    (lambda d: d["shipping"]["legs"][0].update(days=-1), ["shipping.legs[0].days"]),
    (lambda d: d["orders"].append(copy.deepcopy(d["orders"][0])), ["orders[1].id"]),
    (lambda d: d["orders"][0].update(due=None), ["orders[0].due"]),
    (lambda d: d["orders"][0].update(budget=float("nan")), ["orders[0].budget"]),
    (_steps(), ["orders[0].steps"]),
    (_steps({**STEP, "quantity": -3}), ["orders[0].steps[0].quantity"]),
    (_steps({**STEP, "quantity": float("inf")}), ["orders[0].steps[0].quantity"]),
    (_steps({**STEP, "quantity": 1e30}), ["orders[0].steps[0].quantity"]),
    (_steps(STEP, STEP), ["orders[0].steps[1].step"]),
    (_steps(STEP, {**STEP, "step": "sew", "after": ["dye", "cut"]}), ["orders[0].steps[1].after[1]"]),
    (_steps({**STEP, "after": ["dye"]}), ["orders[0].steps"]),
    (_steps({**STEP, "after": ["sew"]}, {**STEP, "step": "sew", "after": ["dye"]}), ["orders[0].steps"]),
    (_steps({**STEP, "values": {"colour": 3}}), ["orders[0].steps[0].values.colour"]),
    (lambda d: d["committed"][0].update(supplier="s7"), ["committed[0].supplier"]),
    (lambda d: d["committed"][0].update(days={}), ["committed[0].days"]),
    (lambda d: d["committed"][0].update(days={"x": 1}), ["committed[0].days.x"]),
    (lambda d: d["committed"][0].update(ready="2026-12-02"), ["committed[0].ready"]),
    (
        lambda d: d["committed"][0]["lots"][0].update(order="o1", step="sew"),
        ["committed[0].lots[0].step"],
    ),
]


@pytest.mark.parametrize(("change", "expected"), FAULTS)
def test_faults_have_their_place(change: Callable[[Json], object], expected: list[str]) -> None:
    """A fault is reported at its place, and nowhere else."""
    assert places(changed(change)) == expected


def test_all_faults_at_once() -> None:
    """One reading finds all faults, and says what would be right."""

    def break_much(d: Json) -> None:
        d["start"] = "tomorrow"
        d["suppliers"][0]["offers"][0]["min_quantity"] = "many"
        d["orders"][0]["steps"][0]["after"] = ["cut"]

    with pytest.raises(
        ProblemError, match=r"problem\.json: start: is 'tomorrow' \(a date such as 2026-12-01 is needed\)"
    ):
        problem_from_json(changed(break_much), "problem.json")
    found = places(changed(break_much))
    assert found == ["start", "suppliers[0].offers[0].min_quantity", "orders[0].steps[0].after[0]"]


@pytest.mark.parametrize("document", [None, 3, "text", [], {"suppliers": {}}, {"orders": [None, 3, {"steps": [7]}]}])
def test_no_document_breaks_the_reader(document: object) -> None:
    """Whatever JSON value comes, the answer is a list of faults."""
    assert places(document)


def test_a_plan_is_plain_json() -> None:
    """A plan goes out as the format has it, and survives the trip through text."""
    document = changed(lambda d: d["suppliers"].append({"id": "s2", "zone": "sh", "offers": []}))
    plan = solve(problem_from_json(document, "x"))
    written = json.loads(json.dumps(plan_to_json(plan, "CNY")))
    assert (written["status"], written["cost"], written["bound"], written["gap"]) == ("complete", "41.55", "41.55", 0)
    assert written["runs"] == [
        {
            "id": "r1",
            "supplier": "s1",
            "process": "dyeing",
            "variant": {"colour": "navy"},
            "days": {"2026-12-03": 43.2},
            "ready": "2026-12-05",
            "lots": [{"order": "o1", "step": "dye", "quantity": 43.2}],
            "cost": "37.12",
        }
    ]
    assert written["shipments"][0] == {
        "order": "o1",
        "step": "dye",
        "run": "r1",
        "to_step": None,
        "to_run": None,
        "quantity": 43.2,
        "depart": "2026-12-05",
        "arrive": "2026-12-06",
        "cost": "4.43",
    }
    assert written["orders"] == [{"id": "o1", "arrives": "2026-12-06", "cost": "41.55"}]


def test_a_refusal_is_plain_json() -> None:
    """Reasons and ways out carry what is known of them, and nothing else."""
    reasons = (Reason(ReasonCode.DUE, "too soon", "dye"), Reason(ReasonCode.BUDGET, "too dear"))
    ways_out = (Alternative(due=date(2026, 12, 22), cost=1250), Alternative(quantity=7))
    plan = Plan("none", 0, None, None, 0.0, unplanned=(Unplanned("o7", reasons, ways_out),))
    written = plan_to_json(plan, "CNY")
    assert written["bound"] is None
    assert written["unplanned"] == [
        {
            "order": "o7",
            "reasons": [{"code": "due", "detail": "too soon", "step": "dye"}, {"code": "budget", "detail": "too dear"}],
            "alternatives": [{"due": "2026-12-22", "cost": "12.50"}, {"quantity": 7}],
        }
    ]


def test_values_in_a_refusal() -> None:
    """A value that nobody takes stands with its attribute and what is offered, a change of it says what for what."""
    reason = Reason(ReasonCode.NO_SUPPLIER, "nobody", "dye", "colour", "gold", ("navy", "red"))
    way = Alternative(cost=1250, swaps=(Swap("colour", "gold", "navy"),))
    plan = Plan("none", 0, None, None, 0.0, unplanned=(Unplanned("o7", (reason,), (way,)),))
    written = plan_to_json(plan, "CNY")["unplanned"]
    assert written == [
        {
            "order": "o7",
            "reasons": [
                {
                    "code": "no_supplier",
                    "detail": "nobody",
                    "step": "dye",
                    "attribute": "colour",
                    "value": "gold",
                    "offered": ["navy", "red"],
                }
            ],
            "alternatives": [{"cost": "12.50", "swaps": [{"attribute": "colour", "value": "gold", "instead": "navy"}]}],
        }
    ]
