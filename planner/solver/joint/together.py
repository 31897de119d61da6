"""Many orders planned together: placed one by one, then improved by search, beside a lower bound that is raised.

Search and bound run in two threads, each on the work that the time limit allows, so that the same problem, seed and
limit give the same plan; the clock only ends what runs away.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.solver.joint.annealing import anneal, new_search
from planner.solver.joint.ascent import Bound
from planner.solver.joint.compiled import NEVER
from planner.solver.joint.effort import CELLS, MANY, cells_of
from planner.solver.joint.moves import insert
from planner.solver.joint.shared import Orders, Shared, narrowed
from planner.solver.joint.state import State, empty, new_log
from planner.solver.joint.warm import warm_up
from planner.solver.joint.ways import Target, table_for
from planner.solver.joint.windows import rivals_of, windows_of
from planner.solver.terms import Ints

#: The temperature at the start, as a part of what an order costs (with one; it falls with the root of their number),
#: and at the end, as a part of that.
HOT, COLD = 1.4, 0.02

#: Orders taken out at once.
MOST = 30

#: Candidates whose best way costs more than this part above the order's cheapest are not tried, but for the best few:
#: at even prices, and at those that the bound has climbed to.
EVEN, CLIMBED = (0.1, 5), (0.02, 3)

#: Rounds between two looks at the clock, and the part of the work that is spent at temperature 0.
ROUNDS, FROZEN = 200, 0.05

#: Nothing more is found by placing every order more often than this (where there are few: so often for each of the
#: others), or by more steps of the bound.
SWEEPS, FOR_EACH, STEPS = 40_000, 500, 4_000

#: Where that leaves time, so many searches are made in each thread at most.
AGAIN = 6

#: What leaving an order out costs, in orders.
LEFT_OUT = 20.0

#: The part of the work until the bound's prices are used, if that many steps can be made by then.
FIRST, ENOUGH = 0.35, 60

#: Steps of the bound on prices of capacity alone, which are twice as quick, before those of runs move too.
QUICK = 150

#: A step of the bound takes as long as placing every order so often.
STEP = 1.4


@dataclass(frozen=True)
class Together:
    """`state` has the orders placed; `cost` in minor units, unrounded; `bound` is one on all of them together."""

    shared: Shared
    state: State
    cost: float
    bound: float


@dataclass
class Watch:
    """When to stop: the clock has run out, or somebody asks."""

    ends: float
    asked: Callable[[], bool]
    over: bool = False

    def __call__(self) -> bool:
        self.over = self.over or time.monotonic() >= self.ends or self.asked()
        return self.over


def plan_together(
    orders: Orders,
    *,
    seconds: float,
    seed: int,
    stop: Callable[[], bool],
    report: Callable[[float, float, int], None],
) -> Together:
    """Plan as many orders as can be, at the least cost found. `report`: cost, bound and orders placed so far."""
    warm_up()
    watch = Watch(time.monotonic() + seconds, stop)
    windows = windows_of(orders.shared)
    bound = Bound(orders, table_for(orders.shared, windows), rivals_of(orders.shared, windows))
    sweeps = seconds * CELLS / cells_of(orders.shared, windows)
    twice = sweeps * FIRST >= ENOUGH
    best = Search(orders, *_promising(orders, bound, *EVEN), seed)
    report(best.cost, bound.value, best.placed)
    goal = bound.value + 0.4 * (best.cost - bound.value)

    def tell(search: Search) -> None:
        if search.penalised < best.penalised or search is best:
            report(search.cost, bound.value, search.placed)

    part = FIRST if twice else 1.0
    _at_once(
        lambda: best.run(seconds * part, watch, tell),
        lambda: _climb(bound, goal, sweeps * part, watch),
    )
    if twice and not watch():
        less = _promising(orders, bound, *CLIMBED)
        chains = 1 if best.count > MANY else 2
        again = _times(less, seconds * (1 - FIRST))
        searches = [Search(orders, *less, seed + 1 + other) for other in range(chains * again)]
        tasks = [partial(_in_turn, searches[i::chains], seconds * (1 - FIRST), watch, tell) for i in range(chains)]
        if best.count > MANY:
            tasks.append(partial(_climb, bound, goal, sweeps * (1 - FIRST), watch))
        _at_once(*tasks)
        best = min([best, *searches], key=lambda search: search.penalised)
    report(best.cost, bound.value, best.placed)
    return Together(best.shared, best.state, best.cost, bound.value)


def _climb(bound: Bound, goal: float, sweeps: float, watch: Watch) -> None:
    quick = int(min(sweeps, max(0, QUICK - bound.steps)))
    bound.climb(goal, quick, runs=False, stop=watch)
    bound.climb(goal, int(min(STEPS, (sweeps - quick) / STEP)), runs=True, stop=watch)


def _times(less: tuple[Shared, Ints], seconds: float) -> int:
    """How often a search can be made that so much time is too much for."""
    count = max(1, len(less[0].due))
    return max(1, min(AGAIN, int(seconds * CELLS / cells_of(*less) / min(SWEEPS, FOR_EACH * count))))


def _in_turn(searches: Sequence[Search], seconds: float, watch: Watch, tell: Callable[[Search], None]) -> None:
    for search in searches:
        if not watch():
            search.run(seconds, watch, tell)


def _promising(orders: Orders, bound: Bound, dearer: float, kept: int) -> tuple[Shared, Ints]:
    """The candidates that could be of use."""
    keep = bound.promising(dearer, kept)
    return narrowed(orders.shared, keep), bound.table.windows[keep]


def _at_once(*tasks: Callable[[], None]) -> None:
    """Run tasks side by side; the first exception, if any, is raised when all have ended."""
    with ThreadPoolExecutor(len(tasks)) as threads:
        for done in [threads.submit(task) for task in tasks]:
            done.result()


class Search:
    """One chain of annealing. Orders are placed by due date at first."""

    def __init__(self, orders: Orders, shared: Shared, windows: Ints, seed: int):
        self.shared, self.table = shared, table_for(shared, windows)
        self.state, self.log = empty(orders), new_log()
        self.count = len(shared.due)
        costs = np.zeros(self.count)
        for order in np.argsort(shared.due, kind="stable"):
            costs[order] = insert(shared, self.state, self.table, self.log, order, Target(-1, -1, 0.0), 1.0)
            self.log.length[0] = 0
        fine = costs[costs < NEVER]
        self.each = float(fine.mean()) if len(fine) else 0.0
        self.penalty = LEFT_OUT * self.each
        self.inner = new_search(shared, float(fine.sum()) + self.penalty * (self.count - len(fine)), seed)

    @property
    def placed(self) -> int:
        return int((self.state.offer[self.shared.order_begin[:-1]] >= 0).sum())

    @property
    def penalised(self) -> float:
        """Cost with that of the orders left out."""
        return float(self.inner.cost[0])

    @property
    def cost(self) -> float:
        """Of the orders that are placed."""
        return self.penalised - self.penalty * (self.count - self.placed)

    def run(self, seconds: float, watch: Watch, report: Callable[[Search], None]) -> None:
        """Cool down over the work that so many seconds allow."""
        sweeps = min(SWEEPS, FOR_EACH * self.count, seconds * CELLS / cells_of(self.shared, self.table.windows))
        allowed = sweeps * self.count
        hot = self.each * HOT / max(self.count, 1) ** 0.5
        while self.inner.work[0] < allowed and self.each > 0 and not watch():
            part = float(self.inner.work[0]) / (allowed * (1 - FROZEN))
            temperature = hot * COLD**part if part < 1 else 1e-9
            anneal(self.shared, self.state, self.table, self.log, self.inner, ROUNDS, temperature, self.penalty, MOST)
            report(self)
