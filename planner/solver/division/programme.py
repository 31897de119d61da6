"""Shares of an order in windows as a linear programme: it finds what scarce capacity is worth.

A variable is a window and where its goods go; rows balance the goods of each step by zone and day, and limit what a
supplier does from one day to another, which is all that working together on days comes to (Hall's theorem). Variables
and limits come in as they are needed. Importing this module imports OR-Tools.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from ortools.linear_solver import pywraplp

from planner.solver.division.ways import Roads, Ways
from planner.solver.division.windows import Windows
from planner.solver.tables import SAME
from planner.solver.terms import Floats, Ints

#: What is not made is as dear as so many times the cheapest way.
DEAR = 4.0

#: Duals and excesses that count as none.
NONE, EXCESS = 1e-6, 1e-7

#: Step, row of the supplier, first and last column: the days whose capacity is limited.
Limit = tuple[str, int, int, int]


class Programme:
    """Grows by `add` and `limit`; after `solve`, `shares` has (step, window) → share of the step."""

    def __init__(self, roads: Roads, least: float):
        self.roads = roads
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.objective = self.solver.Objective()
        self.objective.SetMinimization()
        self._limits: dict[tuple[str, int], dict[tuple[int, int], pywraplp.Constraint]] = {}
        self._known: dict[tuple[str, int, int], pywraplp.Variable] = {}
        self.shares: dict[tuple[str, int], float] = {}
        self._goods = {name: self._balance(windows) for name, windows in roads.steps.items() if windows.target}
        self._made = {name: self._demand(DEAR * least) for name, windows in roads.steps.items() if not windows.target}

    def _variable(self, cost: float) -> pywraplp.Variable:
        made = self.solver.NumVar(0.0, self.solver.infinity(), "")
        self.objective.SetCoefficient(made, cost)
        return made

    def _demand(self, dear: float) -> pywraplp.Constraint:
        row = self.solver.Constraint(1.0, self.solver.infinity())
        row.SetCoefficient(self._variable(dear), 1.0)
        return row

    def _balance(self, windows: Windows) -> dict[tuple[int, int], pywraplp.Constraint]:
        """By zone and day, on which goods may wait for the next."""
        rows: dict[tuple[int, int], pywraplp.Constraint] = {}
        for zone in self.roads.zones[windows.name]:
            for day in range(self.roads.horizon.length):
                rows[zone, day] = self.solver.Constraint(0.0, self.solver.infinity())
                if day:
                    waits = self._variable(0.0)
                    rows[zone, day - 1].SetCoefficient(waits, -1.0)
                    rows[zone, day].SetCoefficient(waits, 1.0)
        return rows

    def add(self, name: str, some: Ints, ways: Ways) -> None:
        """Windows whose goods go where it is cheapest now."""
        windows = self.roads.steps[name]
        goals, days, freight = (part.tolist() for part in self.roads.next(windows, some, ways))
        for window, goal, day, paid in zip(some.tolist(), goals, days, freight, strict=True):
            if (name, window, goal) not in self._known:
                self._add(windows, window, goal, day, paid)

    def _add(self, windows: Windows, window: int, goal: int, arrives: int, freight: float) -> None:
        name = windows.name
        made = self._variable(float(windows.price[window]) + freight)
        zone, first, end = int(windows.zone[window]), int(windows.first[window]), int(windows.end[window])
        for other in self.roads.inputs[name]:
            self._goods[other][zone, first].SetCoefficient(made, -1.0)
        row = self._goods[name][zone if goal < 0 else goal, arrives] if windows.target else self._made[name]
        row.SetCoefficient(made, 1.0)
        self._known[name, window, goal] = made
        at = int(windows.row[window])
        if (name, at) not in self._limits:
            self._limit(name, at, 0, self.roads.horizon.length - 1)
        for (low, high), limit in self._limits[name, at].items():
            if low <= first and end <= high:
                limit.SetCoefficient(made, 1.0)

    def limit(self) -> int:
        """Limit whatever is used beyond what there is; says how many limits are new."""
        fresh = list(self._exceeded())
        for name, row, low, high in fresh:
            limit, windows = self._limit(name, row, low, high), self.roads.steps[name]
            for (step, window, _), made in self._known.items():
                within = step == name and windows.row[window] == row
                if within and low <= windows.first[window] and windows.end[window] <= high:
                    limit.SetCoefficient(made, 1.0)
        return len(fresh)

    def _limit(self, name: str, row: int, low: int, high: int) -> pywraplp.Constraint:
        most = _capacity(self.roads.steps[name], row, low, high)
        made = self.solver.Constraint(-self.solver.infinity(), most)
        self._limits.setdefault((name, row), {})[low, high] = made
        return made

    def _exceeded(self) -> Iterator[Limit]:
        """The days of each supplier that are exceeded most."""
        length = self.roads.horizon.length
        used: dict[tuple[str, int], Floats] = {}
        for (name, window), share in self.shares.items():
            windows = self.roads.steps[name]
            key = name, int(windows.row[window])
            used.setdefault(key, np.zeros((length, length)))[windows.first[window], windows.end[window]] += share
        for (name, row), amounts in used.items():
            within = amounts[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
            through = self.roads.steps[name].through[row]
            excess = np.triu(within - (through[None, 1:] - through[:-1, None]))
            low, high = (int(at) for at in np.unravel_index(int(np.argmax(excess)), excess.shape))
            if excess[low, high] > EXCESS and (low, high) not in self._limits[name, row]:
                yield name, row, low, high

    def solve(self) -> bool:
        """Find the best shares; says whether that was possible."""
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return False
        self.shares = {}
        for (name, window, _), made in self._known.items():
            if (share := made.solution_value()) > SAME:
                self.shares[name, window] = self.shares.get((name, window), 0.0) + share
        return True

    @property
    def cost(self) -> float:
        """Of the best shares of the windows that are known."""
        return float(self.objective.Value())

    def worth(self) -> dict[str, float]:
        """Last step → what its cheapest way is worth at most."""
        return {name: float(row.dual_value()) for name, row in self._made.items()}

    def tolls(self) -> tuple[dict[str, Floats], float]:
        """Step → what a share of it pays for capacity in each window, and what all that there is would cost."""
        found: dict[str, Floats] = {}
        total = 0.0
        limits = ((*key, *days, limit) for key, some in self._limits.items() for days, limit in some.items())
        for name, row, low, high, limit in limits:
            price = -float(limit.dual_value())
            if price > NONE:
                windows = self.roads.steps[name]
                total += price * _capacity(windows, row, low, high)
                within = (windows.row == row) & (windows.first >= low) & (windows.end <= high)
                found.setdefault(name, np.zeros(len(within)))[within] += price
        return found, total


def _capacity(windows: Windows, row: int, low: int, high: int) -> float:
    """The shares that a supplier could do from one column to another."""
    return float(windows.through[row, high + 1] - windows.through[row, low])
