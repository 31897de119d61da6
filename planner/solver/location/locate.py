"""Orders of one open step each, placed all at once rather than one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.location.allowance import Allowance
from planner.solver.location.alone import alone_of
from planner.solver.location.market import Market
from planner.solver.location.placing import place
from planner.solver.location.survey import markets_of
from planner.solver.shares import shares_of
from planner.solver.tables import Horizon
from planner.solver.terms import Terms

#: How often a market is solved: again without orders that could not pay their share, and without runs that clash.
ROUNDS = 8

#: A bound of at least this part of the cost proves that there is little to gain.
CLOSE = 0.999

#: The part of the orders that must find room beside each other; else the general way plans them all.
ALMOST_ALL = 0.9


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
    alone: dict[str, int] | None = None,
) -> float:
    """Place as many of the orders as this way fits into a draft that has none yet; the others are left as they are.

    Left are orders that nobody can serve in time, those whose share (`shares_of`) would be over their budget, and all
    of a process for which not all orders can be served or whose possible runs are too many. `seconds` decide how much
    is searched; `stop` ends it early with the best so far; `report` is told of cost and bound. `alone` is filled with
    what orders would cost alone, for `shares_of`. Returns a lower bound on the exact cost, in minor units, of any plan
    for the orders that were placed.
    """
    began = time.monotonic()
    opened = [demand for demand in demands if len(demand.open) == 1]
    markets = list(markets_of(draft.terms, draft.book, opened, horizons))
    if alone is not None:
        alone.update(pair for market in markets for pair in alone_of(market))
    total = sum(market.unit.size for market in markets)
    cost = bound = 0.0
    for market in markets:
        part = seconds * market.unit.size / total
        until = min(time.monotonic() + part, began + seconds)

        def tell(least: float, proved: float, cost: float = cost, bound: float = bound) -> None:
            report(cost + least, bound + proved)

        allowance = Allowance(part, seed, partial(_left, until), stop, tell)
        bound += _locate(draft, market, allowance, alone or {})
        cost = float(sum(placed.cost for placed in draft.placed.values()))
    return bound


def _left(until: float) -> float:
    return until - time.monotonic()


def _locate(draft: Draft, market: Market, allowance: Allowance, alone: Mapping[str, int]) -> float:
    from planner.solver.location.search import search  # OR-Tools takes a second to import

    barred, bound = market, np.inf
    for last in (*[False] * (ROUNDS - 1), True):
        found = search(barred, _of_round(barred, allowance))
        if found.amounts is None:
            return 0.0
        # What is barred is no rule of the format, so it must not raise the bound.
        bound = min(bound, found.bound)
        outcome = place(draft, barred, found.amounts)
        shares = shares_of(draft, alone)
        over = {name for name in outcome.orders if _over(draft, name, shares[name])}
        # Another choice of runs is worth the time where this one is about the best, and was found soon.
        again = not last and not allowance.over() and found.bound >= barred.cost(found.amounts) * CLOSE
        most = len(outcome.orders) >= len(barred.demands) * ALMOST_ALL
        if not over and (not outcome.clashes or (most and not again)):
            for name, share in shares.items():
                draft.placed[name] = replace(draft.placed[name], cost=share)
            return bound if len(outcome.orders) == len(market.demands) else 0.0
        for name in outcome.orders:
            draft.remove(name)
        if over:
            market = market.of([j for j, demand in enumerate(market.demands) if demand.order.id not in over])
            barred, bound = market, np.inf
        else:
            barred = barred.barring(outcome.clashes)
        if not market.demands or not (over or again):
            break
    return 0.0


def _of_round(market: Market, allowance: Allowance) -> Allowance:
    """Half of what there is, where runs that share days may turn out to clash, so that another round is needed."""
    if not market.shared:
        return allowance
    return replace(allowance, seconds=allowance.seconds / 2, left=lambda: allowance.left() / 2)


def _over(draft: Draft, name: str, share: int) -> bool:
    budget = draft.placed[name].demand.order.budget
    return budget is not None and share > budget
