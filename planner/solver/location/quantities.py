"""Amounts of a solver, in floating point, as exact quantities that add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from planner.domain.problem import Quantity
from planner.solver.location.market import Market
from planner.solver.location.services import need_of
from planner.solver.terms import Floats

#: Decimal places of quantities that are kept.
PLACES = 6


def places_of(market: Market) -> int:
    """The decimal places that the orders' quantities have, and what sites can do, up to PLACES."""
    exact = [Decimal(need_of(demand).quantity) for demand in market.demands]
    exact += [Decimal(repr(float(amount))) for amount in market.capacity]
    return min(PLACES, max((max(0, -int(amount.normalize().as_tuple().exponent)) for amount in exact), default=0))


def lots_of(market: Market, amounts: Floats) -> Iterator[tuple[int, int, Quantity]]:
    """(site, order, quantity), order by order. What gets lost in rounding goes to the order's largest lot."""
    unit = 10 ** places_of(market)
    whole = np.round(amounts * unit).astype(np.int64)
    for j, demand in enumerate(market.demands):
        sites = [int(i) for i in np.argsort(-amounts[:, j], kind="stable") if whole[i, j] > 0]
        left = Decimal(need_of(demand).quantity)
        for i in reversed(sites):
            share = left if i == sites[0] else Decimal(int(whole[i, j])) / unit
            left -= share
            yield i, j, int(share) if share == int(share) else share
