"""Lagrange's relaxation of "every order is served": each order pays a price a unit, and sites open where it pays.

At given prices every site is a knapsack of its own, filled with the orders that pay most. Prices are improved by
subgradient steps with Polyak's length; see M. L. Fisher, The Lagrangian relaxation method for solving integer
programming problems, Management Science 27 (1981). The best bound is that of the strong linear relaxation, or a little
better, since what opens must also hold everything that is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.solver.location.market import Market
from planner.solver.tables import SAME
from planner.solver.terms import Floats

#: Subgradient steps without a better bound after which they are made shorter, and by what.
PATIENCE, SHORTER = 12, 0.7

#: How much of the last direction the next one keeps.
MOMENTUM = 0.3


@dataclass(frozen=True)
class Answer:
    """What sites do at given prices: `bound` on any plan's cost, `net` cost of opening each, which are `open`, and how
    much each order lacks."""

    bound: float
    net: Floats
    open: NDArray[np.bool_]
    lacking: Floats


class Multipliers:
    """Prices that are improved step by step."""

    def __init__(self, market: Market):
        self.market = market
        plain = np.where(market.included > 0, 0.0, market.rate)
        self._price = market.at_least + plain[:, None]
        self._surcharge = np.where(market.included > 0, market.rate, 0.0)
        spread = market.opening / np.maximum(market.capacity, SAME)
        self.prices: Floats = (self._price + (spread + self._surcharge)[:, None]).min(axis=0)
        self.best = self.at(self.prices)
        self.best_prices = self.prices
        self._direction = np.zeros_like(self.prices)
        self._length, self._failed = 1.0, 0

    def at(self, prices: Floats) -> Answer:
        """The relaxation at these prices a unit."""
        market = self.market
        gain = np.where(market.serves, prices - self._price, -1.0)
        ranked = np.argsort(-gain, axis=1)
        gain = np.take_along_axis(gain, ranked, axis=1)
        size = np.take_along_axis(market.largest, ranked, axis=1)
        size[gain <= 0] = 0
        before = np.cumsum(size, axis=1) - size
        taken = np.clip(market.capacity[:, None] - before, 0, size)
        if self._surcharge.any():
            within = np.clip(market.included[:, None] - before, 0, taken)
            dearer = gain - self._surcharge[:, None]
            taken = np.where(dearer > 0, taken, within)
            worth = (gain * within + np.maximum(dearer, 0) * (taken - within)).sum(axis=1)
        else:
            worth = (gain * taken).sum(axis=1)
        net = market.opening - worth
        opened, least = self._opened(net)
        amounts = np.zeros_like(taken)
        np.put_along_axis(amounts, ranked, taken, axis=1)
        lacking = market.wanted - opened @ amounts
        return Answer(float(prices @ market.wanted) + least, net, opened > 0.5, lacking)

    def _opened(self, net: Floats) -> tuple[Floats, float]:
        """The cheapest sites that hold all that is wanted: as a fraction each or as a number, whichever binds more."""
        market, total = self.market, float(self.market.wanted.sum())
        opened = (net < 0).astype(np.float64)
        if float(opened @ market.capacity) >= total - SAME:
            return opened, float(net @ opened)
        fractions, left = opened.copy(), total - float(opened @ market.capacity)
        ratio = np.where(opened > 0, np.inf, net / np.maximum(market.capacity, SAME))
        for i in np.argsort(ratio, kind="stable"):
            if left <= SAME or opened[i]:
                break
            fractions[i] = min(1.0, left / market.capacity[i])
            left -= fractions[i] * market.capacity[i]
        needed = int(np.searchsorted(np.cumsum(np.sort(market.capacity)[::-1]), total - SAME)) + 1
        count = opened.copy()
        count[np.argsort(net, kind="stable")[:needed]] = 1.0
        return max((fractions, count), key=lambda choice: float(net @ choice)), max(
            float(net @ fractions), float(net @ count)
        )

    def step(self, goal: float) -> Answer:
        """Move the prices towards a bound of `goal`, the cost of a plan."""
        answer = self.at(self.prices)
        if answer.bound > self.best.bound + max(abs(self.best.bound), 1) * 1e-7:
            self.best, self.best_prices, self._failed = answer, self.prices, 0
        else:
            self._failed += 1
            if self._failed >= PATIENCE:
                self._length, self._failed = self._length * SHORTER, 0
                self.prices, self._direction = self.best_prices, np.zeros_like(self.prices)
                answer = self.best
        self._direction = MOMENTUM * self._direction + (1 - MOMENTUM) * answer.lacking
        norm = float(self._direction @ self._direction)
        if norm > SAME:
            self.prices = np.maximum(
                self.prices + self._length * max(goal - answer.bound, 0) / norm * self._direction, 0
            )
        return answer

    @property
    def settled(self) -> bool:
        """Have steps become too short to matter?"""
        return self._length < 1e-3
