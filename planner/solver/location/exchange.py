"""A good choice of open sites, found by opening, closing and exchanging sites, and by chance where that gets stuck.

Importing this module imports OR-Tools.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.solver.location.market import Market
from planner.solver.location.transport import Transport
from planner.solver.tables import SAME
from planner.solver.terms import Floats

#: Changes that are tried before a plan counts as a local optimum.
TRIED = 40

#: Sites exchanged at once to get away from a local optimum.
KICK = 2


class Exchange:
    """The best plan so far: `amounts` from site to order (None: none yet) at `cost`. `trials`: transports left."""

    def __init__(self, market: Market, trials: int, stop: Callable[[], bool]):
        self.market, self.trials, self.stop = market, trials, stop
        self.transport = Transport(market)
        self.cost = np.inf
        self.amounts: Floats | None = None
        plain = np.where(market.included > 0, 0.0, market.rate)
        self._price = market.at_least + plain[:, None]
        self._known: set[bytes] = set()

    def offer(self, opened: NDArray[np.bool_]) -> bool:
        """Try to serve all from these sites; says whether that is the best so far."""
        amounts, cost = self._served(opened)
        if amounts is None or cost >= self.cost - SAME:
            return False
        self.cost, self.amounts = cost, amounts
        return True

    def improve(self, kicks: int, seed: int, enough: Callable[[float], bool]) -> None:
        """Change the best plan until it is good `enough`, no trials are left, or `kicks` in a row were in vain."""
        rng, vain = Random(seed), 0
        while self.amounts is not None and vain <= kicks and not self._over and not enough(self.cost):
            amounts, cost = self._served(self._kicked(rng)) if vain else (self.amounts, self.cost)
            while amounts is not None and not self._over:
                better = self._better(amounts, cost)
                if better is None:
                    break
                amounts, cost = better
            vain += 1
            if amounts is not None and cost < self.cost - SAME:
                self.amounts, self.cost, vain = amounts, cost, 1

    @property
    def opened(self) -> NDArray[np.bool_]:
        """The sites that the best plan uses."""
        return np.zeros(len(self.market.sites), dtype=np.bool_) if self.amounts is None else _used(self.amounts)

    @property
    def _over(self) -> bool:
        return self.trials <= 0 or self.stop()

    def _served(self, opened: NDArray[np.bool_]) -> tuple[Floats | None, float]:
        """The amounts from these sites and their cost; none if they were tried before, or can't serve all."""
        key = np.packbits(opened).tobytes()
        if key in self._known or self._over:
            return None, np.inf
        self._known.add(key)
        self.trials -= 1
        amounts = self.transport.serve(opened)
        if amounts is None or not self.transport.allowed(amounts):
            return None, np.inf
        return amounts, self.market.cost(amounts)

    def _better(self, amounts: Floats, cost: float) -> tuple[Floats, float] | None:
        for opened in self._changes(amounts):
            changed, price = self._served(opened)
            if changed is not None and price < cost - SAME:
                return changed, price
        return None

    def _changes(self, amounts: Floats) -> Iterator[NDArray[np.bool_]]:
        """Sites closed, opened, or both, the most promising first: as if every order went to the site nearest to it."""
        market, opened = self.market, _used(amounts)
        inside, count = np.flatnonzero(opened), len(market.sites)
        paid = np.where(amounts > SAME, self._price, 0).max(axis=0)
        size = market.largest
        estimates = []
        for closed in (*inside.tolist(), None):
            others = inside[inside != closed]
            prices, change = paid, 0.0
            if closed is not None:
                rest = self._price[others].min(axis=0, initial=np.inf)
                lost = amounts[closed] > SAME
                prices = np.where(lost & np.isfinite(rest), np.maximum(rest, paid), paid)
                change = float(((prices - paid) * amounts[closed]).sum()) - float(market.opening[closed])
                estimates.append((change, closed, -1))
            with np.errstate(invalid="ignore"):
                gain = np.maximum(prices - self._price, 0) * size
            wished = np.where(gain > 0, size, 0).sum(axis=1)
            part = np.minimum(1, market.capacity / np.maximum(wished, SAME))
            change_by = change + market.opening - gain.sum(axis=1) * part
            added = np.argsort(change_by, kind="stable")[: TRIED + len(inside)]
            estimates += [
                (float(change_by[k]), -1 if closed is None else closed, int(k)) for k in added if not opened[k]
            ]
        for _, closed, k in sorted(estimates)[: TRIED + count // 10]:
            changed = opened.copy()
            if closed is not None and closed >= 0:
                changed[closed] = False
            if k >= 0:
                changed[k] = True
            yield changed

    def _kicked(self, rng: Random) -> NDArray[np.bool_]:
        """The best plan's sites with some exchanged by chance."""
        opened = self.opened
        inside, outside = np.flatnonzero(opened).tolist(), np.flatnonzero(~opened).tolist()
        opened[rng.sample(inside, min(KICK, len(inside)))] = False
        opened[rng.sample(outside, min(KICK + 1, len(outside)))] = True
        return opened


def _used(amounts: Floats) -> NDArray[np.bool_]:
    used: NDArray[np.bool_] = amounts.sum(axis=1) > SAME
    return used
