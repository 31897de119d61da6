"""For one open step: when each supplier could start it, when it would be ready, and what it would cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, ProblemOrder, Quantity, Supplier
from planner.solver.book import Book, Held
from planner.solver.crew import Crew
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

    makers: Crew
    zones: Ints
    price: Floats
    ready: Ints

    @property
    def rows(self) -> dict[str, int]:
        """Supplier → row."""
        return self.makers.rows


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
    price = np.where(startable, makers.charge(need.quantity)[:, None], np.inf)
    committed: list[tuple[int, int, Quantity]] = []
    for row, start, held in held_runs(book, makers, need):
        day = start - horizon.first
        if not 0 <= day < horizon.length or not startable[row, day]:
            continue
        if held.last is None:
            committed.append((row, day, held.quantity))
        else:
            _fill_up(price, last, free, (row, day), held, makers[row][1], need.quantity, horizon)
    if committed:
        rows, days = np.array([place[:2] for place in committed]).T
        paid = [amount for _, _, amount in committed]
        price[rows, days] = makers.charge_each(rows, [amount + need.quantity for amount in paid])
        price[rows, days] -= makers.charge_each(rows, paid)
    return Table(makers, terms.zones(makers), price, np.minimum(last + makers.lead[:, None], horizon.length))


def held_runs(book: Book, makers: Crew, need: OpenStep) -> Iterator[tuple[int, int, Held]]:
    """The runs of the book that lots of a step could join: (row of the supplier, ordinal day of start, run)."""
    if not book.runs:
        return
    variant = frozenset(need.step.variant_values.items())
    for row, (supplier, offer) in enumerate(makers):
        for start, held in book.runs.get((supplier.id, offer.process, variant), {}).items():
            yield row, start, held


def free_capacity(makers: Sequence[tuple[Supplier, Offer]], book: Book, horizon: Horizon) -> Floats:
    """Units that each supplier can still do on each day."""
    crew = _crew(makers)
    free: Floats = crew.works(horizon.first, horizon.length) * crew.capacity[:, None]
    first, end = horizon.first, horizon.first + horizon.length
    taken = [
        (row, day - first, float(amount))
        for row, (supplier, offer) in enumerate(crew)
        for day, amount in book.taken.get((supplier.id, offer.process), {}).items()
        if first <= day < end
    ]
    if taken:
        rows, days, amounts = zip(*taken, strict=True)
        free[list(rows), list(days)] -= amounts
    return np.maximum(free, 0)


def working_days(makers: Sequence[tuple[Supplier, Offer]], horizon: Horizon) -> NDArray[np.bool_]:
    """Who works on which day; not to be changed."""
    return _crew(makers).works(horizon.first, horizon.length)


def _crew(makers: Sequence[tuple[Supplier, Offer]]) -> Crew:
    return makers if isinstance(makers, Crew) else Crew(makers)


def last_days(free: Floats, quantity: float) -> Ints:
    """The column of the last working day of a run of `quantity`, for each day it could start on; at least that day."""
    count, length = free.shape
    last = np.broadcast_to(np.arange(length), free.shape).copy()
    too_little = free.sum(axis=1) < quantity - 2 * SAME
    last[too_little] = length
    spread = np.flatnonzero(((free < quantity - SAME) & (free > SAME)).any(axis=1) & ~too_little)
    through = np.cumsum(free[spread], axis=1)
    goals = through - free[spread] + quantity - SAME
    for row, done, goal in zip(spread, through, goals, strict=True):
        last[row] = done.searchsorted(goal)
    return np.where(free > SAME, last, length) if count else last


def _fill_up(
    price: Floats,
    last: Ints,
    free: Floats,
    at: tuple[int, int],
    held: Held,
    offer: Offer,
    quantity: Quantity,
    horizon: Horizon,
) -> None:
    """The lot would be part of a run of this plan, which must not become longer."""
    row, day = at
    end = (held.last or 0) - horizon.first
    if float(free[row, day : end + 1].sum()) < float(quantity) - SAME:
        price[at] = np.inf
        return
    last[at] = end
    price[at] = held.adds(offer, quantity)
