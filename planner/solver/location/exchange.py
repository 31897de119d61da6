"""A good choice of open sites, found by opening, closing and exchanging sites as the orders' prices suggest.

Importing this module imports OR-Tools.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from planner.solver.location.market import Market
from planner.solver.location.transport import Transport
from planner.solver.tables import SAME
from planner.solver.terms import Floats

#: Sites that are tried in place of another.
NEARBY = 12


class Exchange:
    """The best plan so far: `amounts` from site to order (None: none yet) at `cost`. `trials`: transports left."""

    def __init__(self, market: Market, trials: int, stop: Callable[[], bool]):
        self.market, self.trials, self.stop = market, trials, stop
        self.transport = Transport(market)
        self.cost = np.inf
        self.amounts: Floats | None = None
        self._known: set[bytes] = set()

    def offer(self, opened: NDArray[np.bool_]) -> bool:
        """Try to serve all from these sites; says whether that is the best so far."""
        key = np.packbits(opened).tobytes()
        if key in self._known or self.trials <= 0 or self.stop():
            return False
        self._known.add(key)
        self.trials -= 1
        amounts = self.transport.serve(opened)
        if amounts is None or not self.transport.allowed(opened, amounts):
            return False
        cost = self.market.cost(amounts)
        if cost >= self.cost - SAME:
            return False
        self.cost, self.amounts = cost, amounts
        return True

    @property
    def opened(self) -> NDArray[np.bool_]:
        """The sites that the best plan uses."""
        if self.amounts is None:
            return np.zeros(len(self.market.sites), dtype=np.bool_)
        used: NDArray[np.bool_] = self.amounts.sum(axis=1) > SAME
        return used

    def improve(self, net: Floats) -> None:
        """Exchange sites until nothing helps or no trials are left; `net`: what opening each would cost at last."""
        while self.amounts is not None and any(self.offer(opened) for opened in self._neighbours(net)):
            pass

    def _neighbours(self, net: Floats) -> Iterator[NDArray[np.bool_]]:
        opened = self.opened
        inside = [int(i) for i in np.argsort(-net, kind="stable") if opened[i]]
        outside = [int(i) for i in np.argsort(net, kind="stable") if not opened[i]]
        for closed in inside:
            yield _changed(opened, closed, None)
        for added in outside[:NEARBY]:
            yield _changed(opened, None, added)
        pairs = [(net[added] - net[closed], closed, added) for closed in inside for added in outside[: 2 * NEARBY]]
        for _, closed, added in sorted(pairs):
            yield _changed(opened, closed, added)


def _changed(opened: NDArray[np.bool_], closed: int | None, added: int | None) -> NDArray[np.bool_]:
    changed = opened.copy()
    if closed is not None:
        changed[closed] = False
    if added is not None:
        changed[added] = True
    return changed
