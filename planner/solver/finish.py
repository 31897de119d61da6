"""A finished draft as a plan: runs, shipments, shares, and what is proved of its cost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from planner.domain.plan import Plan, PlannedOrder, Unplanned
from planner.domain.problem import Offer, Quantity
from planner.solver.draft import Draft
from planner.solver.shares import shares_of


def plan_of(
    draft: Draft,
    bound: float,
    seconds: float,
    unplanned: Sequence[Unplanned] = (),
    alone: Mapping[str, int] | None = None,
) -> Plan:
    """The draft's orders as a plan. `bound`: a lower bound on its exact cost, before amounts are rounded.

    `alone`: what each order would cost alone, minor units; no share is more.
    """
    runs = draft.runs()
    shipments = [shipment for name in draft.placed for shipment in draft.shipments(name, runs)]
    shares = shares_of(draft, alone or {})
    orders = [PlannedOrder(name, draft.arrival(name), share) for name, share in shares.items()]
    cost = sum(shares.values())
    optimal = bound >= float(exact_cost(draft)) * (1 - 1e-9) - 1e-3
    proved = cost if optimal else max(0, min(cost, math.floor(bound)))
    return Plan(
        status="complete" if not unplanned else "partial" if orders else "none",
        cost=cost,
        bound=proved if orders else None,
        gap=((cost - proved) / cost if cost else 0.0) if orders else None,
        seconds=seconds,
        runs=tuple(runs.values()),
        shipments=tuple(shipments),
        orders=tuple(orders),
        unplanned=tuple(unplanned),
    )


def exact_cost(draft: Draft) -> Decimal:
    """What the draft costs before amounts are rounded to the minor unit."""
    offers = {(line, start): offer for placed in draft.placed.values() for _, line, offer, start in placed.lots}
    total = Decimal(0)
    for (line, start), offer in offers.items():
        held = draft.book.runs[line][start]
        total += exact_charge(offer, held.quantity)
        total -= 0 if held.committed is None else exact_charge(offer, held.committed)
    for placed in draft.placed.values():
        for trip in placed.trips:
            leg = draft.leg(trip)
            total += leg.cost + leg.unit_cost * Decimal(trip.quantity)
    return total


def exact_charge(offer: Offer, quantity: Quantity) -> Decimal:
    """`Offer.charge` before it is rounded."""
    least = min(
        rate * max(Decimal(quantity), Decimal(start if i else 0), Decimal(offer.min_quantity))
        for i, (start, rate) in enumerate(offer.unit_costs)
    )
    return offer.setup_cost + least
