"""Small planning problems: built by hand in a line or two, or at random with every rule of the format in play."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from planner.domain.problem import (
    EVERY_DAY,
    CommittedRun,
    Leg,
    Lot,
    Offer,
    Problem,
    ProblemOrder,
    ProblemStep,
    Quantity,
    Shipping,
    Supplier,
)

START = date(2026, 12, 28)  # a Monday, with the year's end behind it


def day(number: int) -> date:
    """Day 0 is START."""
    return START + timedelta(days=number)


def offer(process: str, rate: str = "10", **terms: Any) -> Offer:
    """Rate in minor units; 1,000 a day unless said otherwise."""
    tiers = terms.pop("tiers", ())
    return Offer(process, ((1, Decimal(rate)), *tiers), **{"daily_capacity": 1000, **terms})


def supplier(name: str, *offers: Offer, **terms: Any) -> Supplier:
    return Supplier(name, terms.pop("zone", "here"), offers, **{"workdays": EVERY_DAY, **terms})


def step(name: str, quantity: Quantity = 10, after: Sequence[str] = (), **terms: Any) -> ProblemStep:
    """A step whose process has its name."""
    return ProblemStep(name, terms.pop("process", name), quantity, tuple(after), **terms)


def order(*steps: ProblemStep, **terms: Any) -> ProblemOrder:
    """Due on day 20, in the zone `here`."""
    return ProblemOrder(
        **{"id": "o1", "earliest": START, "due": day(20), "destination": "here", "steps": steps, **terms}
    )


def problem(
    suppliers: Sequence[Supplier],
    orders: Sequence[ProblemOrder] | ProblemOrder,
    committed: Sequence[CommittedRun] = (),
    legs: Mapping[tuple[str, str], Leg] | None = None,
    default: Leg | None = None,
) -> Problem:
    """Within `here` freight is free and instant; elsewhere it costs 100, and takes a day."""
    shipping = Shipping(default or Leg(100, Decimal(0), 1), {("here", "here"): Leg(), **(legs or {})})
    listed = (orders,) if isinstance(orders, ProblemOrder) else tuple(orders)
    return Problem(START, "CNY", tuple(suppliers), shipping, listed, tuple(committed))


def booked(
    by: str, process: str, start: int, quantity: Quantity, lots: Sequence[Lot] | None = None, **terms: Any
) -> CommittedRun:
    """A committed run that does all on one day, and is ready then."""
    return CommittedRun(
        **{
            "supplier": by,
            "process": process,
            "variant": {},
            "days": {day(start): quantity},
            "lots": tuple(lots if lots is not None else [Lot("other", "x", quantity)]),
            "ready": day(start),
            **terms,
        }
    )


def random_problem(
    seed: int, *, orders: int = 1, most: int = 4, steps: int = 3, days: int = 7, confirmed: bool = False
) -> Problem:
    """At most `steps` steps of `most` pieces, a few suppliers, and at most `days` days until the due date.

    `confirmed`: some steps of the first order are confirmed already, whole or in part.
    """
    rng = random.Random(seed)
    processes = [f"p{i}" for i in range(steps)]
    zones = ["here", "there"]
    suppliers = [_random_supplier(rng, f"s{i}", processes, zones) for i in range(rng.randint(2, 2 * steps))]
    made = [_random_order(rng, f"o{i}", processes[: rng.randint(1, steps)], zones, most, days) for i in range(orders)]
    legs = {
        (a, b): Leg(rng.randint(0, 30), Decimal(rng.choice(["0", "0.5", "1.25"])), 0 if a == b else rng.randint(0, 2))
        for a in zones
        for b in zones
        if rng.random() < 0.7
    }
    shipping = Shipping(Leg(rng.randint(0, 40), Decimal("0.75"), rng.randint(0, 1)), legs)
    committed = [run for s in suppliers for o in s.offers if (run := _random_booking(rng, s, o, days)) is not None]
    if confirmed:
        committed += _random_confirmed(rng, suppliers, made[0], days)
    return Problem(START, "CNY", tuple(suppliers), shipping, tuple(made), tuple(committed))


def _random_confirmed(
    rng: random.Random, suppliers: Sequence[Supplier], of: ProblemOrder, days: int
) -> list[CommittedRun]:
    runs = []
    for step in of.steps:
        able = [(by, terms) for by in suppliers for terms in by.offers if terms.takes(step.process, step.values)]
        if not able or rng.random() < 0.5:
            continue
        by, terms = rng.choice(able)
        start = day(rng.randint(0, days - 1))
        amount = step.quantity if rng.random() < 0.7 else rng.randint(1, int(step.quantity))
        lots = (Lot(of.id, step.step, amount),)
        ready = start + timedelta(days=terms.lead_days)
        runs.append(CommittedRun(by.id, step.process, step.variant_values, {start: amount}, lots, ready))
    return runs


def _random_supplier(rng: random.Random, name: str, processes: Sequence[str], zones: Sequence[str]) -> Supplier:
    chosen = rng.sample(list(processes), min(len(processes), rng.choice([1, 1, 2])))
    offers = tuple(
        Offer(
            process,
            ((1, Decimal(rng.randint(0, 30)) / rng.choice([1, 4])), *_random_tier(rng)),
            accepts={"colour": tuple(rng.sample(["red", "blue"], rng.choice([1, 2, 2])))} if rng.random() < 0.4 else {},
            setup_cost=rng.choice([0, 0, 10, 60]),
            min_quantity=rng.choice([0, 0, 2, 6]),
            daily_capacity=rng.choice([0, 1, 2, 3, 10, 10]),
            lead_days=rng.choice([0, 0, 1, 2]),
        )
        for process in chosen
    )
    return Supplier(
        name,
        rng.choice(list(zones)),
        offers,
        reliability=rng.choice([0.8, 0.9, 0.95, 0.99]),
        workdays=rng.choice([EVERY_DAY, EVERY_DAY, frozenset({1, 2, 3, 4, 5})]),
        closed=frozenset({date(2027, 1, 1)}) if rng.random() < 0.3 else frozenset(),
    )


def _random_tier(rng: random.Random) -> tuple[tuple[int, Decimal], ...]:
    return ((rng.randint(2, 6), Decimal(rng.randint(0, 20))),) if rng.random() < 0.4 else ()


def _random_order(
    rng: random.Random, name: str, processes: Sequence[str], zones: Sequence[str], most: int, days: int
) -> ProblemOrder:
    quantity = rng.randint(1, most)
    steps = []
    for i, process in enumerate(processes):
        after = tuple(f"p{k}" for k in range(i) if rng.random() < 0.6)
        values = {"colour": rng.choice(["red", "blue"])} if rng.random() < 0.6 else {}
        amount = quantity if rng.random() < 0.7 else quantity * 2
        steps.append(ProblemStep(process, process, amount, after, values, ("colour",) if rng.random() < 0.5 else ()))
    earliest = day(rng.randint(0, 1))
    return ProblemOrder(name, earliest, day(rng.randint(days - 3, days)), rng.choice(list(zones)), tuple(steps))


def _random_booking(rng: random.Random, by: Supplier, terms: Offer, days: int) -> CommittedRun | None:
    start = day(rng.randint(0, days))
    if rng.random() < 0.6 or not terms.daily_capacity or not by.works_on(start):
        return None
    amount = rng.randint(1, int(min(terms.daily_capacity, 3)))
    variant = rng.choice([{}, {}, {"colour": "red"}])
    return CommittedRun(
        by.id,
        terms.process,
        variant,
        {start: amount},
        (Lot("other", "x", amount),),
        start + timedelta(days=terms.lead_days),
    )
