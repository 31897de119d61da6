"""Lots of an order that has been placed anew go back to where they were, as far as that is no dearer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from planner.domain.changes import Spot
from planner.domain.problem import Quantity
from planner.solver.joint.compiled import NEVER
from planner.solver.live.live_book import LiveBook
from planner.solver.live.spots import spot_of

#: Costs that differ by less are the same.
SAME = 1e-6


def keep(book: LiveBook, number: int, was: Mapping[str, Spot], allowed: int) -> int:
    """Put the lots of an order, placed where it adds least, back to where they were as far as that is no dearer.

    Returns how many placings were tried, about `allowed` at most.
    """
    columns = book.columns
    windows = columns.table.windows
    apart = [row for row in columns.rows_of(number) if _elsewhere(book, row, was)]
    cost, tried = book.cost, 0
    kept = {row: windows[columns.candidates_of(row)].copy() for row in apart}
    for rows in [apart, *([row] for row in apart if len(apart) > 1)]:
        rows = [row for row in rows if _elsewhere(book, row, was)]
        if not rows or tried >= allowed:
            continue
        tried += 1
        for row in rows:
            _pin(book, row, was)
        book.take_out(number)
        if book.place(number) >= NEVER or book.cost > cost + SAME:
            if book.columns.state.offer[columns.rows_of(number).start] >= 0:
                book.take_out(number)
            for row in rows:
                windows[columns.candidates_of(row)] = kept[row]
            book.place(number)
        cost = book.cost
    for row, whole in kept.items():
        windows[columns.candidates_of(row)] = whole
    return tried


def _elsewhere(book: LiveBook, row: int, was: Mapping[str, Spot]) -> bool:
    """Could the lot be where it was, and is it not?"""
    spot = spot_of(book.columns, row)
    if spot is None or spot.step not in was or place_of(spot) == place_of(was[spot.step]):
        return False
    at = _candidate(book, row, was[spot.step])
    return at is not None and book.columns.table.windows[at, 0] <= book.columns.table.windows[at, 1]


def _pin(book: LiveBook, row: int, was: Mapping[str, Spot]) -> None:
    """Leave it the run it was in, alone."""
    columns = book.columns
    spot = was[columns.nodes[row].name or ""]
    at, day = _candidate(book, row, spot), spot.start.toordinal() - columns.first
    columns.table.windows[columns.candidates_of(row)] = 1, 0
    columns.table.windows[at] = day, day


def _candidate(book: LiveBook, row: int, spot: Spot) -> int | None:
    columns = book.columns
    offer = columns.numbers.offer_number(spot.supplier, spot.process)
    rows = np.flatnonzero(columns.nodes[row].kind.offers == offer)
    return columns.candidates_of(row).start + int(rows[0]) if len(rows) else None


def place_of(spot: Spot) -> tuple[str, date, Quantity]:
    return spot.supplier, spot.start, spot.quantity
