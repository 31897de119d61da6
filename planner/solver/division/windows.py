"""When runs of a step could work: every first and last day of every supplier, with what a share of the step costs.

A share is a part of the order, from 0 to 1, so that what goes from step to step is the same everywhere. A run from one
day to another can't do more than its supplier could in between. Setup, minimum and freight are paid as if it did all of
that: per unit no run of these days pays less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.book import Book
from planner.solver.charges import charges, least_rate
from planner.solver.crew import Crew
from planner.solver.demand import Demand, OpenStep
from planner.solver.tables import SAME, Horizon, free_capacity, held_runs
from planner.solver.terms import Floats, Ints, Terms


@dataclass(frozen=True)
class Windows:
    """The windows of one step, sorted by zone and by when their goods can leave; days are columns of the horizon.

    `row`: the supplier's in `makers`. `zone`, `first`, `end`, `ready`: where it is, from when to when it works, when
    goods can leave. `price`: minor units for the whole step. `lots`: how many lots, at least, the whole step makes in
    runs like this. `group`: index into `spans`, the first windows of each (zone, ready).
    `through`[row, d]: shares that a supplier could do before column d.
    """

    name: str
    need: OpenStep
    makers: Crew
    row: Ints
    zone: Ints
    first: Ints
    end: Ints
    ready: Ints
    price: Floats
    lots: Floats
    group: Ints
    spans: Ints
    through: Floats

    def only(self, kept: NDArray[np.bool_]) -> Windows:
        """Some of them."""
        parts = {name: getattr(self, name)[kept] for name in ("row", "zone", "first", "end", "ready", "price", "lots")}
        _, spans, group = np.unique(self.group[kept], return_index=True, return_inverse=True)
        return replace(self, **parts, group=group, spans=spans)

    @property
    def target(self) -> str | None:
        """The step it feeds; None where it goes to the customer."""
        return next(iter(self.need.feeds), None)


def windows_of(terms: Terms, book: Book, demand: Demand, name: str, horizon: Horizon, pool: float) -> Windows:
    """All windows of an open step in which nothing planned is joined. `pool`: the most that one run can be for."""
    need = demand.open[name]
    makers, quantity = terms.makers(need.step), float(need.quantity)
    free = free_capacity(makers, book, horizon)
    earliest = max(demand.order.earliest, terms.problem.start).toordinal() - horizon.first
    free[:, : max(earliest, 0)] = 0
    through = np.concatenate([np.zeros((len(makers), 1)), np.cumsum(free, axis=1)], axis=1)
    first, last = np.triu_indices(horizon.length)
    # One day more than all that could be made in a run changes nothing but when it is ready.
    able = (free[:, first] > SAME) & (free[:, last] > SAME) & (through[:, last] - through[:, first] < pool - SAME)
    ready = last + makers.lead[:, None]
    able &= ready < horizon.length
    row, window = np.nonzero(able)
    first, last, ready = first[window], last[window], ready[row, window]
    most = through[row, last + 1] - through[row, first]
    # A run that could do all may leave days to others in between, and work longer.
    end = np.where(most >= pool - SAME, horizon.length - 1, last)
    most = np.minimum(most, pool)
    price = charges_of(makers, row, most) * quantity / most
    for at, start, held in held_runs(book, makers, need):
        for i in np.flatnonzero((row == at) & (first == start - horizon.first)):
            price[i] = quantity * min(
                least_rate(makers[at][1], float(held.quantity), float(most[i])), price[i] / quantity
            )
    zone = terms.zones(makers)[row]
    order = np.lexsort((ready, zone))
    key = (zone * (horizon.length + 1) + ready)[order]
    _, spans, group = np.unique(key, return_index=True, return_inverse=True)
    lots = quantity / np.minimum(most, quantity)
    return Windows(
        name=name,
        need=need,
        makers=makers,
        row=row[order],
        zone=zone[order],
        first=first[order],
        end=end[order],
        ready=ready[order],
        price=price[order],
        lots=lots[order],
        group=group,
        spans=spans,
        through=through / quantity,
    )


def charges_of(makers: Crew, row: Ints, quantity: Floats) -> Floats:
    """Exact charges of new runs: entry by entry a supplier's row and a quantity."""
    charged = np.empty(len(row))
    for at in np.unique(row):
        mine = row == at
        charged[mine] = charges([makers[int(at)][1]], quantity[mine][None, :])[0]
    return charged


def fit_for_windows(demand: Demand) -> bool:
    """Is nothing of the order confirmed, and does every step feed one other at most?"""
    return bool(demand.open) and all(
        not need.gifts and not need.supplies and len(need.feeds) + need.last == 1 for need in demand.open.values()
    )
