"""Orders of the kinds that a quote must answer, from a generated one: a full book, divided lots, what can't be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from planner.domain.problem import CommittedRun, Lot, Problem, ProblemOrder, Supplier, ready_day
from planner.solver.demand import demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.quote import quote
from planner.solver.single import Single
from planner.solver.terms import Terms
from planner.solver.ways_out import scaled
from tests.bench.busy_book import busy_book

#: Confirmed runs of a full book, and the part of them that orders of the same kind may join.
RUNS, SHARED = 6000, 0.5

#: So many times what one supplier can do of an order in time.
BEYOND_ONE = 1.5

Kind = Callable[[Problem, int], Problem | None]


def as_made(problem: Problem, seed: int) -> Problem:
    return problem


def booked(problem: Problem, seed: int) -> Problem:
    """The same order beside the confirmed runs of thousands of others, which nobody may join."""
    return replace(problem, committed=busy_book(problem.suppliers, RUNS, problem.start, seed))


def busy(problem: Problem, seed: int) -> Problem:
    """The same order beside the confirmed runs of thousands of others, half of them open to be joined."""
    rng, known = Random(seed), {supplier.id: supplier for supplier in problem.suppliers}
    runs = busy_book(problem.suppliers, RUNS, problem.start, seed)
    return replace(
        problem, committed=tuple(_open(run, known[run.supplier], rng) if rng.random() < SHARED else run for run in runs)
    )


def _open(run: CommittedRun, by: Supplier, rng: Random) -> CommittedRun:
    """The run as one of a variant that orders ask for."""
    offer = next(offer for offer in by.offers if offer.process == run.process)
    return replace(run, variant={name: rng.choice(values) for name, values in sorted(offer.accepts.items())})


def divided(problem: Problem, seed: int) -> Problem | None:
    """The same order for more than any one supplier could do of its scarcest step in time."""
    order = problem.orders[0]
    pieces = int(order.steps[-1].quantity)
    fits, too_many = pieces, pieces
    while _whole(problem, scaled(order, too_many, pieces)):
        fits, too_many = too_many, too_many * 2
    while too_many - fits > max(1, fits // 20):
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if _whole(problem, scaled(order, middle, pieces)) else (fits, middle)
    return _with(problem, scaled(order, int(too_many * BEYOND_ONE), pieces))


def _whole(problem: Problem, order: ProblemOrder) -> bool:
    """Can it be done without dividing a step?"""
    demand = demand_of(problem, order)
    horizon = horizon_of(problem, demand)
    draft = Draft(Terms(problem), horizon.first + horizon.length)
    return Single(draft, demand, horizon).aims.cheapest() is not None


def late(problem: Problem, seed: int) -> Problem | None:
    """Due two days before the earliest that anybody can deliver."""
    found = quote(problem)
    if not found.curve:
        return None
    return _with(problem, replace(problem.orders[0], due=found.curve[0].arrives - timedelta(days=2)))


def past(problem: Problem, seed: int) -> Problem:
    """Due before anything can start."""
    return _with(problem, replace(problem.orders[0], due=problem.start - timedelta(days=30)))


def poor(problem: Problem, seed: int) -> Problem | None:
    """A budget of nine tenths of the least cost."""
    found = quote(problem)
    return _with(problem, replace(problem.orders[0], budget=found.options[0].cost * 9 // 10)) if found.options else None


def full(problem: Problem, seed: int) -> Problem:
    """Everybody who sews is booked up until a day before the due date."""
    order = problem.orders[0]
    days = [problem.start + timedelta(days=i) for i in range((order.due - problem.start).days)]
    return replace(problem, committed=tuple(_blocking(problem, "sewing", days)))


def _blocking(problem: Problem, process: str, days: Sequence[date]) -> Iterator[CommittedRun]:
    for supplier in problem.suppliers:
        for offer in supplier.offers:
            open_days = [day for day in days if supplier.works_on(day)]
            if offer.process == process and open_days:
                worked = dict.fromkeys(open_days, offer.daily_capacity)
                lots = (Lot("other", process, offer.daily_capacity * len(open_days)),)
                yield CommittedRun(
                    supplier.id, process, {"order": "other"}, worked, lots, ready_day(worked, offer.lead_days)
                )


def too_many(problem: Problem, seed: int) -> Problem:
    """A million pieces."""
    order = problem.orders[0]
    return _with(problem, scaled(order, 10**6, order.steps[-1].quantity))


def odd_value(problem: Problem, seed: int) -> Problem:
    """A colour that nobody dyes."""
    order = problem.orders[0]
    steps = (
        replace(step, values={**step.values, "colour": "infrared"}) if step.process == "dyeing" else step
        for step in order.steps
    )
    return _with(problem, replace(order, steps=tuple(steps)))


def _with(problem: Problem, order: ProblemOrder) -> Problem:
    return replace(problem, orders=(order,))


#: What can be made.
POSSIBLE: Mapping[str, Kind] = {"as made": as_made, "busy book": booked, "runs to join": busy, "divided lots": divided}

#: What can't.
IMPOSSIBLE: Mapping[str, Kind] = {
    "late": late,
    "due in the past": past,
    "budget": poor,
    "capacity": full,
    "quantity": too_many,
    "no supplier for a value": odd_value,
}
