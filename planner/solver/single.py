"""The best plan for one order beside what is placed already: whole lots first, divided ones where they could win."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain.plan import Objective
from planner.solver.aims import Aims, Candidate, weigh
from planner.solver.bound import Bound, best_bound, enough, relaxed_tree
from planner.solver.chunks import Divided, in_chunks
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.tables import Horizon
from planner.solver.tree import Tree
from planner.solver.work import Work

#: Units of work for divisions in chunks where there is no other way.
NEEDED = 1200


@dataclass(frozen=True)
class Effort:
    """How hard to look for divisions: `work` in CP-SAT's deterministic seconds, 0 for not at all.

    `worthwhile`: divisions must save more than this part of the cost to be looked for (inf: only where nothing else is
    possible). `chunks`: units of work for divisions in chunks that are not needed. `last_resort`: CP-SAT only where
    nothing else was found.
    """

    work: float = 0.0
    seed: int = 0
    worthwhile: float = 0.001
    chunks: float = NEEDED
    last_resort: bool = False


class Single:
    """Searches for one order; the draft is left as it was found. `divided`: what chunks came to, once tried."""

    def __init__(self, draft: Draft, demand: Demand, horizon: Horizon):
        self.draft, self.demand, self.horizon = draft, demand, horizon
        self.aims = Aims(draft, demand, horizon)
        self.divided: Divided | None = None
        self._spent = 0.0

    @cached_property
    def relaxed(self) -> Tree:
        """What divided lots cost at least, by day of arrival."""
        return relaxed_tree(self.draft.terms, self.draft.book, self.demand, self.horizon)

    @cached_property
    def bound(self) -> float:
        """A lower bound on the exact cost of every plan over the draft."""
        return best_bound(Bound(self.draft.terms, self.draft.book, [(self.demand, self.horizon)]))

    def best(self, objective: Objective, effort: Effort) -> Candidate | None:
        """The best within due date and budget; None where none was found."""
        best = self._better(objective, self.aims.best(objective, self.demand.order.budget), None)
        if not self.demand.open or not self._could_be_better(objective, best, effort.worthwhile):
            return best
        best = self._better(objective, best, self._in_chunks(NEEDED if best is None else effort.chunks))
        if (
            not effort.work
            or (best is not None and effort.last_resort)
            or not self._could_be_better(objective, best, effort.worthwhile)
        ):
            return best
        return self._better(objective, best, self._divided(objective, effort, best))

    def _in_chunks(self, units: float) -> Candidate | None:
        """In chunks, which are the same for every objective, with at least so many units of work."""
        if self.divided is None or self._spent < units:
            self.divided, self._spent = in_chunks(self.draft, self.demand, self.horizon, Work(units)), units
        return self.divided.best

    def _better(self, objective: Objective, one: Candidate | None, other: Candidate | None) -> Candidate | None:
        limit = self.demand.order.budget
        kept = [c for c in (one, other) if c is not None and (limit is None or c.cost <= limit)]
        return min(kept, key=lambda candidate: rank(objective, candidate), default=None)

    def _divided(self, objective: Objective, effort: Effort, best: Candidate | None) -> Candidate | None:
        from planner.solver.division.divide import divide  # OR-Tools takes a second to import

        layout = divide(
            self.draft,
            self.demand,
            self.horizon,
            self.relaxed,
            effort=effort.work,
            seed=effort.seed,
            earliest=objective == "time",
            below=self.demand.order.budget,
            hint=None if best is None else best.layout,
        )
        return None if layout is None else weigh(self.draft, self.demand, layout)

    def _could_be_better(self, objective: Objective, whole: Candidate | None, worthwhile: float) -> bool:
        limit = np.inf if self.demand.order.budget is None else self.demand.order.budget
        if whole is None:
            least = float(self.relaxed.curve[self.horizon.by])
            return np.isfinite(least) and least <= limit and enough(self.draft, self.demand, self.relaxed)
        if objective == "cost":
            goal = whole.cost * (1 - worthwhile) - 1
            return bool(self.relaxed.curve[self.horizon.by] < goal) and self.bound < goal
        if objective == "time" and worthwhile < 1:
            soonest = np.flatnonzero(np.isfinite(self.relaxed.curve) & (self.relaxed.curve <= limit))
            at = min(whole.arrives.toordinal() - self.horizon.first, self.horizon.by)
            return bool(len(soonest)) and bool(soonest[0] < at or self.relaxed.curve[at] < whole.cost - 1)
        return False


def rank(objective: Objective, candidate: Candidate) -> tuple[float, float]:
    """Sorts candidates by an objective, the best first."""
    if objective == "cost":
        return candidate.cost, candidate.arrives.toordinal()
    if objective == "time":
        return candidate.arrives.toordinal(), candidate.cost
    return -candidate.reliability, candidate.cost
