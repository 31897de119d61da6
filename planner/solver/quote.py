"""Options for one order: the cheapest, the fastest and the safest plan, or why there is none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from planner.domain.plan import Label, Option, Quote
from planner.domain.problem import Problem
from planner.solver.aims import Candidate
from planner.solver.book import Book
from planner.solver.bound import divided_bound
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.finish import plan_of
from planner.solver.horizon import horizon_of
from planner.solver.liking import preferred
from planner.solver.price_curve import price_curve
from planner.solver.refusal import hopeless, refuse
from planner.solver.single import Effort, Single
from planner.solver.terms import Terms

#: CP-SAT's deterministic seconds per second allowed: it is the last resort, and somebody is waiting.
CAUTION = 0.02


#: Divided lots must save more than this part of the cost to be looked for.
WORTHWHILE = 0.01


#: Units of work for divisions that are not needed.
CHUNKS = 60


def quote(problem: Problem, *, seconds: float = 5.0, seed: int = 0) -> Quote:
    """Plan a problem's one order for each objective; plans that another one beats in everything are left out.

    Every option keeps the due date and the budget; beside them stands what every other day of arrival costs. The
    refusal names the constraints in the way, and the nearest ways out. Raises ValueError where the problem does not
    have exactly one order.
    """
    began = time.monotonic()
    if len(problem.orders) != 1:
        raise ValueError(f"a quote is for one order, this problem has {len(problem.orders)}")
    terms, order = Terms(problem), problem.orders[0]
    demand = demand_of(problem, order)
    horizon = horizon_of(problem, demand)
    end = horizon.first + horizon.length
    if hopeless(terms, demand):
        return Quote((), refuse(Draft(terms, end), demand))
    draft = Draft(terms, end, book_for(terms, demand))
    if not horizon.length:
        return Quote((), refuse(draft, demand), price_curve(draft, demand))
    single, quick = Single(draft, demand, horizon), Effort(worthwhile=inf)
    cheapest = single.best("cost", Effort(seconds * CAUTION, seed, WORTHWHILE, CHUNKS, last_resort=True))
    if cheapest is None:
        return Quote((), refuse(draft, demand, divided=single.divided), price_curve(draft, demand))
    best = preferred(single.aims, cheapest)
    others = (single.best("time", quick), single.best("reliability", quick))
    # Whoever is neither earlier nor surer is no choice beside a pair that is preferred to it.
    found = [best, *(o for o in others if o is not None and (best is cheapest or _better(o, best)))]
    bound = float(single.relaxed.curve[horizon.by])
    if bound < cheapest.cost - 1:
        bound = single.bound
    if bound < cheapest.cost - 1 and len(cheapest.layout.placings) > len(demand.open):
        bound = max(bound, divided_bound(terms, draft.book, demand, horizon, cheapest.cost))
    options = []
    for candidate in worth_showing(found):
        draft.add(demand, candidate.layout)
        plan = plan_of(draft, bound, time.monotonic() - began)
        draft.remove(order.id)
        options.append(Option(labels(candidate, found), plan, candidate.reliability))
    return Quote(
        tuple(options), curve=price_curve(draft, demand, [(option.arrives, option.cost) for option in options])
    )


def book_for(terms: Terms, demand: Demand) -> Book:
    """What of the committed runs the order could meet: those of suppliers who could do an open step of it."""
    processes = {need.step.process for need in demand.open.values()}
    able = {(by.id, offer.process) for need in demand.open.values() for by, offer in terms.makers(need.step)}
    met = (run for run in terms.problem.committed if run.process in processes and (run.supplier, run.process) in able)
    return Book(replace(terms.problem, committed=tuple(met)))


def _better(one: Candidate, other: Candidate) -> bool:
    return one.arrives < other.arrives or one.reliability > other.reliability


def worth_showing(found: Sequence[Candidate]) -> list[Candidate]:
    """Those that no other one beats or equals in cost, arrival and reliability at once, the cheapest first."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: (c.cost, c.arrives, -c.reliability)):
        if not any(o.cost <= one.cost and o.arrives <= one.arrives and o.reliability >= one.reliability for o in kept):
            kept.append(one)
    return kept


def labels(one: Candidate, found: Sequence[Candidate]) -> tuple[Label, ...]:
    """What a plan is best at among those found."""
    best = {
        Label.CHEAPEST: one.cost <= min(other.cost for other in found),
        Label.FASTEST: one.arrives <= min(other.arrives for other in found),
        Label.SAFEST: one.reliability >= max(other.reliability for other in found),
    }
    return tuple(label for label, holds in best.items() if holds)
