"""The best plan for one order beside what is placed already: whole lots first, divided ones where they could win."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain.plan import Objective
from planner.solver.aims import Aims, Candidate, weigh
from planner.solver.bound import relaxed_tree
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.tables import Horizon
from planner.solver.tree import Tree


@dataclass(frozen=True)
class Effort:
    """How hard to look for divisions: `work` in CP-SAT's deterministic seconds, 0 for not at all.

    `worthwhile`: only where they could save more than this part of the cost (inf: only where nothing else is possible).
    """

    work: float = 0.0
    seed: int = 0
    worthwhile: float = 0.001


class Single:
    """Searches for one order; the draft is left as it was found."""

    def __init__(self, draft: Draft, demand: Demand, horizon: Horizon):
        self.draft, self.demand, self.horizon = draft, demand, horizon
        self.aims = Aims(draft, demand, horizon)

    @cached_property
    def relaxed(self) -> Tree:
        """What divided lots cost at least, by day of arrival."""
        return relaxed_tree(self.draft.terms, self.draft.book, self.demand, self.horizon)

    def best(self, objective: Objective, effort: Effort) -> Candidate | None:
        """The best within due date and budget; None where none was found."""
        budget = self.demand.order.budget
        whole = self.aims.best(objective, budget)
        if not effort.work or not self.demand.open or not self._could_be_better(objective, whole, effort.worthwhile):
            return whole
        from planner.solver.division.divide import divide  # OR-Tools takes a second to import

        layout = divide(
            self.draft,
            self.demand,
            self.horizon,
            self.relaxed,
            effort=effort.work,
            seed=effort.seed,
            earliest=objective == "time",
            below=budget,
        )
        divided = None if layout is None else weigh(self.draft, self.demand, layout)
        if divided is None or (budget is not None and divided.cost > budget):
            return whole
        return divided if whole is None or _key(objective, divided) < _key(objective, whole) else whole

    def _could_be_better(self, objective: Objective, whole: Candidate | None, worthwhile: float) -> bool:
        limit = np.inf if self.demand.order.budget is None else self.demand.order.budget
        if whole is None:
            return bool(self.relaxed.curve[-1] <= limit)
        if objective == "cost":
            return bool(self.relaxed.curve[-1] < whole.cost * (1 - worthwhile) - 1)
        if objective == "time" and worthwhile < 1:
            soonest = np.flatnonzero(self.relaxed.curve <= limit)
            return bool(len(soonest)) and int(soonest[0]) + self.horizon.first < whole.arrives.toordinal()
        return False


def _key(objective: Objective, candidate: Candidate) -> tuple[float, float]:
    if objective == "cost":
        return candidate.cost, candidate.arrives.toordinal()
    if objective == "time":
        return candidate.arrives.toordinal(), candidate.cost
    return -candidate.reliability, candidate.cost
