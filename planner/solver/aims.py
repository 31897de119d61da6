"""One order's best whole-lot plan by each objective, given what is placed already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from planner.domain.plan import Objective
from planner.solver.book import DoesNotFit
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.reliability import product, safest, trade_offs
from planner.solver.tables import Horizon, Table, table_of
from planner.solver.tree import Tree
from planner.solver.trips import Layout, Placing
from planner.solver.whole import Choices, cheapest

#: Arrival days tried one after another where forks make the programme's curve a bound only.
MOST_DAYS = 30


@dataclass(frozen=True)
class Candidate:
    """A way to make an order, and what it comes to: `cost` in minor units, `reliability` 0 to 1."""

    layout: Layout
    cost: int
    arrives: date
    reliability: float


class Aims:
    """Whole-lot plans of one order over a draft, which is left as it was found.

    `horizon` says by when the order must arrive; the budget is the caller's to look at, or passed. `tables`: who could
    do which step when, if that is not all that the draft's book leaves.
    """

    def __init__(self, draft: Draft, demand: Demand, horizon: Horizon, tables: Mapping[str, Table] | None = None):
        self.draft, self.demand, self.horizon = draft, demand, horizon
        self.tables = tables or {
            name: table_of(draft.terms, draft.book, demand.order, need, horizon) for name, need in demand.open.items()
        }

    @cached_property
    def tree(self) -> Tree:
        return Tree(self.draft.terms, self.demand, self.tables, self.horizon)

    def best(self, objective: Objective, budget: int | None) -> Candidate | None:
        """The best within the budget (minor units); None where nothing was found."""
        limit = np.inf if budget is None else budget
        if objective == "cost":
            found = self.cheapest()
        elif objective == "time":
            found = self._fastest(limit)
        else:
            found = self._safest(limit)
        return found if found is not None and found.cost <= limit else None

    def cheapest(self) -> Candidate | None:
        """The least cost, and of these the earliest to arrive."""
        least = self.tree.curve[self.horizon.by]
        if not np.isfinite(least):
            return None
        by = self.horizon.by if self.demand.forks else int(np.argmax(self.tree.curve <= least))
        return self._whole(by)

    def _fastest(self, limit: float) -> Candidate | None:
        curve = self.tree.curve[: self.horizon.by + 1]
        for by in np.flatnonzero(np.isfinite(curve) & (curve <= limit))[:MOST_DAYS]:
            found = self._whole(int(by))
            if found is not None and found.cost <= limit:
                return found
        return None

    def _safest(self, limit: float) -> Candidate | None:
        by = self.horizon.by
        if not self.tree.curve[by] <= limit:
            return None
        choices = safest(self.tree, by, self.fits, self._involved)
        found = None if choices is None else self.candidate(choices)
        if found is not None and found.cost <= limit:
            return found
        others = (self.candidate(choices) for choices in trade_offs(self.tree, by, self.fits, self._involved))
        affordable = [other for other in (*others, self.cheapest()) if other is not None and other.cost <= limit]
        return max(affordable, key=lambda other: (other.reliability, -other.cost), default=None)

    @cached_property
    def _involved(self) -> frozenset[str]:
        """The suppliers of the order's confirmed lots."""
        return frozenset(supplier.id for supplier in self.draft.terms.involved(self.demand.order.id))

    def whole(self, by: int) -> tuple[Candidate, int] | None:
        """The cheapest to arrive by column `by`, and how many programmes it took; None where none was found."""
        found = cheapest(self.tree, by, self.fits)
        candidate = None if found is None else self.candidate(found.choices)
        return None if found is None or candidate is None else (candidate, found.nodes)

    def _whole(self, by: int) -> Candidate | None:
        found = self.whole(by)
        return None if found is None else found[0]

    def fits(self, choices: Choices) -> bool:
        """Do these lots go together?"""
        return self.candidate(choices) is not None

    def candidate(self, choices: Choices) -> Candidate | None:
        """What such choices come to; None where they don't go together."""
        return weigh(self.draft, self.demand, Layout(tuple(self._placings(choices))))

    def _placings(self, choices: Choices) -> Iterable[Placing]:
        for step, choice in choices.items():
            yield Placing(step, choice.supplier, choice.offer, choice.start, self.demand.open[step].quantity)


def weigh(draft: Draft, demand: Demand, layout: Layout) -> Candidate | None:
    """What an order would come to if it was placed so; None where that is not possible."""
    try:
        placed = draft.add(demand, layout)
    except DoesNotFit:
        return None
    arrives = draft.arrival(demand.order.id)
    draft.remove(demand.order.id)
    confirmed = draft.terms.involved(demand.order.id)
    return Candidate(layout, placed.cost, arrives, product([*confirmed, *(p.supplier for p in layout.placings)]))
