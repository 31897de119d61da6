"""Every order's share of what is paid together.

The rule: an order pays the freight of its own goods, and of every run the part that its lots are of the run's quantity.
Where that is more than the order would cost alone, or than its budget, it pays that limit, and what is missing is borne
by the others in proportion to what they save. So nobody pays more than alone as long as all together cost no more than
each alone; only where capacity is too scarce for that, the rest is borne in proportion to the shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planner.solver.draft import Draft


def shares_of(draft: Draft, alone: Mapping[str, int]) -> dict[str, int]:
    """Order → minor units; they add up to the draft's cost. `alone`: what each order would cost alone, where known."""
    parts = _by_quantity(draft)
    limits = {}
    for order, placed in draft.placed.items():
        known = [limit for limit in (alone.get(order), placed.demand.order.budget) if limit is not None]
        limits[order] = min(known, default=parts[order])
    over = sum(max(0, parts[order] - limits[order]) for order in parts)
    if not over:
        return parts
    shares = {order: min(part, limits[order]) for order, part in parts.items()}
    names = list(shares)
    room = [max(0, limits[name] - parts[name]) for name in names]
    borne = split(min(over, sum(room)), room)
    rest = split(over - sum(borne), [max(1, shares[name]) for name in names])
    return {name: shares[name] + more + most for name, more, most in zip(names, borne, rest, strict=True)}


def split(amount: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Whole minor units in proportion to the weights; those cut most get the units left over."""
    total = sum(weights, start=Decimal(0))
    if not total or not amount:
        return [0] * len(weights)
    exact = [amount * Decimal(weight) / total for weight in weights]
    whole = [int(part) for part in exact]
    cut = sorted(range(len(weights)), key=lambda i: (whole[i] - exact[i], i))
    for i in cut[: amount - sum(whole)]:
        whole[i] += 1
    return whole


def _by_quantity(draft: Draft) -> dict[str, int]:
    parts = {
        order: sum(draft.leg(trip).charge(trip.quantity) for trip in placed.trips)
        for order, placed in draft.placed.items()
    }
    offers = {(line, start): offer for placed in draft.placed.values() for _, line, offer, start in placed.lots}
    for (line, start), offer in offers.items():
        held = draft.book.runs[line][start]
        borne = split(held.cost(offer), [Decimal(lot.quantity) for lot in held.lots])
        for lot, part in zip(held.lots, borne, strict=True):
            parts[lot.order] += part
    return parts
