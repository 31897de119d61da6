"""Where lots could go: for each supplier one new run a line, and each run that could be joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import floor

import numpy as np

from planner.domain.problem import Offer, Quantity, Supplier
from planner.solver.book import Held, Line, line_of
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.tables import SAME, Horizon, free_capacity
from planner.solver.tree import Tree

#: Suppliers considered for a step: so many of the cheapest, of the earliest, and of those with most capacity.
CHEAPEST, EARLIEST, LARGEST = 7, 3, 3

#: Runs of one line that may be joined.
JOINS = 4


@dataclass(frozen=True)
class Slot:
    """A run that lots of `steps` may go into. Days are columns of the horizon, quantities whole numbers of `unit`.

    `starts`: when it can start. `through`[d]: what its supplier can do from column 0 up to and with d. `held`: it is a
    run that has this much already (None: a new run). `end`: it must not work after this column.
    """

    supplier: Supplier
    offer: Offer
    line: Line
    steps: tuple[str, ...]
    starts: tuple[int, ...]
    through: tuple[int, ...]
    held: Quantity | None
    end: int


def unit_of(demand: Demand) -> Decimal:
    """The unit that lots are whole numbers of: one, or the last decimal place of the order's quantities."""
    places = [-int(Decimal(need.quantity).normalize().as_tuple().exponent) for need in demand.open.values()]
    return Decimal(1).scaleb(-max(0, *places))


def slots_of(draft: Draft, demand: Demand, horizon: Horizon, relaxed: Tree) -> list[Slot]:
    """The slots worth considering; `relaxed` prices the suppliers."""
    unit = unit_of(demand)
    slots: dict[tuple[Line, int], Slot] = {}
    for name in demand.open:
        for row in _shortlist(draft, demand, horizon, relaxed, name):
            supplier, offer = relaxed.tables[name].makers[row]
            for slot in _slots(draft, demand, horizon, unit, name, supplier, offer):
                key = slot.line, -1 if slot.held is None else slot.starts[0]
                before = slots.get(key)
                steps = (*before.steps, name) if before else (name,)
                slots[key] = Slot(supplier, offer, slot.line, steps, slot.starts, slot.through, slot.held, slot.end)
    return list(slots.values())


def _shortlist(draft: Draft, demand: Demand, horizon: Horizon, relaxed: Tree, name: str) -> list[int]:
    table = relaxed.tables[name]
    value = relaxed.by_start[name].min(axis=1, initial=np.inf)
    soonest = np.where(np.isfinite(relaxed.by_start[name]), table.ready, horizon.length).min(
        axis=1, initial=horizon.length
    )
    able = free_capacity(table.makers, draft.book, horizon).sum(axis=1)
    ranked = [
        *np.argsort(value, kind="stable")[:CHEAPEST],
        *np.lexsort((value, soonest))[:EARLIEST],
        *np.lexsort((value, -able))[:LARGEST],
    ]
    return [row for row in dict.fromkeys(int(row) for row in ranked) if np.isfinite(value[row])]


def _slots(
    draft: Draft, demand: Demand, horizon: Horizon, unit: Decimal, name: str, supplier: Supplier, offer: Offer
) -> Iterator[Slot]:
    free = free_capacity([(supplier, offer)], draft.book, horizon)[0]
    earliest = max(demand.order.earliest, draft.terms.problem.start).toordinal() - horizon.first
    through = tuple(int(amount) for amount in np.cumsum([floor(f / float(unit) + SAME) for f in free]))
    line = line_of(supplier.id, offer.process, demand.open[name].step.variant_values)
    open_days = [d for d in range(max(earliest, 0), horizon.length) if free[d] > SAME]
    held_runs: Mapping[int, Held] = draft.book.runs.get(line, {})
    fresh = tuple(d for d in open_days if d + horizon.first not in held_runs)
    last = horizon.length - 1
    if fresh:
        yield Slot(supplier, offer, line, (), fresh, through, None, last)
    joins = [(start - horizon.first, held) for start, held in held_runs.items() if start - horizon.first in open_days]
    for day, held in sorted(joins, key=lambda join: join[0])[-JOINS:]:
        end = last if held.last is None else held.last - horizon.first
        yield Slot(supplier, offer, line, (), (day,), through, held.quantity, min(end, last))
