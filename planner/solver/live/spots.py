"""Where the lots of a live book are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.changes import Spot
from planner.domain.problem import Quantity
from planner.solver.joint.compiled import SAME
from planner.solver.live.columns import Columns
from planner.solver.live.held import Held

if TYPE_CHECKING:
    from planner.solver.live.live_book import LiveBook


def spots_of(book: LiveBook, held: Held) -> dict[str, Spot]:
    """Where the lots of an order are that are not confirmed, by step; of divided steps the last to be ready."""
    if held.general is not None:
        lots = [(lot, run) for run in held.general.runs for lot in run.lots]
        lots.sort(key=lambda pair: pair[1].ready)
        return {
            lot.step: Spot(lot.step, run.supplier, run.process, lot.quantity, run.start, run.ready) for lot, run in lots
        }
    if held.number is None:
        return {}
    rows = book.columns.rows_of(held.number)
    return {spot.step: spot for spot in (spot_of(book.columns, row) for row in rows) if spot is not None}


def spot_of(columns: Columns, row: int) -> Spot | None:
    """Where an open step is; None for confirmed lots."""
    state, name = columns.state, columns.nodes[row].name
    if name is None or state.offer[row] < 0:
        return None
    quantity = columns.demands[columns.shared.owner[row]].open[name].quantity
    return _spot_at(columns, name, quantity, int(state.line[row]), int(state.start[row]))


def _spot_at(columns: Columns, step: str, quantity: Quantity, line: int, start: int) -> Spot:
    """A lot in the run of a line that starts in a column."""
    state = columns.state
    supplier, offer = columns.numbers.makers[columns.numbers.line_offer[line]]
    first = date.fromordinal(columns.first + start)
    ready = date.fromordinal(columns.first + int(state.last[line, start]) + offer.lead_days)
    joins = float(state.held[line, start]) > float(quantity) + SAME
    return Spot(step, supplier.id, offer.process, quantity, first, ready, joins)


def lots_at(book: LiveBook, supplier: str, process: str, start: date | None = None) -> list[tuple[str, str]]:
    """(order, step) of what a supplier is to do of a process, in the run that starts on a day, or in any (None)."""
    columns, state = book.columns, book.columns.state
    offer = columns.numbers.offer_number(supplier, process)
    there = state.offer[: len(columns.nodes)] == (-2 if offer is None else offer)
    if start is not None:
        there &= state.start[: len(columns.nodes)] == start.toordinal() - columns.first
    found = []
    for row in np.flatnonzero(there).tolist():
        name = columns.nodes[row].name
        if name is not None:
            found.append((columns.demands[int(columns.shared.owner[row])].order.id, name))
    for held in book.held.values():
        for run in () if held.general is None else held.general.runs:
            if (run.supplier, run.process) == (supplier, process) and start in (None, run.start):
                found += [(lot.order, lot.step) for lot in run.lots]
    return list(dict.fromkeys(found))


def arrival(book: LiveBook, held: Held, spots: Iterable[Spot]) -> date:
    """When the last of an order is at its customer."""
    if held.general is not None:
        return held.general.arrives
    waited_for = {name for step in held.order.steps for name in step.after}
    goal, suppliers, shipping = held.order.destination, book.terms.suppliers, book.problem.shipping
    last = [(spot.supplier, spot.ready) for spot in spots if spot.step not in waited_for]
    for step in held.order.steps:
        if step.step not in waited_for:
            last += [(run.supplier, run.ready) for run in book.confirmed(held.order.id, step.step)]
    known = [(suppliers[name].zone, ready) for name, ready in last if name in suppliers]
    return max((ready + timedelta(shipping.leg(zone, goal).days) for zone, ready in known), default=held.order.earliest)
