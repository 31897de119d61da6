"""A lower bound for one order that counts capacity by the day: what plans of divided lots cost at least.

It is for orders that no one supplier a step can do in time; where one can, the bound of whole ways is as good.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.solver.book import Book
from planner.solver.bound import pools_of
from planner.solver.demand import Demand
from planner.solver.division.programme import Programme
from planner.solver.division.ways import Roads, Ways
from planner.solver.division.windows import Windows, fit_for_windows, windows_of
from planner.solver.tables import SAME, Horizon
from planner.solver.terms import Ints, Terms

#: Rounds of prices, and of the distance between programme and proof the part that counts as none.
ROUNDS, CLOSE = 16, 5e-4

#: Windows that come in at once: of a supplier, and of a step; first those that are dearer by at most this part.
OF_ONE, OF_STEP, FIRST = 3, 300, 0.3

#: More windows than this would take too long.
MOST_WINDOWS = 1_500_000


def prove(terms: Terms, book: Book, demand: Demand, horizon: Horizon, goal: float = np.inf) -> float:
    """The best bound found, minor units; 0 where the order is not of the kind, inf where it can't be made in time.

    `goal`: the cost of a plan, at which no better bound is looked for.
    """
    if not fit_for_windows(demand) or not horizon.length:
        return 0.0
    roads = _roads(terms, book, demand, horizon)
    if roads is None:
        return 0.0
    return _Prices(roads, goal).raised()


def _roads(terms: Terms, book: Book, demand: Demand, horizon: Horizon) -> Roads | None:
    """Only windows whose inputs can come in time, and whose goods can reach the customer."""
    pools, steps = pools_of([demand]), dict[str, Windows]()
    size = sum(len(terms.makers(need.step)) for need in demand.open.values()) * horizon.length**2 / 2
    if size > MOST_WINDOWS:
        return None
    for name, need in demand.open.items():
        pool = pools[need.step.process, frozenset(need.step.variant_values.items())]
        steps[name] = windows_of(terms, book, demand, name, horizon, pool)
    roads = Roads(terms, steps, demand.order.destination, horizon)
    useful = roads.ways({}).value
    some = {name: windows.only(np.isfinite(useful[name])) for name, windows in steps.items()}
    return Roads(terms, some, demand.order.destination, horizon)


class _Prices:
    """Prices of capacity, raised until the programme says that the bound can't be better."""

    def __init__(self, roads: Roads, enough: float):
        self.roads, self.enough = roads, enough

    def raised(self) -> float:
        ways = self.roads.ways({})
        best = sum(ways.least.values())
        if not np.isfinite(best):
            return best
        programme = Programme(self.roads, best)
        goal = {name: least * (1 + FIRST) for name, least in ways.least.items()}
        for _ in range(ROUNDS):
            for name, some in self._cheapest(ways, goal):
                programme.add(name, some, ways)
            if not programme.solve():
                break
            goal = programme.worth()
            tolls, paid = programme.tolls()
            cost = programme.cost
            ways = self.roads.ways(tolls)
            best = max(best, sum(ways.least.values()) - paid)
            if best >= self.enough - SAME or (not programme.limit() and cost - best <= CLOSE * cost):
                break
        return best

    def _cheapest(self, ways: Ways, goal: dict[str, float]) -> Iterator[tuple[str, Ints]]:
        """By step, the windows on ways cheaper than the goal of the last step that they lead to, a few a supplier."""
        for name, windows in self.roads.steps.items():
            value, last = ways.value[name], name
            while (target := self.roads.steps[last].target) is not None:
                last = target
            cheaper = np.flatnonzero(value < goal[last] * (1 - 1e-9))
            cheaper = cheaper[np.lexsort((value[cheaper], windows.row[cheaper]))]
            row = windows.row[cheaper]
            place = np.arange(len(row)) - np.searchsorted(row, row)
            some = cheaper[place < OF_ONE]
            yield name, some[np.argsort(value[some], kind="stable")[:OF_STEP]]
