"""Orders of one open step each, placed all at once rather than one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.location.allowance import Allowance
from planner.solver.location.market import Market
from planner.solver.location.placing import place
from planner.solver.location.shares import share_out
from planner.solver.location.survey import markets_of
from planner.solver.tables import Horizon
from planner.solver.terms import Terms

#: How often a market is solved again without the orders that could not pay their share.
ROUNDS = 3


def fit_for_it(terms: Terms, demands: Sequence[Demand], horizons: Mapping[str, Horizon]) -> bool:
    """Is this a matter of location alone: several open orders, and no order with more than one open step?"""
    opened = [demand for demand in demands if demand.open and horizons[demand.order.id].length]
    return len(opened) > 1 and all(len(demand.open) == 1 for demand in opened)


def locate(
    draft: Draft,
    demands: Sequence[Demand],
    horizons: Mapping[str, Horizon],
    *,
    seconds: float,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[float, float], None] = lambda cost, bound: None,
) -> float:
    """Place as many of the orders as this way fits into a draft that has none yet; the others are left as they are.

    Left are orders that nobody can serve in time, those that can't pay their share, and all of a process for which not
    all orders can be served or whose possible runs are too many. `seconds` decide how much is searched; `stop` ends it
    early with the best so far; `report` is told of cost and bound. Returns a lower bound on the exact cost, in minor
    units, of any plan for the orders that were placed.
    """
    began = time.monotonic()
    opened = [demand for demand in demands if len(demand.open) == 1]
    markets = list(markets_of(draft.terms, draft.book, opened, horizons))
    total = sum(market.unit.size for market in markets)
    cost = bound = 0.0
    for market in markets:
        part = seconds * market.unit.size / total
        until = min(time.monotonic() + part, began + seconds)

        def tell(least: float, proved: float, cost: float = cost, bound: float = bound) -> None:
            report(cost + least, bound + proved)

        bound += _locate(draft, market, Allowance(part, seed, partial(_left, until), stop, tell))
        cost = float(sum(placed.cost for placed in draft.placed.values()))
    return bound


def _left(until: float) -> float:
    return until - time.monotonic()


def _locate(draft: Draft, market: Market, allowance: Allowance) -> float:
    from planner.solver.location.search import search  # OR-Tools takes a second to import

    for _ in range(ROUNDS):
        found = search(market, allowance)
        if found.amounts is None:
            return 0.0
        placed = place(draft, market, found.amounts)
        over = set(share_out(draft, placed))
        if not over:
            return found.bound if len(placed) == len(market.demands) else 0.0
        for name in placed:
            draft.remove(name)
        kept = [j for j, demand in enumerate(market.demands) if demand.order.id not in over]
        if not kept:
            return 0.0
        market = market.of(kept)
    return 0.0
