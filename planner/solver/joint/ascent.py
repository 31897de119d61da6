"""A lower bound on what many orders cost together: prices for runs and capacity, raised as far as they help.

Each order goes its cheapest way alone, paying for its part of every run and, where that is scarce, for capacity.
Whatever the prices, the sum over orders, less what capacity would earn and less what runs would be paid beyond their
cost, is a lower bound on every plan, divided lots included (Lagrange's relaxation). It starts from even prices, where
no run is paid more than it costs (the least average cost of all that could share it), and climbs by subgradients.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.solver.joint.compiled import NEVER
from planner.solver.joint.relaxation import Prices, Wish, ways
from planner.solver.joint.runs import even_prices, excess
from planner.solver.joint.shared import Flags, Orders
from planner.solver.joint.through import least_through
from planner.solver.joint.ways import Table
from planner.solver.joint.windows import Rivals
from planner.solver.terms import Floats

#: The first step's length, as a part of the way to the goal, with prices of capacity alone.
DAYS_LENGTH = 0.15

#: A unit of capacity counts for this part of a lot in the length of a step: a lot is about so many units.
UNITS = 50.0

#: Below this length nothing more is gained.
SHORTEST = 1e-6


@dataclass(frozen=True)
class Pace:
    """How a climb of so many steps is paced: the more there are, the longer the first ones and the more patience.

    `length` of the first step, as a part of the way to the goal; `memory`: how much of the last direction is kept;
    `patience`: how many steps may fail in a row before they become shorter; `shorter`: by how much.
    """

    length: float
    memory: float
    patience: int
    shorter: float


def pace_for(steps: int, *, runs: bool) -> Pace:
    """Found by trial on problems of 50, 200 and 1,000 orders."""
    if not runs:
        return Pace(DAYS_LENGTH, 0.8, 15, 0.7)
    return Pace(
        0.3 + 0.7 * min(1.0, steps / 2500),
        0.8 + 0.1 * min(1.0, steps / 700),
        min(40, max(10, steps // 35)),
        0.7 + 0.1 * min(1.0, steps / 700),
    )


@dataclass
class Bound:
    """`value`: the best bound so far, minor units; `prices`: those it was found at; `steps` made."""

    orders: Orders
    table: Table
    rivals: Rivals

    def __post_init__(self) -> None:
        shared = self.orders.shared
        size = shared.days, len(shared.owner)
        room = self.table.ready.shape
        self._worked_on, self._started = np.zeros(room, np.int64), np.zeros(room, np.int64)
        self._wish = Wish(np.zeros(size[1], np.int64), np.zeros(self.orders.free.shape))
        capacity = np.cumsum(self.orders.free[:, ::-1], axis=1)[:, ::-1].copy()
        asked = np.zeros(int(self.rivals.cell[-1]))
        even_prices(shared, self.orders.held, capacity, self.rivals, asked)
        self.prices = Prices(asked, np.zeros(self.orders.free.shape))
        self.each = np.zeros(len(shared.due))
        self.value = self._at(self.prices)[0]
        self.steps = 0

    def promising(self, dearer: float, kept: int) -> Flags:
        """[candidate]: could it be of use at the prices found?

        Its cheapest way is at most `dearer` above the order's cheapest, or it is among the `kept` best of its step.
        """
        shared, windows = self.orders.shared, self.table.windows
        cells = np.diff(self.rivals.cell)
        candidate = np.repeat(np.arange(len(cells)), cells)
        day = np.arange(self.rivals.cell[-1]) - self.rivals.cell[candidate] + windows[candidate, 0]
        step = np.repeat(np.arange(len(shared.owner)), np.diff(shared.begin))
        worked = self.prices.day[shared.candidates[candidate], day] * shared.quantity[step[candidate]]
        worked[shared.fixed[step[candidate]] >= 0] = 0.0
        through = np.full(len(shared.candidates), NEVER)
        least_through(shared, self.table, self.rivals, self.prices.run + worked, through)
        each = np.full(len(shared.due), NEVER)
        np.minimum.at(each, shared.owner[step], through)
        keep = through <= each[shared.owner[step]] * (1 + dearer)
        for at, end in pairwise(shared.begin):
            best = at + np.argsort(through[at:end], kind="stable")[:kept]
            keep[best] = through[best] < NEVER
        return keep

    def climb(self, goal: float, steps: int, *, runs: bool, stop: Callable[[], bool]) -> None:
        """Up to `steps` steps towards `goal`, the cost of a plan. `runs`: those of runs move too."""
        best, now = self.prices, self.prices
        kept = Prices(np.zeros(len(now.run)), np.zeros(now.day.shape))
        pace = pace_for(steps, runs=runs)
        length, failed = pace.length, 0
        for _ in range(steps):
            if stop() or length < SHORTEST or self.value >= goal:
                break
            value, slope = self._at(now, runs=runs)
            self.steps += 1
            if value > self.value + 1e-6:
                self.value, best, failed = value, now, 0
            else:
                failed += 1
            if failed > pace.patience:
                length, failed, now = length * pace.shorter, 0, best
                kept = Prices(np.zeros(len(now.run)), np.zeros(now.day.shape))
                continue
            kept = Prices(_mixed(kept.run, slope.run, pace.memory), _mixed(kept.day, slope.day, pace.memory))
            norm = float((kept.run**2).sum() + (kept.day**2).sum())
            if norm == 0:
                break
            step = length * max(goal - value, 1.0) / norm
            run = np.maximum(0, now.run + step * kept.run) if runs else now.run
            now = Prices(run, np.maximum(0, now.day + step / UNITS * kept.day))
        self.prices = best

    def _at(self, prices: Prices, *, runs: bool = False) -> tuple[float, Prices]:
        """The bound at some prices, and in which direction it rises."""
        self._wish.worked[:] = 0
        shared, free = self.orders.shared, self.orders.free
        value = ways(shared, self.table, self._worked_on, self._started, self.rivals, prices, self._wish, self.each)
        value -= float((prices.day * free).sum())
        slope = Prices(np.zeros(len(prices.run)), (self._wish.worked - free) / UNITS)
        slope.day[(prices.day <= 0) & (slope.day < 0)] = 0
        if runs:
            slope.run[self._wish.cell[self._wish.cell >= 0]] += 1
            value -= excess(shared, self.orders.held, self.rivals, prices.run, slope.run)
            slope.run[(prices.run <= 0) & (slope.run < 0)] = 0
        return value, slope


def _mixed(old: Floats, new: Floats, memory: float) -> Floats:
    return memory * old + (1 - memory) * new
