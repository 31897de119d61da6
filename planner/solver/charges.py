"""What runs cost before amounts are rounded, in floating point: whole matrices of new runs, and of joining one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.domain.problem import Offer
from planner.solver.tables import SAME
from planner.solver.terms import Floats


def exact(offer: Offer, quantity: float) -> float:
    """`Offer.charge` before it is rounded."""
    return float(offer.setup_cost) + min(rate * max(quantity, start) for start, rate in _tiers(offer))


def charges(offers: Sequence[Offer], quantities: Floats) -> Floats:
    """Exact charge of new runs, row by row an offer; per unit it never rises with the quantity."""
    tiers = max((len(offer.unit_costs) for offer in offers), default=0)
    least = np.full(quantities.shape, np.inf)
    floor = np.array([float(offer.min_quantity) for offer in offers])
    for k in range(tiers):
        known = [offer.unit_costs[k] if k < len(offer.unit_costs) else None for offer in offers]
        rate = np.array([np.inf if tier is None else float(tier[1]) for tier in known])
        start = np.array([0.0 if tier is None or k == 0 else float(tier[0]) for tier in known])
        billed = np.maximum(quantities, np.maximum(start, floor)[:, None])
        least = np.minimum(
            least, np.where(np.isinf(rate)[:, None], np.inf, np.where(rate == np.inf, 0, rate)[:, None] * billed)
        )
    setup: Floats = np.array([float(offer.setup_cost) for offer in offers])
    return least + setup[:, None]


def least_rate(offer: Offer, held: float, most: float) -> float:
    """The least cost per unit of joining a run that holds `held` with up to `most`: it lies where the charge bends."""
    before = exact(offer, held)
    return min((exact(offer, held + q) - before) / q for q in bends(offer, held, most))


def last_rate(offer: Offer, held: float, most: float) -> float:
    """The cost per unit of the last part of joining a run that holds `held` with `most`."""
    points = [0.0, *bends(offer, held, most)]
    return (exact(offer, held + points[-1]) - exact(offer, held + points[-2])) / (points[-1] - points[-2])


def bends(offer: Offer, held: float, most: float) -> list[float]:
    """Where the cost of joining with up to `most` bends, and `most`: it is linear in between."""
    starts = {start for start, _ in _tiers(offer)}
    starts |= {rate * start / other for start, rate in _tiers(offer) for _, other in _tiers(offer) if other > 0}
    return [*sorted(start - held for start in starts if SAME < start - held < most - SAME), most]


def _tiers(offer: Offer) -> list[tuple[float, float]]:
    """(least quantity billed, rate)."""
    floor = float(offer.min_quantity)
    return [(max(float(start) if k else 0.0, floor), float(rate)) for k, (start, rate) in enumerate(offer.unit_costs)]
