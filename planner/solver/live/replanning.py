"""What becomes of a live book when a supplier declines, is late, delivers too little, or names other terms.

Confirmed lots stay. The orders that are hit are placed again where they add least, each of their other lots where it
was if that is no dearer; then the search of `joint.annealing`, without heat, looks for what is cheaper now around them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from planner.domain.changes import Change, Moved, Spot, Why
from planner.domain.plan import Unplanned
from planner.domain.problem import CommittedRun, Quantity
from planner.solver.demand import demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.joint.annealing import anneal, new_search
from planner.solver.joint.ways import charge
from planner.solver.live.confirming import commit, replace_confirmed, uncommit
from planner.solver.live.general import problem_for
from planner.solver.live.held import Held
from planner.solver.live.keeping import keep, place_of
from planner.solver.live.live_book import LiveBook
from planner.solver.live.spots import lots_at, spot_of
from planner.solver.refusal import refuse
from planner.solver.terms import Terms

#: Placings tried to make it cheaper around what has moved; and how many orders at once, at most.
PLACINGS, MOST = 250, 12

#: Placings tried to leave other lots of what is hit where they were.
KEEPING = 120

#: A change to what was not hit must save this part of what an order costs: suppliers have been told already. None is
#: made once the plan costs no more than before.
WORTH = 0.01

#: What leaving an order out costs in the search: more than anything else.
LEFT_OUT = 1e13

#: Costs that differ by less are the same.
SAME = 1e-6


def decline(
    book: LiveBook, supplier: str, process: str, start: date | None = None, orders: Collection[str] | None = None
) -> Change:
    """A supplier will not do a process: for `orders` (None: for all), in the run that starts on `start` (None: in any).

    Only lots that are not confirmed are declined; the supplier is not asked again for the same.
    """
    lots = lots_at(book, supplier, process, start)
    declined = {(name, step): Why.DECLINED for name, step in lots if orders is None or name in orders}
    replanning = Replanning(book, declined)
    for name, _ in declined:
        book.held[name].barred.add((supplier, process))
    return replanning.done()


def delay(book: LiveBook, order: str, step: str, ready: date) -> Change:
    """A confirmed lot, and all of its run, is ready on another day. Raises KeyError where there is no such lot."""
    run = _run(book, order, step)
    names = {lot.order for lot in run.lots if lot.order in book.held}
    replanning = Replanning(book, dict.fromkeys(((name, "") for name in sorted(names)), Why.FOLLOWS))
    replace_confirmed(book, run, replace(run, ready=ready))
    return replanning.done()


def shortfall(book: LiveBook, order: str, step: str, missing: Quantity) -> Change:
    """So much of a confirmed lot does not come, and is made anew.

    Raises KeyError where there is no such lot, ValueError where it is smaller than that.
    """
    run = _run(book, order, step)
    lots = [
        replace(lot, quantity=lot.quantity - missing) if (lot.order, lot.step) == (order, step) else lot
        for lot in run.lots
    ]
    if missing <= 0 or any(lot.quantity < 0 for lot in lots):
        raise ValueError(f"{missing} can't be missing of {order}'s {step}")
    replanning = Replanning(book, {(order, step): Why.SHORT})
    replace_confirmed(book, run, replace(run, lots=tuple(lot for lot in lots if lot.quantity)))
    return replanning.done()


def counter(
    book: LiveBook, order: str, step: str, *, quantity: Quantity | None = None, ready: date | None = None, more: int = 0
) -> Change:
    """A supplier would do a lot, but less of it, later, or for so much `more` (minor units): taken if that is best.

    Raises KeyError where there is no such lot that is not confirmed, or it is divided; ValueError where the quantity is
    not some or all of it.
    """
    held, was = book.held[order], book.spots(order)
    spot = was[step]
    if held.number is None:
        raise KeyError(step)
    if quantity is not None and not 0 < quantity <= spot.quantity:
        raise ValueError(f"{quantity} is not a part of {spot.quantity}")
    theirs = replace(spot, quantity=spot.quantity if quantity is None else quantity, ready=ready or spot.ready)
    replanning = Replanning(book, {(order, step): Why.COUNTERED})
    paid = _adds(book, held.number, theirs)
    kept = Held(held.order, confirmed=list(held.confirmed), barred={*held.barred, (spot.supplier, spot.process)})
    book.drop(held)
    other = book.would_add(kept)
    book.fit_in(held, was)
    others = commit(book, held, theirs)
    taken = book.would_add(held)
    if taken is not None and (other is None or taken + paid + more <= other):
        return replanning.done(round(paid - others) + more, taken=True)
    uncommit(book, held)
    held.barred.add((spot.supplier, spot.process))
    return replanning.done()


class Replanning:
    """From what is hit to what becomes of it. `hit`: (order, step) → why that step can't stay; no step: none is hit."""

    def __init__(self, book: LiveBook, hit: Mapping[tuple[str, str], Why]):
        self.book, self.hit, self.cost = book, hit, book.cost
        self.names = list(dict.fromkeys(name for name, _ in hit))
        self.was = {name: book.spots(name) for name in self.names}
        columns, state = book.columns, book.columns.state
        rows = len(columns.nodes)
        self.offer, self.line = state.offer[:rows].copy(), state.line[:rows].copy()
        self.start = state.start[:rows].copy()
        self.last = np.where(self.offer >= 0, state.last[self.line, self.start], 0)

    def done(self, more: int = 0, *, taken: bool = False) -> Change:
        """Place again what is hit, look around for what is cheaper now, and say what has moved."""
        book = self.book
        for name in self.names:
            book.drop(book.held[name])
        refused, keeping = list[Unplanned](), KEEPING
        for held in sorted((book.held[name] for name in self.names), key=lambda held: held.order.due):
            if book.fit_in(held) is None:
                refused.append(_refusal(book, held))
            elif held.number is not None:
                keeping -= keep(book, held.number, self.was[held.order.id], keeping)
        self._look_around()
        moved = (*self._of_hit(), *self._of_others())
        for one in refused:
            if not book.held[one.order].confirmed:
                del book.held[one.order]
        return Change(round(book.cost - self.cost) + more, moved, tuple(refused), taken)

    def _look_around(self) -> None:
        """Rounds begin with the lots of what is hit, and with those of the runs that these have left or joined."""
        book, columns = self.book, self.book.columns
        state, rows = columns.state, len(columns.nodes)
        numbers = [book.held[name].number for name in self.names]
        mine = [row for number in numbers if number is not None for row in columns.rows_of(number)]
        left = np.flatnonzero((self.offer >= 0) & (state.offer[: len(self.offer)] < 0) & (self.line >= 0))
        runs = {(int(self.line[row]), int(self.start[row])) for row in left}
        runs |= {(int(state.line[row]), int(state.start[row])) for row in mine if columns.nodes[row].name is not None}
        around = set(mine)
        for line, start in runs:
            lot = int(state.head[line, start]) if state.lots[line, start] > 0 else -1
            while lot >= 0:
                around.add(lot)
                lot = int(state.after[lot])
        shared = columns.shared
        free = (state.offer[:rows] >= 0) & (shared.fixed[:rows] < 0)
        steps = np.flatnonzero(free).astype(np.int64)
        picks = np.array(sorted(row for row in around if free[row]), dtype=np.int64)
        if not len(picks):
            return
        worth = WORTH * book.cost / max(1, len(book.held))
        search = new_search(shared, 0.0, 1, steps, picks, worth)
        for _ in range(PLACINGS):
            if search.work[0] >= PLACINGS or book.cost + float(search.cost[0]) <= self.cost:
                break
            anneal(shared, state, columns.table, columns.log, search, 5, 1e-9, LEFT_OUT, MOST)
        book.cost += float(search.cost[0])

    def _of_hit(self) -> Iterator[Moved]:
        for name in self.names:
            was, now = self.was[name], self.book.spots(name) if name in self.book.held else {}
            for step in dict.fromkeys((*was, *now)):
                one, other = was.get(step), now.get(step)
                if one is None or other is None or place_of(one) != place_of(other):
                    confirmed = one is not None and other is None and bool(self.book.confirmed(name, step))
                    if not confirmed:
                        yield Moved(name, step, self.hit.get((name, step), Why.FOLLOWS), one, other)

    def _of_others(self) -> Iterator[Moved]:
        book, columns, state = self.book, self.book.columns, self.book.columns.state
        rows = len(self.offer)
        both = (self.offer >= 0) & (state.offer[:rows] >= 0)
        elsewhere = both & ((self.line != state.line[:rows]) | (self.start != state.start[:rows]))
        for row in np.flatnonzero(elsewhere).tolist():
            now = spot_of(book.columns, row)
            if now is not None:
                was = self._spot_before(row, now)
                order = columns.demands[int(columns.shared.owner[row])].order.id
                yield Moved(order, now.step, Why.CHEAPER, was, now)

    def _spot_before(self, row: int, now: Spot) -> Spot:
        columns, line = self.book.columns, int(self.line[row])
        supplier, offer = columns.numbers.makers[columns.numbers.line_offer[line]]
        first = date.fromordinal(columns.first + int(self.start[row]))
        ready = date.fromordinal(columns.first + int(self.last[row]) + offer.lead_days)
        return replace(now, supplier=supplier.id, start=first, ready=ready, joins=False)


def _adds(book: LiveBook, number: int, spot: Spot) -> float:
    """What a lot of an order adds to its run, if it were of the quantity of `spot`."""
    columns, state = book.columns, book.columns.state
    row = next(row for row in columns.rows_of(number) if columns.nodes[row].name == spot.step)
    offer, held = int(state.offer[row]), float(state.held[state.line[row], state.start[row]])
    others = held - columns.nodes[row].quantity
    paid = charge(columns.shared, offer, others) if others > SAME else 0.0
    return float(charge(columns.shared, offer, others + float(spot.quantity)) - paid)


def _run(book: LiveBook, order: str, step: str) -> CommittedRun:
    runs = book.confirmed(order, step)
    if not runs:
        raise KeyError(step)
    return runs[-1]


def _refusal(book: LiveBook, held: Held) -> Unplanned:
    """Why nothing fits what is open of an order that has no place, and the ways out."""
    problem = problem_for(book, held, held.barred)
    demand, horizon = demand_of(problem, held.order), horizon_of(problem, demand_of(problem, held.order))
    return refuse(Draft(Terms(problem), horizon.first + max(1, horizon.length)), demand)
