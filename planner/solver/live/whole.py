"""A live book as a problem, and as a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.plan import Plan
from planner.domain.problem import CommittedRun, Lot, Problem, Quantity
from planner.solver.book import Line, line_of
from planner.solver.demand import demands_of
from planner.solver.draft import Draft
from planner.solver.finish import plan_of
from planner.solver.joint.adopt import worked_days
from planner.solver.live.held import Held
from planner.solver.terms import Terms
from planner.solver.trips import Layout, Placing

if TYPE_CHECKING:
    from planner.solver.live.live_book import LiveBook

#: In the variant of what is planned but not confirmed: its price would change under its feet if others joined it.
PLANNED: Mapping[str, str] = {"": "planned"}


def whole(book: LiveBook, without: str) -> Problem:
    """The book as a problem in which all that is planned is committed. `without`: an order that has no rows."""
    confirmed = [run for held in book.held.values() for run in held.confirmed]
    general = [run for name, held in book.held.items() if name != without for run in _general(held)]
    return replace(book.problem, committed=(*book.problem.committed, *confirmed, *general, *_in_rows(book)))


def planned_problem(book: LiveBook) -> Problem:
    """What `plan` is a plan of: the orders that have planned lots, with all that is confirmed committed."""
    confirmed = [run for held in book.held.values() for run in held.confirmed]
    orders = tuple(held.order for held in book.held.values() if held.number is not None or held.general is not None)
    return replace(book.problem, orders=orders, committed=(*book.problem.committed, *confirmed))


def plan(book: LiveBook) -> Plan:
    """All that is planned, as runs, shipments and shares; no bound is known of it."""
    problem = planned_problem(book)
    draft = Draft(Terms(problem), book.end.toordinal())
    columns, days = book.columns, dict[tuple[Line, int], Mapping[int, Quantity]]()
    layouts = []
    for demand in demands_of(problem):
        held = book.held[demand.order.id]
        layouts.append((demand, _layout(book, held)))
        for run in _general(held):
            line = line_of(run.supplier, run.process, real_variant(run))
            days[line, run.start.toordinal()] = {day.toordinal(): amount for day, amount in run.days.items()}
    days |= worked_days(_lots(book), columns.numbers.lines, columns.first, columns.state)
    draft.adopt(layouts, days)
    return replace(plan_of(draft, 0.0, 0.0), bound=None, gap=None)


def real_variant(run: CommittedRun) -> dict[str, str]:
    return {name: value for name, value in run.variant.items() if name not in PLANNED}


def _general(held: Held) -> tuple[CommittedRun, ...]:
    return () if held.general is None else held.general.runs


def _in_rows(book: LiveBook) -> list[CommittedRun]:
    """The planned runs of the orders that have rows."""
    columns = book.columns
    lots = _lots(book)
    days = worked_days(lots, columns.numbers.lines, columns.first, columns.state)
    runs = []
    for (line, start), quantity in lots.items():
        supplier, process, variant = columns.numbers.lines[line]
        offer = columns.numbers.makers[columns.numbers.line_offer[line]][1]
        worked = {date.fromordinal(d): q for d, q in days[columns.numbers.lines[line], columns.first + start].items()}
        ready = date.fromordinal(max(worked).toordinal() + offer.lead_days)
        lot = Lot(PLANNED[""], process, quantity)
        runs.append(CommittedRun(supplier, process, {**dict(variant), **PLANNED}, worked, (lot,), ready))
    return runs


def _lots(book: LiveBook) -> dict[tuple[int, int], Decimal]:
    """What planned lots the runs have together, by line and column; exact."""
    columns, found = book.columns, dict[tuple[int, int], Decimal]()
    for row in np.flatnonzero(columns.state.offer[: len(columns.nodes)] >= 0).tolist():
        name = columns.nodes[row].name
        if name is not None:
            quantity = columns.demands[int(columns.shared.owner[row])].open[name].quantity
            key = int(columns.state.line[row]), int(columns.state.start[row])
            found[key] = found.get(key, Decimal(0)) + Decimal(quantity)
    return found


def _layout(book: LiveBook, held: Held) -> Layout:
    if held.general is not None:
        return held.general.layout
    placings = []
    for step, spot in book.spots(held.order.id).items():
        supplier = book.terms.suppliers[spot.supplier]
        offer = next(offer for offer in supplier.offers if offer.process == spot.process)
        placings.append(Placing(step, supplier, offer, spot.start.toordinal(), spot.quantity))
    return Layout(tuple(placings))
