"""A plan that was made elsewhere, put into a live book as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from planner.domain.changes import Spot
from planner.domain.plan import Plan, Run
from planner.domain.problem import Problem
from planner.solver.book import line_of
from planner.solver.live.columns import Columns
from planner.solver.live.held import Held
from planner.solver.live.live_book import AHEAD, LiveBook

#: Capacity that has no end, while orders are placed.
ENDLESS = 1e12


def load(problem: Problem, plan: Plan, ahead: int = AHEAD) -> tuple[LiveBook, tuple[str, ...]]:
    """The book of a problem and a plan of it, and the orders of the plan that don't fit any more.

    What is committed in the problem counts as confirmed, the plan's lots as not confirmed yet. Orders with divided
    lots, with steps that feed two others, or with very long runs are planned anew.
    """
    book = LiveBook(problem, ahead)
    orders = {order.id: order for order in problem.orders}
    simple = _simple(book, plan)
    spots: dict[str, dict[str, Spot]] = defaultdict(dict)
    for run in plan.runs:
        for lot in run.lots:
            spot = Spot(lot.step, run.supplier, run.process, lot.quantity, min(run.days), run.ready)
            spots[lot.order][lot.step] = spot
    free = book.columns.state.free.copy()
    book.columns.state.free[:] = ENDLESS
    later: list[Held] = []
    for planned in plan.orders:
        held = book.held[planned.id] = Held(orders[planned.id])
        if planned.id not in simple or not book.place_as(held, spots[planned.id]):
            later.append(held)
    book.columns.state.free[:] = free
    kept = simple - {held.order.id for held in later}
    _work_as_planned(book.columns, plan.runs, kept)
    left = [held.order.id for held in later if book.fit_in(held) is None]
    for name in left:
        del book.held[name]
    return book, tuple(left)


def _simple(book: LiveBook, plan: Plan) -> set[str]:
    """Orders whose lots are undivided, and in runs that are not too long or too late for the arrays."""
    lots = Counter((lot.order, lot.step) for run in plan.runs for lot in run.lots)
    apart = {order for (order, _), count in lots.items() if count > 1}
    for run in plan.runs:
        if (max(run.days) - min(run.days)).days >= book.columns.shared.longest or max(run.days) >= book.end:
            apart |= {lot.order for lot in run.lots}
    return {planned.id for planned in plan.orders} - apart


def _work_as_planned(columns: Columns, runs: Iterable[Run], kept: Collection[str]) -> None:
    """Let every run work on its planned days: on the part of each that its lots of `kept` orders are of the run."""
    state = columns.state
    for run in runs:
        mine = float(sum(lot.quantity for lot in run.lots if lot.order in kept))
        line = columns.numbers.line_number(line_of(run.supplier, run.process, run.variant))
        offer = columns.numbers.offer_number(run.supplier, run.process)
        if not mine or line is None or offer is None:
            continue
        start = min(run.days).toordinal() - columns.first
        part = mine / float(sum(run.days.values()))
        state.work[line, start] = 0.0
        for day, amount in run.days.items():
            column = day.toordinal() - columns.first
            state.work[line, start, column - start] = float(amount) * part
            state.free[offer, column] = max(0.0, state.free[offer, column] - float(amount) * part)
        state.last[line, start] = max(run.days).toordinal() - columns.first
