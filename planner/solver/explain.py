"""Why a plan is as it is: for each step the best suppliers who do not do it, and what they would have meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.domain.breakdown import Because, Breakdown, Part, Rejected
from planner.domain.plan import Objective, Plan
from planner.domain.problem import CommittedRun, Problem
from planner.solver.aims import Aims, Candidate
from planner.solver.book import Book
from planner.solver.breakdown import parts_of
from planner.solver.demand import OpenStep, demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.quote import book_for
from planner.solver.reliability import product
from planner.solver.single import rank
from planner.solver.tables import Horizon, table_of
from planner.solver.terms import Floats, Terms

#: How many days after the due date it is looked when a supplier who is late would be there.
BEYOND = 60

#: Reliabilities that differ by less are the same.
SAME = 1e-12

#: What is looked at first where an alternative is worse in several respects.
FIRST: Mapping[Objective, Sequence[Because]] = {
    "cost": (Because.DEARER, Because.SLOWER, Because.LESS_RELIABLE),
    "time": (Because.SLOWER, Because.DEARER, Because.LESS_RELIABLE),
    "reliability": (Because.LESS_RELIABLE, Because.DEARER, Because.SLOWER),
}

#: For each step: the next best, and so many more that look cheaper than who was chosen.
CHEAPER_LOOKING = 2


def explain(problem: Problem, plan: Plan, objective: Objective = "cost") -> Breakdown:
    """What a plan of a problem's one order consists of, and why. `objective`: what it was chosen for.

    Each alternative is planned anew, which takes some hundredths of a second. Raises ValueError where the problem does
    not have exactly one order, or the plan has not got it.
    """
    if len(problem.orders) != 1 or [order.id for order in plan.orders] != [problem.orders[0].id]:
        raise ValueError("only a plan that has a problem's one order can be explained")
    parts = parts_of(problem, plan, plan.orders[0].id)
    others = _Others(problem, plan, parts, objective)
    told: dict[str, tuple[Rejected, ...]] = {}
    for part in parts:
        if not part.confirmed and part.step not in told:
            told[part.step] = tuple(others.of(part.step))
    return Breakdown(
        tuple(part if part.confirmed else replace(part, rejected=told.get(part.step, ())) for part in parts)
    )


class _Others:
    """Plans the order anew with one supplier at one step."""

    def __init__(self, problem: Problem, plan: Plan, parts: tuple[Part, ...], objective: Objective):
        self.problem, self.parts, self.objective = problem, parts, objective
        self.order, self.cost, self.arrives = problem.orders[0], plan.cost, plan.orders[0].arrives
        self.terms = Terms(problem)
        involved = {part.supplier for part in parts}
        self.reliability = product(supplier for supplier in problem.suppliers if supplier.id in involved)
        last = min(self.order.due.toordinal() + BEYOND, date.max.toordinal() - 1)
        self.demand = demand_of(problem, replace(self.order, due=date.fromordinal(last)))
        wide = horizon_of(problem, self.demand)
        self.by = min(self.order.due.toordinal() - wide.first, wide.by)
        self.horizon = Horizon(wide.first, wide.length, self.by)
        self.booked: dict[tuple[str, str], list[CommittedRun]] = {}
        for run in problem.committed:
            self.booked.setdefault((run.supplier, run.process), []).append(run)
        self.book = book_for(self.terms, self.demand)
        self.aims = self._aims(self.book)

    def of(self, step: str) -> Iterator[Rejected]:
        """The suppliers most worth telling of who could do a step and don't."""
        chosen = {part.supplier for part in self.parts if part.step == step}
        for name in self._worth_telling(step, chosen):
            found = self._why_not(step, name)
            if found is not None:
                yield found

    def _worth_telling(self, step: str, chosen: set[str]) -> list[str]:
        makers = self.aims.tables[step].makers
        here = np.array([supplier.id not in chosen for supplier, _ in makers], dtype=np.bool_)
        looks = self._looks(step)
        limit = min(looks[~here], default=np.inf)
        order = [int(row) for row in np.argsort(looks, kind="stable") if here[row] and looks[row] < limit]
        names = [makers[row][0].id for row in order[:CHEAPER_LOOKING]]
        second = self._only(self.aims, step, here).best(self.objective, None)
        for placing in second.layout.placings if second else ():
            if placing.step == step and placing.supplier.id not in names:
                names.append(placing.supplier.id)
        return names

    def _looks(self, step: str) -> Floats:
        """What each supplier of a step would charge, with freight from and to the plan's neighbours of the step."""
        need, makers = self.demand.open[step], self.aims.tables[step].makers
        zones = self.terms.zones(makers)
        price = makers.charge(need.quantity)
        for before, source in self.demand.open.items():
            if step in source.feeds:
                origin = np.array([self._zone(before)])
                price = price + self.terms.freight(origin, zones, source.feeds[step]).cost[0]
        goals = [(self._zone(after), amount) for after, amount in need.feeds.items()]
        goals += [(self.terms.zone(self.order.destination), need.quantity)] if need.last else []
        for goal, amount in goals:
            price = price + self.terms.freight(zones, np.array([goal]), amount).cost[:, 0]
        return price

    def _zone(self, step: str) -> int:
        supplier = next(part.supplier for part in self.parts if part.step == step)
        return self.terms.zone(self.terms.suppliers[supplier].zone)

    def _why_not(self, step: str, name: str) -> Rejected | None:
        """None where there is no reason: then the plan is not the best."""
        forced = self._with(self.aims, step, name)
        found = forced.best(self.objective, None)
        freed = None if found is not None and self._beats(found) else self._freed(step, name)
        if freed is not None and (found is None or self._beats(freed[0])):
            return self._told(Because.FULL, name, found, free=freed[1])
        if found is None:
            return Rejected(name, Because.LATE, days=self._days_late(forced))
        worse = {
            Because.DEARER: found.cost > self.cost,
            Because.SLOWER: found.arrives > self.arrives,
            Because.LESS_RELIABLE: found.reliability < self.reliability - SAME,
        }
        because = next((code for code in FIRST[self.objective] if worse[code]), None)
        if because is None and self._beats(found):
            return None
        return self._told(because or Because.EQUAL, name, found)

    def _beats(self, found: Candidate) -> bool:
        """Is it better than the plan, by the objective and then by cost (or date)?"""
        if self.objective == "reliability" and abs(found.reliability - self.reliability) <= SAME:
            return found.cost < self.cost
        own = Candidate(found.layout, self.cost, self.arrives, self.reliability)
        return rank(self.objective, found) < rank(self.objective, own)

    def _told(self, because: Because, name: str, found: Candidate | None, free: date | None = None) -> Rejected:
        if found is None:
            return Rejected(name, because, free=free)
        days = (found.arrives - self.arrives).days
        return Rejected(name, because, found.cost - self.cost, days, found.reliability, free)

    def _days_late(self, forced: Aims) -> int | None:
        for by in np.flatnonzero(np.isfinite(forced.tree.curve)):
            found = forced.whole(int(by)) if by > self.by else None
            if found is not None:
                return (found[0].arrives - self.order.due).days
        return None

    def _freed(self, step: str, name: str) -> tuple[Candidate, date | None] | None:
        """The cheapest in time if nothing of others was booked there, and when its bookings no longer matter."""
        need = self.demand.open[step]
        place = name, need.step.process
        runs = self.booked.get(place, [])
        own = tuple(run for run in runs if any(lot.order == self.order.id for lot in run.lots))
        if len(own) == len(runs):
            return None
        aims = self._with(self._aims(self._book_with(place, own), step, need), step, name)
        found = aims.best(self.objective, None)
        if found is None:
            return None
        start = next(placing.start for placing in found.layout.placings if placing.step == step)
        return found, self._undisturbed(aims, step, name, start - self.horizon.first)

    def _book_with(self, place: tuple[str, str], runs: tuple[CommittedRun, ...]) -> Book:
        """The book as if only these runs were booked at a place (supplier and process); it shares all else."""
        book = Book(replace(self.problem, committed=runs))
        book.taken.update((at, days) for at, days in self.book.taken.items() if at != place)
        book.runs.update((line, held) for line, held in self.book.runs.items() if line[:2] != place)
        return book

    def _undisturbed(self, freed: Aims, step: str, name: str, start: int) -> date | None:
        booked, free = self.aims.tables[step], freed.tables[step]
        row = booked.rows[name]
        same = np.isfinite(booked.price[row]) & (booked.ready[row] <= free.ready[row])
        days = np.flatnonzero(same[start:])
        return date.fromordinal(self.horizon.first) + timedelta(days=start + int(days[0])) if len(days) else None

    def _with(self, aims: Aims, step: str, name: str) -> Aims:
        makers = aims.tables[step].makers
        return self._only(aims, step, np.arange(len(makers)) == makers.rows[name])

    def _only(self, aims: Aims, step: str, rows: np.ndarray) -> Aims:
        """The same with the suppliers of some rows at a step alone."""
        table = aims.tables[step]
        table = replace(table, price=np.where(rows[:, None], table.price, np.inf))
        return Aims(aims.draft, self.demand, self.horizon, {**aims.tables, step: table})

    def _aims(self, book: Book, step: str | None = None, need: OpenStep | None = None) -> Aims:
        """Whole-lot plans over `book`; if only one step's table differs from what is known, that alone is made anew."""
        horizon: Horizon = self.horizon
        draft = Draft(self.terms, horizon.first + horizon.length, book)
        if step is None or need is None:
            return Aims(draft, self.demand, horizon)
        table = table_of(self.terms, book, self.demand.order, need, horizon)
        return Aims(draft, self.demand, horizon, {**self.aims.tables, step: table})
