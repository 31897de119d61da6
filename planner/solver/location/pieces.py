"""A run's charge, cut into pieces that are each an opening price, an amount it includes, and a rate for more."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.problem import Offer
from planner.solver.charges import exact
from planner.solver.tables import SAME


@dataclass(frozen=True)
class Piece:
    """Up to `most` units cost `opening` + `rate` × what is above `included`, minor units before rounding."""

    opening: float
    included: float
    rate: float
    most: float


def pieces_of(offer: Offer, most: float, held: float | None = None) -> list[Piece]:
    """The pieces of which the cheapest is what a run of up to `most` costs; those never needed are left out.

    `held`: a committed run that has this much is joined, so only what is added is paid.
    """
    setup = float(offer.setup_cost)
    already, base = (0.0, setup) if held is None else (held, setup - exact(offer, held))
    tiers = [
        (max(float(start) if k else 0.0, float(offer.min_quantity)), float(rate))
        for k, (start, rate) in enumerate(offer.unit_costs)
    ]

    def price(tier: tuple[float, float], quantity: float) -> float:
        return tier[1] * max(already + quantity, tier[0])

    starts = {floor for floor, _ in tiers}
    crossings = {rate * floor / other for floor, rate in tiers for _, other in tiers if other > 0}
    bends = sorted(bend - already for bend in starts | crossings if SAME < bend - already < most - SAME)
    up_to: dict[tuple[float, float], float] = {}
    for low, high in zip([0.0, *bends], [*bends, most], strict=True):
        # Of tiers that cost the same here, the one with the lower rate stays the cheapest for longer.
        cheapest = min(tiers, key=lambda tier: (price(tier, (low + high) / 2), tier[1]))
        up_to[cheapest] = high
    return [
        Piece(base + rate * max(already, floor), max(floor - already, 0.0), rate, high)
        for (floor, rate), high in up_to.items()
    ]
