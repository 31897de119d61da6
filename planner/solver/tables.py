"""For one open step: when each supplier could start it, when it would be ready, and what it would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, ProblemOrder, Quantity, Supplier
from planner.solver.book import Book, Held, line_of
from planner.solver.demand import OpenStep
from planner.solver.terms import Floats, Ints, Terms

#: Quantities that differ by less are the same: binary fractions of decimals.
SAME = 1e-9


@dataclass(frozen=True)
class Horizon:
    """The days looked at: `length` days from the ordinal day `first` on. Column d of a matrix is day `first` + d.

    `by`: the column of the last day on which the customer may be reached.
    """

    first: int
    length: int
    by: int


@dataclass(frozen=True)
class Table:
    """Rows are suppliers, columns start days.

    `price`: minor units, inf where no run can start. `ready`: the column of the day the goods can leave,
    `horizon.length` or more where that is too late. `zones`: where the suppliers are.
    """

    makers: Sequence[tuple[Supplier, Offer]]
    zones: Ints
    price: Floats
    ready: Ints

    @cached_property
    def rows(self) -> dict[str, int]:
        """Supplier → row."""
        return {supplier.id: row for row, (supplier, _) in enumerate(self.makers)}


def table_of(
    terms: Terms, book: Book, order: ProblemOrder, need: OpenStep, horizon: Horizon, *, unlimited: bool = False
) -> Table:
    """Whole lots: a supplier does all that is open of the step, or nothing. `unlimited`: as if capacity had no end."""
    makers = terms.makers(need.step)
    free = free_capacity(makers, book, horizon)
    if unlimited:
        free = np.where(working_days(makers, horizon), float(need.quantity), 0)
    last = last_days(free, float(need.quantity))
    startable = (free > SAME) & (last < horizon.length)
    earliest = max(order.earliest, terms.problem.start).toordinal() - horizon.first
    startable[:, : max(earliest, 0)] = False
    charge = np.array([offer.charge(need.quantity) for _, offer in makers], dtype=np.float64)
    price = np.where(startable, charge[:, None], np.inf)
    for row, (supplier, offer) in enumerate(makers):
        held_runs = book.runs.get(line_of(supplier.id, offer.process, need.step.variant_values))
        for start, held in (held_runs or {}).items():
            day = start - horizon.first
            if 0 <= day < horizon.length and startable[row, day]:
                _join(price, last, free, (row, day), held, offer, need.quantity, horizon)
    lead = np.array([offer.lead_days for _, offer in makers], dtype=np.int64)
    zones = np.array([terms.zone(supplier.zone) for supplier, _ in makers], dtype=np.int64)
    return Table(makers, zones, price, np.minimum(last + lead[:, None], horizon.length))


def free_capacity(makers: Sequence[tuple[Supplier, Offer]], book: Book, horizon: Horizon) -> Floats:
    """Units that each supplier can still do on each day."""
    capacity = np.array([float(offer.daily_capacity) for _, offer in makers])
    free: Floats = working_days(makers, horizon) * capacity[:, None]
    for row, (supplier, offer) in enumerate(makers):
        for day, amount in book.taken.get((supplier.id, offer.process), {}).items():
            if 0 <= day - horizon.first < horizon.length:
                free[row, day - horizon.first] -= float(amount)
    return np.maximum(free, 0)


def working_days(makers: Sequence[tuple[Supplier, Offer]], horizon: Horizon) -> NDArray[np.bool_]:
    """Who works on which day."""
    weekday = np.array([date.fromordinal(horizon.first + d).weekday() for d in range(min(7, horizon.length))])
    week = np.array([[d in supplier.workdays for d in range(1, 8)] for supplier, _ in makers], dtype=np.bool_)
    works = week.reshape(-1, 7)[:, np.resize(weekday, horizon.length)]
    for row, (supplier, _) in enumerate(makers):
        for closed in supplier.closed:
            if 0 <= closed.toordinal() - horizon.first < horizon.length:
                works[row, closed.toordinal() - horizon.first] = False
    return works


def last_days(free: Floats, quantity: float) -> Ints:
    """The column of the last working day of a run of `quantity`, for each day it could start on; at least that day."""
    count, length = free.shape
    last = np.broadcast_to(np.arange(length), free.shape).copy()
    spread = free < quantity - SAME
    for row in np.flatnonzero((spread & (free > SAME)).any(axis=1)):
        through = np.cumsum(free[row])
        last[row] = np.searchsorted(through, through - free[row] + quantity - SAME)
    return np.where(free > SAME, last, length) if count else last


def _join(
    price: Floats,
    last: Ints,
    free: Floats,
    at: tuple[int, int],
    held: Held,
    offer: Offer,
    quantity: Quantity,
    horizon: Horizon,
) -> None:
    """The lot would be part of a run that is there already; one of this plan must not become longer."""
    row, day = at
    if held.last is not None:
        end = held.last - horizon.first
        if float(free[row, day : end + 1].sum()) < float(quantity) - SAME:
            price[at] = np.inf
            return
        last[at] = end
    price[at] = held.adds(offer, quantity)
