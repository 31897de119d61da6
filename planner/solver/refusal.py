"""Why nothing fits an order, and the nearest ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from planner.domain.money import from_minor
from planner.domain.plan import Reason, ReasonCode, Unplanned
from planner.solver.aims import Aims
from planner.solver.book import Book
from planner.solver.chunks import Divided
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.other_values import nobody, other_values
from planner.solver.tables import Table, table_of
from planner.solver.terms import Terms
from planner.solver.tree import Tree
from planner.solver.ways_out import WaysOut
from planner.solver.work import Work

#: Units of work for the ways out of one refusal: it must not keep anybody waiting.
WORK = 400


def refuse(draft: Draft, demand: Demand, work: Work | None = None, divided: Divided | None = None) -> Unplanned:
    """Explain why an order has no plan over this draft; only call it where none was found.

    Ways out are looked for as long as there is `work` left. `divided`: what chunks come to, if that is known.
    """
    if reasons := hopeless(draft.terms, demand):
        empty = any(reason.code is ReasonCode.QUANTITY for reason in reasons)
        return Unplanned(demand.order.id, reasons, () if empty else tuple(other_values(draft, demand)))
    ways_out = WaysOut(draft, demand, Work(WORK) if work is None else work, divided)
    reasons = tuple(Reasons(draft, demand, ways_out).all())
    return Unplanned(demand.order.id, reasons, tuple(dict.fromkeys(ways_out.all())))


def hopeless(terms: Terms, demand: Demand) -> tuple[Reason, ...]:
    """What no other date, budget or smaller quantity would change."""
    reasons: list[Reason] = []
    empty = [step.step for step in demand.order.steps if not step.quantity]
    if empty and len(empty) < len(demand.order.steps):
        reasons.append(Reason(ReasonCode.QUANTITY, "its quantity is 0, while other steps have one", empty[0]))
    for name, need in demand.open.items():
        if not terms.makers(need.step):
            reasons += nobody(terms, need.step)
        for _, lot, _ in (*need.gifts, *need.supplies):
            if lot.supplier not in terms.suppliers:
                detail = f"{lot.supplier}, who has a confirmed lot, is not among the suppliers"
                reasons.append(Reason(ReasonCode.NO_SUPPLIER, detail, name))
    return tuple(reasons)


class Reasons:
    """Which constraints stand in the way, and at which step.

    Capacity, if without limits to it the due date could be kept; quantity besides, if even with nothing booked it is
    too much, and a smaller one would do; due, if no capacity would help; budget, if the cheapest way costs more.
    """

    def __init__(self, draft: Draft, demand: Demand, ways_out: WaysOut):
        self.draft, self.demand, self.order, self.ways_out = draft, demand, demand.order, ways_out
        self.first, self.due = ways_out.first, ways_out.due
        self.horizon = ways_out.horizon

    def all(self) -> Iterator[Reason]:
        wide = self.ways_out.wide
        if self.ways_out.in_time:
            yield from self._budget(self.ways_out.cheapest_in_time, wide, self.due)
            return
        yield from self._late(wide)
        cheapest = wide.cheapest()
        yield from self._budget(None if cheapest is None else cheapest.cost, wide, wide.horizon.by)

    def _late(self, wide: Aims) -> Iterator[Reason]:
        if self.due >= 0 and self._possible(boundless := self._tables(unlimited=True)):
            scarce = self._scarce(boundless)
            yield Reason(ReasonCode.CAPACITY, f"not enough capacity is free before {self.order.due}", scarce)
            if self.ways_out.largest is not None and not self._possible(self._tables(empty=True)):
                detail = f"{self.demand.open[scarce].quantity} is more than can be made by {self.order.due} at all"
                yield Reason(ReasonCode.QUANTITY, detail, scarce)
            return
        soonest = np.flatnonzero(np.isfinite(wide.tree.curve))
        if len(soonest):
            arrives = date.fromordinal(self.first + int(soonest[0]))
            detail = f"due {self.order.due}, but cannot arrive before {arrives}"
            yield Reason(ReasonCode.DUE, detail, self._slowest(wide, int(soonest[0])))
        elif any(need.supplies for need in self.demand.open.values()):
            late = next(name for name, need in self.demand.open.items() if need.supplies)
            yield Reason(ReasonCode.DUE, "a confirmed later step starts before this one can be done", late)
        else:
            detail = f"cannot arrive within {wide.horizon.length} days at all"
            longest = max(self.demand.open, key=lambda name: _days(wide.tables[name]), default=None)
            yield Reason(ReasonCode.DUE, detail, longest)

    def _tables(self, *, unlimited: bool = False, empty: bool = False) -> dict[str, Table]:
        """The order's tables with boundless capacity, or with nothing booked."""
        terms = self.draft.terms
        book = Book(replace(terms.problem, committed=())) if empty else self.draft.book
        return {
            name: table_of(terms, book, self.order, need, self.horizon, unlimited=unlimited)
            for name, need in self.demand.open.items()
        }

    def _possible(self, tables: Mapping[str, Table]) -> bool:
        tree = Tree(self.draft.terms, self.demand, tables, self.horizon)
        return bool(np.isfinite(tree.curve[self.due]))

    def _scarce(self, boundless: Mapping[str, Table]) -> str:
        """The step whose capacity alone would have to grow; if several would, the one that takes longest."""
        tables = self._tables()
        for name in self.demand.open:
            if self._possible({**tables, name: boundless[name]}):
                return name
        return max(self.demand.open, key=lambda name: _days(tables[name]))

    def _slowest(self, wide: Aims, by: int) -> str | None:
        """The step that takes longest on the fastest way; None where nothing is left to be made."""
        days: dict[str, int] = {}
        for name, choice in wide.tree.choices(by):
            table, start = wide.tables[name], choice.start - self.first
            days[name] = int(table.ready[table.rows[choice.supplier.id], start]) - start
        return max(days, key=lambda name: days[name], default=None)

    def _budget(self, least: int | None, wide: Aims, by: int) -> Iterator[Reason]:
        """Too dear: the step is the dearest on the cheapest way."""
        budget = self.order.budget
        if budget is None or least is None or least <= budget:
            return
        prices: dict[str, float] = {}
        for name, choice in wide.tree.choices(by) if np.isfinite(wide.tree.curve[by]) else ():
            table = wide.tables[name]
            prices[name] = table.price[table.rows[choice.supplier.id], choice.start - self.first]
        currency = self.draft.terms.problem.currency
        detail = f"costs {from_minor(least, currency)} at least, the budget is {from_minor(budget, currency)}"
        yield Reason(ReasonCode.BUDGET, detail, max(prices, key=lambda name: prices[name], default=None))


def _days(table: Table) -> float:
    """How long a step takes even where it is done quickest; inf where it can't be done."""
    days = np.where(np.isfinite(table.price), table.ready - np.arange(table.ready.shape[1]), np.inf)
    return float(days.min(initial=np.inf))
