"""The nearest ways out for an order that nothing fits: a later date, a larger budget, a smaller quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

import numpy as np

from planner.domain.plan import Alternative
from planner.domain.problem import ProblemOrder, Quantity
from planner.solver.aims import Aims, Candidate
from planner.solver.chunks import Divided, in_chunks, whole_share
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.work import Work, of_programme

#: How many days after the due date (or today) a way out is looked for: further only where nothing is found nearer.
LOOK_AHEAD, NEAR = 400, 45

#: More than any order costs, minor units.
MOST = 1e15

#: More pieces than this are only looked for in chunks: what whole lots alone could do is less, or hardly more.
SURELY_DIVIDED = 200

#: Units of work for the largest quantity in chunks.
NEEDED = 400

#: Delays tried for orders that must be divided, in days.
DELAYS = (7, 14, 28, 56, 112, 224, 400)


class WaysOut:
    """`due` is the column of the due date, negative where it lies before the first possible day `first` (ordinal).

    `wide` has whole-lot plans without regard to the due date, `in_time` says whether it could be kept at any price.
    """

    def __init__(self, draft: Draft, demand: Demand, work: Work, divided: Divided | None = None):
        self.draft, self.demand, self.order, self.work = draft, demand, demand.order, work
        self.first = max(self.order.earliest, draft.terms.problem.start).toordinal()
        self.due = self.order.due.toordinal() - self.first
        self.last = min(self.first + max(self.due, 0) + LOOK_AHEAD, date.max.toordinal() - 1)
        self._known = divided
        self.wide = self._wide()
        self.horizon = self._by(max(self.first + self.due, self.first)).horizon

    def _wide(self) -> Aims:
        near = self._by(min(self.first + max(self.due, 0) + NEAR, self.last))
        budget = np.inf if self.order.budget is None else self.order.budget
        enough = near.horizon.length and near.tree.curve[near.horizon.by] <= min(budget, MOST)
        return near if enough else self._by(self.last)

    def all(self) -> Iterator[Alternative]:
        """Another date within the budget, or else at any price; another budget; another quantity."""
        if self.work.take(of_programme(self.draft.terms, self.demand, self.wide.horizon)):
            yield from self._other_figures()
        if self.largest is not None:
            yield Alternative(quantity=self.largest[0], cost=self.largest[1].cost)

    def _other_figures(self) -> Iterator[Alternative]:
        """Another budget, another date."""
        if self.in_time:
            yield Alternative(cost=self.cheapest_in_time)
        budget = self.order.budget
        later = self.wide.best("time", budget)
        if later is None and not self.in_time:
            later = self._divided_later(budget)
        if later is None and not self.in_time:
            later = self.wide.best("time", None)
            if (cheapest := self.wide.cheapest()) is not None:
                yield Alternative(due=cheapest.arrives, cost=cheapest.cost)
        if later is not None:
            yield Alternative(due=later.arrives, cost=later.cost)

    @property
    def in_time(self) -> bool:
        return self.cheapest_in_time is not None

    @cached_property
    def cheapest_in_time(self) -> int | None:
        """What keeping the due date costs, minor units; None where it can't be kept."""
        if self.due < 0:
            return None
        found = self.whole_in_time or self.divided.best
        return None if found is None else found.cost

    @cached_property
    def divided(self) -> Divided:
        """What chunks come to by the due date."""
        return self._known or in_chunks(self.draft, self.demand, self.horizon, self.work)

    @cached_property
    def whole_in_time(self) -> Candidate | None:
        """The cheapest way to keep the due date with whole lots."""
        return None if self.due < 0 else self._by(self.first + self.due).cheapest()

    @cached_property
    def largest(self) -> tuple[int, Candidate] | None:
        """The largest smaller whole quantity found that is possible in time and in budget, and its plan."""
        pieces = max((step.quantity for step in self.order.steps if self._is_last(step.step)), default=0)
        confirmed = any(lot.order == self.order.id for run in self.draft.terms.problem.committed for lot in run.lots)
        if confirmed or self.due < 0 or pieces != int(pieces) or pieces < 2:
            return None
        pieces = int(pieces)
        made = 0 if self.whole_in_time is not None else min(self.divided.parts, pieces - 1)
        divided = self._divided(made, pieces) if made else None
        if divided is not None and made > SURELY_DIVIDED:
            return made, divided
        whole = self._largest_whole(pieces)
        return (made, divided) if divided is not None and (whole is None or made > whole[0]) else whole

    def _largest_whole(self, pieces: int) -> tuple[int, Candidate] | None:
        """The largest with whole lots."""
        most = pieces if self.whole_in_time is not None else whole_share(self.draft, self.demand, self.horizon) * pieces
        fits, too_many, best = 1, min(int(most) + 1, pieces), self._with(1, pieces)
        while best is not None and too_many - fits > 1:
            middle = (fits + too_many) // 2
            found = self._with(middle, pieces)
            if found is None:
                too_many = middle
            else:
                fits, best = middle, found
        return None if best is None else (fits, best)

    def _divided(self, pieces: int, of: int) -> Candidate | None:
        """So many of the pieces in chunks, in time and in budget."""
        smaller = demand_of(self.draft.terms.problem, scaled(self.order, pieces, of))
        found = in_chunks(self.draft, smaller, self.horizon, Work(NEEDED), (1.0,)).best
        within = found is not None and (self.order.budget is None or found.cost <= self.order.budget)
        return found if within else None

    def _is_last(self, name: str) -> bool:
        return not any(name in step.after for step in self.order.steps)

    def _with(self, pieces: int, of: Quantity) -> Candidate | None:
        demand = demand_of(self.draft.terms.problem, scaled(self.order, pieces, of))
        self.work.take(of_programme(self.draft.terms, demand, self.horizon))
        return Aims(self.draft, demand, self.horizon).best("cost", self.order.budget)

    def _divided_later(self, budget: int | None) -> Candidate | None:
        """The first of some delays that division makes possible."""
        for delay in DELAYS:
            wide = self._by(min(self.first + max(self.due, 0) + delay, self.last))
            if not np.isfinite(wide.tree.curve[wide.horizon.by]):
                found = in_chunks(wide.draft, wide.demand, wide.horizon, self.work).best
                if found is not None and (budget is None or found.cost <= budget):
                    return found
        return None

    def _by(self, last: int) -> Aims:
        """Whole-lot plans as if the order was due on the ordinal day `last`."""
        horizon = horizon_of(self.draft.terms.problem, self.demand, last)
        demand = replace(self.demand, order=replace(self.order, due=date.fromordinal(last)))
        return Aims(Draft(self.draft.terms, horizon.first + horizon.length, self.draft.book), demand, horizon)


def scaled(order: ProblemOrder, pieces: int, of: Quantity) -> ProblemOrder:
    """The order for `pieces` instead of `of`; steps counted in whole units stay whole."""

    def amount(quantity: Quantity) -> Quantity:
        exact = Decimal(quantity) * pieces / Decimal(of)
        if quantity == int(quantity):
            return int(exact.to_integral_value(ROUND_CEILING))
        return exact.quantize(Decimal("0.000001"), ROUND_CEILING).normalize()

    return replace(order, steps=tuple(replace(step, quantity=amount(step.quantity)) for step in order.steps))
