"""Who serves whom once it is known what is open."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from planner.solver.location.transport import Transport

from ..problems import day, offer, order, problem, step, supplier
from .located import market_of


def test_tiers_of_one_supplier_share_its_day() -> None:
    """However many tiers are open, together they do no more than the supplier can, and the rest goes elsewhere."""
    tiered = supplier("tiered", offer("serve", "4", tiers=[(6, Decimal(2))], setup_cost=1, daily_capacity=10))
    dear = supplier("dear", offer("serve", "9", daily_capacity=20))
    orders = [order(step("serve", 8), id=f"o{j}", due=day(0)) for j in range(2)]
    market = market_of(problem([tiered, dear], orders))
    every = np.ones(len(market.sites), dtype=np.bool_)
    amounts = Transport(market).serve(every)
    assert amounts is not None
    assert Transport(market).allowed(amounts)
    done = dict.fromkeys(("tiered", "dear"), 0.0)
    for site, amount in zip(market.sites, amounts.sum(axis=1), strict=True):
        done[site.supplier.id] += amount
    assert done == pytest.approx({"tiered": 10, "dear": 6})


def test_too_little_together() -> None:
    """Tiers whose capacities add up to enough can't serve all if the supplier's day does not hold it."""
    tiered = supplier("tiered", offer("serve", "4", tiers=[(6, Decimal(2))], setup_cost=1, daily_capacity=10))
    small = supplier("small", offer("serve", "9", daily_capacity=5))
    orders = [order(step("serve", 8), id=f"o{j}", due=day(0)) for j in range(2)]
    market = market_of(problem([tiered, small], orders))
    assert market.capacity.sum() >= market.wanted.sum()
    assert Transport(market).serve(np.ones(len(market.sites), dtype=np.bool_)) is None
