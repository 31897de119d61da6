"""A market as a mixed-integer programme, solved exactly by SCIP through OR-Tools.

A tier is a site of its own, so that the opening price of each is weighed against what it saves; lots of no more than
the site is open for (x ≤ y, order by order) make the linear relaxation about as strong as it can be. Importing this
module imports OR-Tools.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from ortools.linear_solver import pywraplp

from planner.solver.location.market import Market, Solution
from planner.solver.tables import SAME
from planner.solver.terms import Floats, Ints

#: How often a running search asks whether it is to stop, in seconds.
PATIENCE = 0.05

#: The gap that counts as none.
CLOSED = 1e-9


@dataclass
class _Rows:
    """Linear constraints: the limits of each, and the entries of the matrix in blocks."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)

    def add(self, count: int, low: float, high: float, *terms: tuple[Ints, Ints, Floats]) -> None:
        """Constraints low ≤ Σ factor × variable ≤ high; terms: (row from 0 on, variable, factor)."""
        self.entries += [(rows + len(self.low), columns, factors) for rows, columns, factors in terms]
        self.low += [low] * count
        self.high += [high] * count


def solve_exactly(
    market: Market, *, nodes: int, seconds: float, stop: Callable[[], bool], start: Floats | None = None
) -> Solution:
    """The cheapest way to serve all, with the bound that is proved when `nodes` or `seconds` are up or `stop` says so.

    `start`: amounts to start from. No amounts are given where none were found; the bound is inf where there are none.
    """
    at = _Columns(market)
    solver = pywraplp.Solver.CreateSolver("SCIP")
    variables = _load(solver, market, at)
    if start is not None:
        solver.SetHint(variables, at.values(market, start).tolist())
    solver.SetSolverSpecificParametersAsString(f"limits/nodes = {nodes}\n")
    solver.SetTimeLimit(max(int(seconds * 1000), 100))
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, CLOSED)
    with _interrupted(solver, stop):
        status = solver.Solve(parameters)
    if status == pywraplp.Solver.INFEASIBLE:
        return Solution(None, np.inf)
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return Solution(None, 0.0)
    amounts = np.zeros_like(market.unit)
    shares = np.array([variables[k].solution_value() for k in at.share])
    amounts[at.site, at.order] = shares * market.wanted[at.order]
    return Solution(amounts, solver.Objective().BestBound())


class _Columns:
    """The variables, in this order: site is open; share of order from site; shipment is made; work beyond what is
    included."""

    def __init__(self, market: Market):
        self.sites = len(market.sites)
        self.site, self.order = np.nonzero(market.largest > SAME)
        self.shipping = np.flatnonzero(market.lot[self.site, self.order] > 0)
        self.beyond = np.flatnonzero((market.included > 0) & (market.rate > 0))
        counts = np.cumsum([self.sites, len(self.site), len(self.shipping), len(self.beyond)])
        self.share, self.ships, self.excess = (np.arange(low, high) for low, high in pairwise(counts))
        self.count = int(counts[-1])

    def values(self, market: Market, amounts: Floats) -> Floats:
        """The variables where these amounts are served."""
        values = np.zeros(self.count)
        done = amounts.sum(axis=1)
        values[: self.sites] = done > SAME
        values[self.share] = amounts[self.site, self.order] / market.wanted[self.order]
        values[self.ships] = amounts[self.site, self.order][self.shipping] > SAME
        values[self.excess] = np.maximum(done - market.included, 0)[self.beyond]
        return values


def _load(solver: pywraplp.Solver, market: Market, at: _Columns) -> list[pywraplp.Variable]:
    """Fill an empty solver; returns its variables in the order of the columns."""
    wanted = market.wanted[at.order]
    high = np.ones(at.count)
    high[at.share] = market.largest[at.site, at.order] / wanted
    high[at.excess] = solver.infinity()
    whole = np.zeros(at.count, dtype=np.bool_)
    whole[: at.sites] = True
    whole[at.ships] = True
    price = np.zeros(at.count)
    price[: at.sites] = market.opening
    plain = np.where(market.included > 0, 0.0, market.rate)
    price[at.share] = (market.unit[at.site, at.order] + plain[at.site]) * wanted
    price[at.ships] = market.lot[at.site, at.order][at.shipping]
    price[at.excess] = market.rate[at.beyond]
    variables = [solver.Var(0.0, top, bool(w), "") for top, w in zip(high.tolist(), whole, strict=True)]
    objective = solver.Objective()
    for variable, factor in zip(variables, price.tolist(), strict=True):
        objective.SetCoefficient(variable, factor)
    rows = _rows(market, at)
    constraints = [solver.Constraint(low, top) for low, top in zip(rows.low, rows.high, strict=True)]
    for block in rows.entries:
        for row, column, factor in zip(*(part.tolist() for part in block), strict=True):
            constraints[row].SetCoefficient(variables[column], factor)
    return variables


def _rows(market: Market, at: _Columns) -> _Rows:
    rows = _Rows()
    orders, pairs, sites = len(market.demands), len(at.site), at.sites
    wanted, largest = market.wanted[at.order], market.largest[at.site, at.order]
    every, pair = np.arange(sites), np.arange(pairs)
    # Every order is served.
    rows.add(orders, 1.0, 1.0, (at.order, at.share, np.ones(pairs)))
    # A site does no more than it can.
    rows.add(sites, -np.inf, 0.0, (at.site, at.share, wanted), (every, every, -market.capacity))
    # A lot needs its site, and its shipment.
    rows.add(pairs, -np.inf, 0.0, (pair, at.share, np.ones(pairs)), (pair, at.site, -largest / wanted))
    shipped = np.arange(len(at.shipping))
    factor = -(largest / wanted)[at.shipping]
    rows.add(
        len(shipped), -np.inf, 0.0, (shipped, at.share[at.shipping], np.ones(len(shipped))), (shipped, at.ships, factor)
    )
    # Work beyond what the opening price includes.
    position = np.full(sites, -1)
    position[at.beyond] = np.arange(len(at.beyond))
    some = np.flatnonzero(position[at.site] >= 0)
    rows.add(
        len(at.beyond),
        -np.inf,
        0.0,
        (position[at.site[some]], at.share[some], wanted[some]),
        (np.arange(len(at.beyond)), at.beyond, -market.included[at.beyond]),
        (np.arange(len(at.beyond)), at.excess, -np.ones(len(at.beyond))),
    )
    for group, most in market.shared:
        some = np.flatnonzero(np.isin(at.site, group))
        rows.add(1, -np.inf, most, (np.zeros(len(some), dtype=np.int64), at.share[some], wanted[some]))
    for group, most in market.rivals:
        rows.add(1, -np.inf, float(most), (np.zeros(len(group), dtype=np.int64), group, np.ones(len(group))))
    # What is open can do all that is wanted: implied, but it helps the solver to cut.
    rows.add(1, float(market.wanted.sum()), np.inf, (np.zeros(sites, dtype=np.int64), every, market.capacity))
    return rows


@contextmanager
def _interrupted(solver: pywraplp.Solver, stop: Callable[[], bool]) -> Iterator[None]:
    """While this runs, the solver is interrupted as soon as `stop` says so."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(PATIENCE):
            if stop():
                solver.InterruptSolve()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
