"""Plan a whole problem."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planner.domain.plan import Objective, Plan, Reason, ReasonCode, Unplanned
from planner.domain.problem import Problem
from planner.solver.bound import lower_bound
from planner.solver.demand import Demand, demands_of
from planner.solver.draft import Draft
from planner.solver.finish import plan_of
from planner.solver.horizon import horizon_of
from planner.solver.progress import Progress
from planner.solver.refusal import hopeless, refuse
from planner.solver.shares import shares_of
from planner.solver.single import Effort, Single
from planner.solver.tables import Horizon
from planner.solver.terms import Terms
from planner.solver.work import Work

#: CP-SAT's deterministic seconds per second allowed; one of them takes up to five of the clock's.
CAUTION = 0.2


#: Units of work per second allowed that go into ways out for orders that nothing fits.
REFUSALS = 100


def never() -> bool:
    """Nobody asks to stop."""
    return False


def solve(
    problem: Problem,
    objective: Objective = "cost",
    *,
    seconds: float = 10.0,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] = never,
) -> Plan:
    """Plan as many of the problem's orders as can be on time and in budget, as well as possible by `objective`.

    The same problem, seed and limits give the same plan (but for its `seconds`). `stop` is asked while it searches;
    once it says True, the best plan so far is returned. `progress` may be told from another thread.
    """
    attempt = _Attempt(problem, objective, seconds, seed, progress, stop)
    if objective == "cost" and len(attempt.demands) > 1:
        attempt.in_place()
        attempt.together()
    attempt.one_by_one()
    return attempt.plan()


def insert(draft: Draft, demand: Demand, horizon: Horizon, objective: Objective, effort: Effort) -> bool:
    """Place an order as well as it can be beside those that are placed already; says whether it could be."""
    if not horizon.length or hopeless(draft.terms, demand):
        return False
    found = Single(draft, demand, horizon).best(objective, effort)
    if found is None:
        return False
    draft.add(demand, found.layout)
    return True


def _with_reason(refused: Unplanned) -> Unplanned:
    """An order may fit by itself, and yet have been taken out."""
    detail = "its share of what is made together would be more than its budget"
    return refused if refused.reasons else replace(refused, reasons=(Reason(ReasonCode.BUDGET, detail),))


@dataclass
class _Attempt:
    """A problem on its way to a plan."""

    problem: Problem
    objective: Objective
    seconds: float
    seed: int
    progress: Callable[[Progress], None] | None
    stop: Callable[[], bool]
    left: list[Demand] = field(default_factory=list)
    alone: dict[str, int] = field(default_factory=dict)
    bound: float | None = None

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        self.terms = Terms(self.problem)
        self.demands = demands_of(self.problem)
        self.horizons = {demand.order.id: horizon_of(self.problem, demand) for demand in self.demands}
        first = min((horizon.first for horizon in self.horizons.values()), default=self.problem.start.toordinal())
        end = max((horizon.first + horizon.length for horizon in self.horizons.values()), default=first)
        self.first, self.draft = first, Draft(self.terms, end)

    def in_place(self) -> None:
        """Orders of one step each: a matter of who serves whom."""
        from planner.solver.location.locate import fit_for_it, locate

        if fit_for_it(self.terms, self.demands, self.horizons):
            bound = locate(
                self.draft,
                self.demands,
                self.horizons,
                seconds=self.seconds,
                seed=self.seed,
                stop=self.stop,
                report=lambda cost, bound: self._report(cost, bound, len(self.demands)),
                alone=self.alone,
            )
            if len(self.draft.placed) == len(self.demands):
                self.bound = bound

    def together(self) -> None:
        """Those whose routing is a tree and of which nothing is confirmed, with shared runs."""
        from planner.solver.joint.adopt import adopt_together, fit_for_it  # Numba takes half a second to import

        placed, horizons = self.draft.placed, self.horizons
        left = [demand for demand in self.demands if demand.order.id not in placed]
        fit = [demand for demand in left if fit_for_it(self.terms, demand, horizons[demand.order.id])]
        if len(fit) < 2:
            return
        found = adopt_together(
            self.draft,
            fit,
            self.first,
            seconds=max(0.0, self.seconds - (time.monotonic() - self.began)),
            seed=self.seed,
            stop=self.stop,
            report=self._report,
        )
        self.alone |= found.alone
        if len(fit) == len(self.demands) == len(self.draft.placed):
            self.bound = found.bound

    def one_by_one(self) -> None:
        """What is not placed yet, by due date, each at what it adds."""
        open_ = [demand for demand in self.demands if demand.order.id not in self.draft.placed]
        worthwhile = Effort.worthwhile if len(self.demands) == 1 else float("inf")
        effort = Effort(self.seconds * CAUTION / max(1, len(open_)), self.seed, worthwhile)
        for demand in sorted(open_, key=lambda demand: demand.order.due):
            if self.stop() or not insert(self.draft, demand, self.horizons[demand.order.id], self.objective, effort):
                self.left.append(demand)
            if self.progress is not None:
                self._report(self.draft.cost, 0.0, len(self.draft.placed))

    def plan(self) -> Plan:
        """What there is, with what is proved and why orders are left out."""
        self._keep_budgets()
        planned = [demand for demand in self.demands if demand.order.id in self.draft.placed]
        if self.bound is None:
            pairs = [(demand, self.horizons[demand.order.id]) for demand in planned]
            self.bound = lower_bound(self.terms, pairs, self.draft.cost + 1)
        work = Work(self.seconds * REFUSALS)
        refused = [_with_reason(refuse(self.draft, demand, work)) for demand in self.left]
        return plan_of(self.draft, self.bound, time.monotonic() - self.began, refused, self.alone)

    def _keep_budgets(self) -> None:
        """Take out, one after another, who would pay more than its budget even after the others bore what they can."""
        if all(demand.order.budget is None for demand in self.demands):
            return
        while over := {
            name: share - placed.demand.order.budget
            for name, share in shares_of(self.draft, self.alone).items()
            if (placed := self.draft.placed[name]).demand.order.budget is not None
            and share > placed.demand.order.budget
        }:
            worst = max(over, key=lambda name: over[name])
            self.left.append(self.draft.placed[worst].demand)
            self.draft.remove(worst)
            self.bound = None

    def _report(self, cost: float, bound: float, placed: int) -> None:
        if self.progress is not None:
            known = int(bound) if bound > 0 else None
            spent = time.monotonic() - self.began
            self.progress(Progress(spent, self.seconds, placed, len(self.demands), round(cost), known))
