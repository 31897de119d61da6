"""The cheapest way to serve a market: exactly where it is small, else by prices, exchanges and what is left of it.

Importing this module imports OR-Tools.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.location.allowance import Allowance
from planner.solver.location.exchange import Exchange
from planner.solver.location.market import Market, Solution
from planner.solver.location.multipliers import Multipliers
from planner.solver.location.programme import solve_exactly
from planner.solver.tables import SAME
from planner.solver.terms import Floats

#: Pairs of site and order up to which a market goes to the exact programme at once, and up to which it does at all.
SMALL, MEDIUM = 10_000, 60_000

#: Steps of the prices, at most; how often what they open is tried.
STEPS, EVERY = 1500, 5

#: Work a second, so that limits are the same on every machine: pairs of a price step, orders of a transport, pairs
#: of a branch.
STEPPED, TRANSPORTED, BRANCHED = 3e6, 20_000, 2e6

#: Changes by chance that may be in vain in a row: before the exact programme, and where there is none.
KICKS, MORE_KICKS = 3, 200

#: Transports before a small market goes to the exact programme: pairs a second allowed, and how many at most.
STARTED, STARTS = 1e6, 1000

#: A plan that costs so little more than the bound is as good as proved.
CLOSE = 1e-9


def search(market: Market, allowance: Allowance) -> Solution:
    """The best amounts found, and what is proved; no amounts where not all orders can be served."""
    pairs = int(market.serves.sum())
    if pairs <= SMALL:
        return _exactly(market, allowance, pairs, Solution(_start(market, allowance), 0.0))
    prices, exchange = _priced(market, allowance, pairs)
    found = Solution(exchange.amounts, min(prices.best.bound, exchange.cost))
    if exchange.amounts is None or _close(found.bound, exchange.cost) or allowance.over():
        return found
    kept = _promising(market, prices, exchange)
    rest = int(market.serves[kept].sum())
    if rest > MEDIUM:
        _improve(prices, exchange, allowance, MORE_KICKS)
        return Solution(exchange.amounts, found.bound)
    part = _exactly(_restricted(market, kept), allowance, rest, replace(found, amounts=exchange.amounts[kept]))
    if part.amounts is None:
        return found
    amounts = np.zeros_like(exchange.amounts)
    amounts[kept] = part.amounts
    # Without the other sites nothing costs less than the programme's bound; with one of them, than the best plan.
    return Solution(amounts, max(found.bound, min(part.bound, exchange.cost)))


def _start(market: Market, allowance: Allowance) -> Floats | None:
    """Amounts to start from where sites share days: there the programme may find none by itself for long."""
    if not market.shared:
        return None
    exchange = Exchange(market, int(np.clip(allowance.seconds * STARTED / market.unit.size, 5, STARTS)), allowance.over)
    exchange.offer(np.ones(len(market.sites), dtype=np.bool_))
    exchange.improve(KICKS, allowance.seed, lambda cost: False)
    return exchange.amounts


def _exactly(market: Market, allowance: Allowance, pairs: int, known: Solution) -> Solution:
    nodes = int(np.clip(allowance.seconds * BRANCHED / pairs, 10, 1e6))
    found = solve_exactly(market, nodes=nodes, seconds=allowance.left(), stop=allowance.over, start=known.amounts)
    if found.amounts is None:
        return Solution(known.amounts, max(known.bound, found.bound) if np.isfinite(found.bound) else known.bound)
    cost = market.cost(found.amounts)
    bound = min(max(found.bound, known.bound), cost)
    allowance.report(cost, bound)
    return Solution(found.amounts, bound)


def _priced(market: Market, allowance: Allowance, pairs: int) -> tuple[Multipliers, Exchange]:
    trials = int(np.clip(allowance.seconds * TRANSPORTED / len(market.demands), 30, 5000))
    steps = int(np.clip(allowance.seconds * STEPPED / pairs, 50, STEPS))
    prices, exchange = Multipliers(market), Exchange(market, trials, allowance.over)
    exchange.offer(np.ones(len(market.sites), dtype=np.bool_))
    for step in range(steps):
        if exchange.amounts is None or prices.settled or allowance.over():
            break
        if _close(prices.best.bound, exchange.cost):
            break
        # At first the plan is far too dear to aim at.
        answer = prices.step(min(exchange.cost, prices.best.bound * 1.05))
        if step % EVERY == 0 and exchange.offer(answer.open):
            allowance.report(exchange.cost, prices.best.bound)
    _improve(prices, exchange, allowance, KICKS)
    return prices, exchange


def _improve(prices: Multipliers, exchange: Exchange, allowance: Allowance, kicks: int) -> None:
    exchange.improve(kicks, allowance.seed, lambda cost: _close(prices.best.bound, cost))
    if exchange.amounts is not None:
        allowance.report(exchange.cost, prices.best.bound)


def _promising(market: Market, prices: Multipliers, exchange: Exchange) -> NDArray[np.int64]:
    """The sites that a cheaper plan could use: opening one of the others costs more than there is to gain."""
    slack = exchange.cost - prices.best.bound
    return np.flatnonzero((prices.best.net <= slack + SAME) | exchange.opened | prices.best.open)


def _restricted(market: Market, kept: NDArray[np.int64]) -> Market:
    place = np.full(len(market.sites), -1)
    place[kept] = np.arange(len(kept))
    return replace(
        market,
        sites=tuple(market.sites[i] for i in kept),
        unit=market.unit[kept],
        lot=market.lot[kept],
        opening=market.opening[kept],
        included=market.included[kept],
        rate=market.rate[kept],
        capacity=market.capacity[kept],
        shared=tuple((place[group][place[group] >= 0], most) for group, most in market.shared),
        rivals=tuple((place[group][place[group] >= 0], most) for group, most in market.rivals),
    )


def _close(bound: float, cost: float) -> bool:
    return bound >= cost - max(abs(cost), 1.0) * CLOSE
