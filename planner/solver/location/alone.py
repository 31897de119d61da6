"""What an order would cost if it were the only one."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np

from planner.solver.location.market import Market
from planner.solver.tables import SAME


def alone_of(market: Market) -> Iterator[tuple[str, int]]:
    """(order, minor units) of those that one site can serve whole, at the cheapest such site."""
    beyond = np.maximum(market.wanted - market.included[:, None], 0)
    with np.errstate(invalid="ignore"):
        cost = market.opening[:, None] + market.rate[:, None] * beyond + market.unit * market.wanted + market.lot
    cost = np.where(market.serves & (market.largest >= market.wanted - SAME), cost, np.inf)
    for demand, least in zip(market.demands, cost.min(axis=0, initial=np.inf).tolist(), strict=True):
        if np.isfinite(least):
            yield demand.order.id, ceil(least - SAME)
