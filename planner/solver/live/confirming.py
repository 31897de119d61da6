"""Lots of a live book that are confirmed, or turn out otherwise than was confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.changes import Spot
from planner.domain.problem import CommittedRun, Lot, Quantity
from planner.solver.draft import even
from planner.solver.joint.compiled import SAME
from planner.solver.live.held import Held

if TYPE_CHECKING:
    from planner.solver.live.live_book import LiveBook


def commit(book: LiveBook, held: Held, spot: Spot) -> float:
    """Take an order out, but for one of its lots, which is confirmed now. `spot`: its quantity and ready day count.

    It has its part of every day of its run, so that both start alike. Returns how much more the lots that are
    planned in the same run add now, below 0 where less: what is paid for is another part of the run. Raises
    KeyError where the order is not in rows.
    """
    run = _run_of(book, held, spot)
    before = book.columns.adds(run)
    book.columns.commit(run)
    held.confirmed.append(run)
    more = book.columns.adds(run) - before
    book.cost += more
    return more


def uncommit(book: LiveBook, held: Held) -> None:
    """Take the last `commit` back; the order stays out."""
    run = held.confirmed.pop()
    before = book.columns.adds(run)
    book.columns.commit(run, -1)
    book.cost += book.columns.adds(run) - before


def replace_confirmed(book: LiveBook, was: CommittedRun, now: CommittedRun) -> None:
    """Other lots, or another ready day, of a confirmed run. Only its lots are paid for; without any it is gone."""
    before = book.columns.adds(was)
    if now.lots:
        book.columns.pay(was, float(now.quantity - was.quantity))
    else:
        book.columns.commit(was, -1)
    book.cost += book.columns.adds(was) - before
    instead = [now] if now.lots else []
    for runs in (*(held.confirmed for held in book.held.values()), *book.committed.values()):
        for at in [i for i, run in enumerate(runs) if run is was]:
            runs[at : at + 1] = instead
    committed = list(book.problem.committed)
    for at in [i for i, run in enumerate(committed) if run is was]:
        committed[at : at + 1] = instead
    book.problem = replace(book.problem, committed=tuple(committed))


def _run_of(book: LiveBook, held: Held, spot: Spot) -> CommittedRun:
    """Take an order out, and leave of its lot a run of its own, with its part of every day."""
    columns, number = book.columns, held.number
    if number is None:
        raise KeyError(spot.step)
    row = next(row for row in columns.rows_of(number) if columns.nodes[row].name == spot.step)
    state = columns.state
    line, start, offer = int(state.line[row]), int(state.start[row]), int(state.offer[row])
    worked, last = state.work[line, start].copy(), int(state.last[line, start])
    part = worked * float(spot.quantity) / float(worked.sum())
    book.drop(held)
    state = columns.state
    if state.lots[line, start] > 0:
        days = slice(start, start + min(len(worked), columns.days - start))
        rest = (worked - part)[: days.stop - start]
        state.free[offer, days] += state.work[line, start, : days.stop - start] - rest
        state.work[line, start, : days.stop - start] = rest
        state.last[line, start] = last
    values = next(step for step in held.order.steps if step.step == spot.step).variant_values
    lot = Lot(held.order.id, spot.step, spot.quantity)
    first = columns.first + start
    return CommittedRun(spot.supplier, spot.process, values, _days(part, first, spot.quantity), (lot,), spot.ready)


def _days(part: np.ndarray, first: int, quantity: Quantity) -> dict[date, Quantity]:
    """Amounts a day that add up to a quantity exactly."""
    days = {first + int(since): Decimal(repr(round(float(part[since]), 6))) for since in np.flatnonzero(part > SAME)}
    days[min(days)] += Decimal(quantity) - sum(days.values(), start=Decimal(0))
    return {date.fromordinal(day): even(amount) for day, amount in days.items()}
