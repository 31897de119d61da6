"""What makes planning harder: a book full of confirmed work, and a crowd of suppliers. Random, and always the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from planner.domain.problem import CommittedRun, Lot, Offer, Supplier, ready_day

#: How far ahead the book is full.
DAYS = 21


def busy_book(suppliers: Sequence[Supplier], runs: int, start: date, seed: int = 1) -> tuple[CommittedRun, ...]:
    """Confirmed runs of other orders, each a third to all of one supplier's day; fewer where no day is left."""
    rng = Random(seed)
    free = [
        (supplier, offer, day)
        for supplier in suppliers
        for offer in supplier.offers
        for day in (start + timedelta(days=i) for i in range(DAYS))
        if supplier.works_on(day)
    ]
    chosen = rng.sample(free, min(runs, len(free)))
    return tuple(_run(*place, rng.uniform(0.33, 1.0), number) for number, place in enumerate(chosen))


def _run(supplier: Supplier, offer: Offer, day: date, share: float, number: int) -> CommittedRun:
    quantity = max(1, int(float(offer.daily_capacity) * share))
    variant = {"order": f"busy{number}"}
    lot = Lot(f"busy{number}", "step", quantity)
    return CommittedRun(
        supplier.id, offer.process, variant, {day: quantity}, (lot,), ready_day({day: quantity}, offer.lead_days)
    )


def crowd(suppliers: Sequence[Supplier], count: int, seed: int = 1) -> tuple[Supplier, ...]:
    """`count` suppliers like those given: other prices, capacities and towns."""
    rng = Random(seed)
    zones = sorted({supplier.zone for supplier in suppliers})
    found = list(suppliers[:count])
    while len(found) < count:
        model = rng.choice(suppliers)
        offers = tuple(_alike(offer, rng) for offer in model.offers)
        reliability = min(1.0, model.reliability * rng.uniform(0.95, 1.02))
        name, zone = f"{model.id}_{len(found)}", rng.choice(zones)
        found.append(replace(model, id=name, zone=zone, offers=offers, reliability=reliability))
    return tuple(found)


def _alike(offer: Offer, rng: Random) -> Offer:
    dearer = Decimal(f"{rng.uniform(0.85, 1.3):.2f}")
    return replace(
        offer,
        unit_costs=tuple((start, rate * dearer) for start, rate in offer.unit_costs),
        setup_cost=int(offer.setup_cost * rng.uniform(0.7, 1.4)),
        daily_capacity=max(1, int(float(offer.daily_capacity) * rng.uniform(0.6, 1.5))),
    )
