"""Orders of a live book that the compiled programme is not for: planned over the book as a problem of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.domain.plan import Run
from planner.domain.problem import CommittedRun, Problem
from planner.solver.book import Book, DoesNotFit, line_of
from planner.solver.demand import demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.live.held import General, Held
from planner.solver.live.whole import PLANNED, real_variant, whole
from planner.solver.refusal import hopeless
from planner.solver.single import Effort, Single
from planner.solver.terms import Terms
from planner.solver.trips import Layout

if TYPE_CHECKING:
    from planner.solver.live.live_book import LiveBook

#: CP-SAT's deterministic seconds.
WORK = 0.5

#: How often it is tried again without suppliers whose runs would be one with other runs of the book.
TRIES = 4


def in_general(book: LiveBook, held: Held) -> General | None:
    """Plan what is open of an order over the book, and take the capacity; None where nothing fits."""
    barred = set(held.barred)
    for _ in range(TRIES):
        problem = problem_for(book, held, barred)
        demand = demand_of(problem, held.order)
        terms, horizon = Terms(problem), horizon_of(problem, demand)
        if not horizon.length or hopeless(terms, demand):
            return None
        draft = Draft(terms, horizon.first + horizon.length)
        found = Single(draft, demand, horizon).best("cost", Effort(WORK))
        if found is None:
            return None
        draft.add(demand, found.layout)
        runs = list(draft.runs().values())
        taken = {(run.supplier, run.process) for run in runs if book.columns.has_run(run)}
        if not taken:
            own = tuple(_alone(run) for run in runs)
            for run in own:
                book.columns.commit(run)
                book.columns.forbid(run, yes=True)
            costs = tuple(run.cost for run in runs)
            return General(found.layout, own, costs, draft.cost, draft.arrival(held.order.id))
        barred |= taken
    return None


def problem_for(book: LiveBook, held: Held, barred: Collection[tuple[str, str]]) -> Problem:
    """The book as a problem with one order, which is not in it, without the (supplier, process) pairs barred."""
    suppliers = tuple(
        replace(one, offers=tuple(offer for offer in one.offers if (one.id, offer.process) not in barred))
        for one in book.problem.suppliers
    )
    return replace(whole(book, without=held.order.id), orders=(held.order,), suppliers=suppliers)


def confirm_in_general(book: LiveBook, held: Held, step: str) -> None:
    """A step's lots become confirmed, with all that is made in the same runs; the rest stays, if it can.

    Raises KeyError where there are none.
    """
    general = held.general
    if general is None or not any(lot.step == step for run in general.runs for lot in run.lots):
        raise KeyError(step)
    steps, grown = {step}, True
    while grown:
        mine = [i for i, run in enumerate(general.runs) if any(lot.step in steps for lot in run.lots)]
        more = {lot.step for i in mine for lot in general.runs[i].lots}
        steps, grown = steps | more, not more <= steps
    book.cost -= general.cost
    for i, run in enumerate(general.runs):
        book.columns.commit(run, -1)
        book.columns.forbid(run, yes=False)
        if i in mine:
            real = replace(run, variant=real_variant(run))
            book.columns.commit(real)
            held.confirmed.append(real)
    rest = [i for i in range(len(general.runs)) if i not in mine]
    held.general = _left(book, held, general, rest, steps) if rest else None
    if rest and held.general is None:
        book.fit_in(held)


def _left(book: LiveBook, held: Held, was: General, rest: Sequence[int], confirmed: set[str]) -> General | None:
    """What is not confirmed, as it was, and takes its capacity; None where goods now go other ways, and come too late.

    `rest`: the runs that are left.
    """
    demand = book.demand_of(held)
    place = [i for i, placing in enumerate(was.layout.placings) if placing.step not in confirmed]
    now = {i: at for at, i in enumerate(place)}
    flows = {
        pair: [(now[a], now[b], amount) for a, b, amount in flow]
        for pair, flow in (was.layout.flows or {}).items()
        if not confirmed & set(pair)
    }
    placings = tuple(was.layout.placings[i] for i in place)
    layout = Layout(placings, None if was.layout.flows is None else flows)
    runs = tuple(was.runs[i] for i in rest)
    draft = Draft(book.terms, book.end.toordinal(), Book(replace(book.problem, committed=())))
    days = {
        (line_of(run.supplier, run.process, real_variant(run)), run.start.toordinal()): {
            day.toordinal(): amount for day, amount in run.days.items()
        }
        for run in runs
    }
    try:
        draft.adopt([(demand, layout)], days)
    except DoesNotFit:
        return None
    for run in runs:
        book.columns.commit(run)
        book.columns.forbid(run, yes=True)
    costs = tuple(was.costs[i] for i in rest)
    freight = sum(draft.leg(trip).charge(trip.quantity) for trip in draft.placed[held.order.id].trips)
    book.cost += sum(costs) + freight
    return General(layout, runs, costs, sum(costs) + freight, draft.arrival(held.order.id))


def _alone(run: Run) -> CommittedRun:
    """As a run that nothing joins."""
    return CommittedRun(run.supplier, run.process, {**run.variant, **PLANNED}, run.days, run.lots, run.ready)
