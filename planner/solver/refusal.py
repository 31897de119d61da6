"""Why nothing fits an order, and the nearest ways out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

import numpy as np

from planner.domain.money import from_minor
from planner.domain.plan import Alternative, Reason, ReasonCode, Unplanned
from planner.domain.problem import ProblemOrder, Quantity
from planner.solver.aims import Aims, Candidate
from planner.solver.book import Book
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.tables import Horizon, table_of
from planner.solver.terms import Terms
from planner.solver.tree import Tree

#: How many days after the due date (or today) a way out is looked for.
LOOK_AHEAD = 400


def refuse(draft: Draft, demand: Demand) -> Unplanned:
    """Explain why an order has no plan over this draft; only call it where none was found."""
    return _Refusal(draft, demand).answer()


def hopeless(terms: Terms, demand: Demand) -> tuple[Reason, ...]:
    """What no other date, budget or smaller quantity would change."""
    reasons = []
    empty = [step.step for step in demand.order.steps if not step.quantity]
    if empty and len(empty) < len(demand.order.steps):
        reasons.append(Reason(ReasonCode.QUANTITY, "its quantity is 0, while other steps have one", empty[0]))
    for name, need in demand.open.items():
        if not terms.makers(need.step):
            values = ", ".join(f"{attribute}={value}" for attribute, value in need.step.values.items())
            detail = f"nobody offers {need.step.process}" + (f" with {values}" if values else "")
            reasons.append(Reason(ReasonCode.NO_SUPPLIER, detail, name))
        for _, lot, _ in (*need.gifts, *need.supplies):
            if lot.supplier not in terms.suppliers:
                detail = f"{lot.supplier}, who has a confirmed lot, is not among the suppliers"
                reasons.append(Reason(ReasonCode.NO_SUPPLIER, detail, name))
    return tuple(reasons)


class _Refusal:
    def __init__(self, draft: Draft, demand: Demand):
        self.draft, self.demand, self.order = draft, demand, demand.order
        self.first = max(self.order.earliest, draft.terms.problem.start).toordinal()
        self.due = self.order.due.toordinal() - self.first

    def answer(self) -> Unplanned:
        if reasons := hopeless(self.draft.terms, self.demand):
            return Unplanned(self.order.id, reasons)
        later = replace(self.order, due=self.order.due.fromordinal(self.first + max(self.due, 0) + LOOK_AHEAD))
        relaxed = replace(self.demand, order=later)
        horizon = Horizon(self.first, max(self.due, 0) + LOOK_AHEAD + 1)
        wide = Draft(self.draft.terms, self.first + horizon.length, self.draft.book)
        aims = Aims(wide, relaxed, horizon)
        in_time = self.due >= 0 and bool(np.isfinite(aims.tree.curve[self.due]))
        reasons = tuple(self._budget(aims) if in_time else (*self._late(aims, horizon), *self._budget(aims)))
        return Unplanned(self.order.id, reasons, tuple(dict.fromkeys(self._ways_out(aims, in_time))))

    def _late(self, aims: Aims, horizon: Horizon) -> Iterator[Reason]:
        """Not in time: because of capacity, if without limits to it the due date could be kept."""
        if self.due >= 0:
            tables = {
                name: table_of(self.draft.terms, self.draft.book, self.order, need, horizon, unlimited=True)
                for name, need in self.demand.open.items()
            }
            if np.isfinite(Tree(self.draft.terms, self.demand, tables, horizon).curve[self.due]):
                for name in self.demand.open:
                    mixed = {**aims.tables, name: tables[name]}
                    if np.isfinite(Tree(self.draft.terms, self.demand, mixed, horizon).curve[self.due]):
                        break
                else:
                    name = max(self.demand.open, key=lambda n: self._scarcity(aims, n))
                detail = f"not enough capacity is free before {self.order.due}"
                yield Reason(ReasonCode.CAPACITY, detail, name)
                if not self._fits_empty(horizon):
                    amount = self.demand.open[name].quantity
                    detail = f"{amount} is more than can be made by {self.order.due} even with nothing else booked"
                    yield Reason(ReasonCode.QUANTITY, detail, name)
                return
        soonest = np.flatnonzero(np.isfinite(aims.tree.curve))
        if not len(soonest):
            yield Reason(
                ReasonCode.DUE, "what is confirmed already leaves no time for the rest", self._slowest(aims, -1)
            )
            return
        arrives = self.order.due.fromordinal(self.first + int(soonest[0]))
        detail = f"due {self.order.due}, but cannot arrive before {arrives}"
        yield Reason(ReasonCode.DUE, detail, self._slowest(aims, int(soonest[0])))

    def _fits_empty(self, horizon: Horizon) -> bool:
        book = Book(replace(self.draft.terms.problem, committed=()))
        tables = {
            name: table_of(self.draft.terms, book, self.order, need, horizon) for name, need in self.demand.open.items()
        }
        return bool(np.isfinite(Tree(self.draft.terms, self.demand, tables, horizon).curve[self.due]))

    def _scarcity(self, aims: Aims, name: str) -> float:
        """How many days the step takes even at the supplier who is quickest."""
        table = aims.tables[name]
        days = np.where(np.isfinite(table.price), table.ready - np.arange(table.ready.shape[1]), np.inf)
        return float(days.min(initial=np.inf))

    def _slowest(self, aims: Aims, by: int) -> str:
        """The step that takes longest on the fastest way."""
        if by < 0:
            return max(self.demand.open, key=lambda n: self._scarcity(aims, n))
        taken: dict[str, int] = {}
        for name, choice in aims.tree.choices(by):
            table, day = aims.tables[name], choice.start - self.first
            taken[name] = int(table.ready[table.rows[choice.supplier.id], day]) - day
        return max(taken, key=lambda name: taken[name])

    def _budget(self, aims: Aims) -> Iterator[Reason]:
        budget = self.order.budget
        last = self.due if self.due >= 0 and np.isfinite(aims.tree.curve[self.due]) else -1
        least = aims.tree.curve[last]
        if budget is None or not budget < least < np.inf:
            return
        currency = self.draft.terms.problem.currency
        shown, limit = from_minor(round(least), currency), from_minor(budget, currency)
        prices = {}
        for name, choice in aims.tree.choices(last % len(aims.tree.curve)):
            table = aims.tables[name]
            prices[name] = table.price[table.rows[choice.supplier.id], choice.start - self.first]
        dearest = max(prices, key=lambda name: prices[name])
        yield Reason(ReasonCode.BUDGET, f"costs {shown} at least, the budget is {limit}", dearest)

    def _ways_out(self, aims: Aims, in_time: bool) -> Iterator[Alternative]:
        if not in_time:
            found = aims.best("time", self.order.budget) or aims.best("time", None)
            if found is not None:
                yield Alternative(due=found.arrives, cost=found.cost)
        else:
            found = Aims(self.draft, self.demand, Horizon(self.first, self.due + 1)).cheapest()
            if found is not None:
                yield Alternative(cost=found.cost)
        patient = aims.best("cost", self.order.budget)
        if in_time and patient is not None:
            sooner = aims.best("time", self.order.budget) or patient
            yield Alternative(due=sooner.arrives, cost=sooner.cost)
        if (most := self._largest()) is not None:
            yield Alternative(quantity=most[0], cost=most[1].cost)

    def _largest(self) -> tuple[int, Candidate] | None:
        """The largest whole quantity of the order that is possible in time and in budget."""
        pieces = max((s.quantity for s in self.order.steps if self._ends(s.step)), default=0)
        confirmed = any(lot.order == self.order.id for run in self.draft.terms.problem.committed for lot in run.lots)
        if confirmed or self.due < 0 or pieces != int(pieces) or pieces < 2:
            return None
        fits, too_many, best = 1, int(pieces), self._with(1, pieces)
        while best is not None and too_many - fits > 1:
            middle = (fits + too_many) // 2
            found = self._with(middle, pieces)
            if found is None:
                too_many = middle
            else:
                fits, best = middle, found
        return None if best is None else (fits, best)

    def _ends(self, name: str) -> bool:
        return not any(name in step.after for step in self.order.steps)

    def _with(self, pieces: int, of: Quantity) -> Candidate | None:
        smaller = scaled(self.order, pieces, of)
        demand = demand_of(self.draft.terms.problem, smaller)
        return Aims(self.draft, demand, Horizon(self.first, self.due + 1)).best("cost", self.order.budget)


def scaled(order: ProblemOrder, pieces: int, of: Quantity) -> ProblemOrder:
    """The order for `pieces` instead of `of`; steps counted in whole units stay whole."""

    def amount(quantity: Quantity) -> Quantity:
        exact = Decimal(quantity) * pieces / Decimal(of)
        if quantity == int(quantity):
            return int(exact.to_integral_value(ROUND_CEILING))
        return exact.quantize(Decimal("0.000001"), ROUND_CEILING).normalize()

    return replace(order, steps=tuple(replace(step, quantity=amount(step.quantity)) for step in order.steps))
