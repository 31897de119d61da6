"""A book held in memory, into which one order after another comes without looking at the rest.

What an insertion takes does not grow with the book: it is the exact dynamic programme of `joint.ways` over the order's
own candidates, at what its lots add to the runs they join or open. Orders that the programme is not for (steps that
feed two others, lots that must be divided) are planned in the general way, over the whole book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from planner.domain.changes import Placement, Spot
from planner.domain.problem import CommittedRun, Lot, Problem, ProblemOrder, Quantity
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import even
from planner.solver.joint.compiled import NEVER, SAME
from planner.solver.joint.moves import insert, place, remove
from planner.solver.joint.rows import fit_for_rows
from planner.solver.joint.warm import warm_up
from planner.solver.joint.ways import Target
from planner.solver.live.columns import Columns
from planner.solver.live.general import confirm_in_general, in_general
from planner.solver.live.held import Held
from planner.solver.refusal import hopeless
from planner.solver.terms import Terms

#: Days that a book looks ahead, where nothing says otherwise.
AHEAD = 120

#: Where an unknown place is: the freight that is not listed leads there.
ELSEWHERE = ""

NO_TARGET = Target(-1, -1, 0.0)


class LiveBook:
    """`problem`: suppliers, freight and what is committed; its orders are put in by `insert` or by `loading.load`.

    `ahead`: days from the problem's start on; no run is planned later. Not to be used by two threads at a time.
    """

    def __init__(self, problem: Problem, ahead: int = AHEAD):
        warm_up()
        zones = {zone for leg in problem.shipping.legs for zone in leg}
        self.problem = replace(problem, orders=())
        self._bare = replace(self.problem, committed=())
        self.terms = Terms(self.problem, (*sorted(zones), ELSEWHERE))
        self._zones = zones | {supplier.zone for supplier in problem.suppliers}
        self.columns = Columns(self.terms, problem.start.toordinal(), ahead)
        self.held: dict[str, Held] = {}
        self._committed: dict[str, list[CommittedRun]] = defaultdict(list)
        for run in problem.committed:
            for name in {lot.order for lot in run.lots}:
                self._committed[name].append(run)
        self.cost = 0.0  # of what is planned and not confirmed, minor units, not rounded

    @property
    def end(self) -> date:
        """The first day that is not looked at."""
        return self.problem.start + timedelta(days=self.columns.days)

    def insert(self, order: ProblemOrder) -> Placement | None:
        """Place an order where it adds least; None, and nothing is changed, where it fits nowhere within its budget.

        Raises ValueError where an order of that name is there already.
        """
        if order.id in self.held:
            raise ValueError(f"order {order.id} is in the book already")
        held = self.held[order.id] = Held(order)
        cost = self.fit_in(held)
        if cost is None or (order.budget is not None and cost > order.budget):
            self.drop(held)
            del self.held[order.id]
            return None
        spots = tuple(self.spots(order.id).values())
        return Placement(order.id, round(cost), self.arrival(held, spots), spots)

    def remove(self, order: str) -> int:
        """Take an order out, but for what is confirmed of it; returns what that saves, minor units.

        Raises KeyError where it is not there.
        """
        saved = self.drop(self.held[order])
        if not self.held[order].confirmed:
            del self.held[order]
        return round(saved)

    def confirm(self, order: str, step: str) -> None:
        """A supplier has agreed to a lot: from now on it stays, and the others stay where they are if they can.

        What `spots` no longer has fits nowhere now. Raises KeyError where there is no such lot, or it is confirmed.
        """
        held, spots = self.held[order], self.spots(order)
        if held.general is not None:
            confirm_in_general(self, held, step)
            return
        self.commit(held, spots[step])
        self.fit_in(held, spots)

    def commit(self, held: Held, spot: Spot) -> float:
        """Take an order out, but for one of its lots, which is confirmed now. `spot`: its quantity and ready day count.

        It has its part of every day of its run, so that both start alike. Returns how much more the lots that are
        planned in the same run add now, below 0 where less: what is paid for is another part of the run. Raises
        KeyError where the order is not in rows.
        """
        run = self._confirmed(held, spot)
        before = self.columns.adds(run)
        self.columns.commit(run)
        held.confirmed.append(run)
        more = self.columns.adds(run) - before
        self.cost += more
        return more

    def uncommit(self, held: Held) -> None:
        """Take the last `commit` back; the order stays out."""
        run = held.confirmed.pop()
        before = self.columns.adds(run)
        self.columns.commit(run, -1)
        self.cost += self.columns.adds(run) - before

    def confirmed(self, order: str, step: str) -> list[CommittedRun]:
        """The runs that have confirmed lots of a step."""
        runs = (*self._committed.get(order, ()), *self.held[order].confirmed)
        return [run for run in runs if any((lot.order, lot.step) == (order, step) for lot in run.lots)]

    def replace_confirmed(self, was: CommittedRun, now: CommittedRun) -> None:
        """Other lots, or another ready day, of a confirmed run. Only its lots are paid for; without any it is gone."""
        before = self.columns.adds(was)
        if now.lots:
            self.columns.pay(was, float(now.quantity - was.quantity))
        else:
            self.columns.commit(was, -1)
        self.cost += self.columns.adds(was) - before
        instead = [now] if now.lots else []
        for runs in (*(held.confirmed for held in self.held.values()), *self._committed.values()):
            for at in [i for i, run in enumerate(runs) if run is was]:
                runs[at : at + 1] = instead
        committed = list(self.problem.committed)
        for at in [i for i, run in enumerate(committed) if run is was]:
            committed[at : at + 1] = instead
        self.problem = replace(self.problem, committed=tuple(committed))

    def spots(self, order: str) -> dict[str, Spot]:
        """Where the lots of an order are that are not confirmed, by step; of divided steps the last to be ready."""
        held = self.held[order]
        if held.general is not None:
            lots = [(lot, run) for run in held.general.runs for lot in run.lots]
            lots.sort(key=lambda pair: pair[1].ready)
            return {
                lot.step: Spot(lot.step, run.supplier, run.process, lot.quantity, run.start, run.ready)
                for lot, run in lots
            }
        if held.number is None:
            return {}
        rows = self.columns.rows_of(held.number)
        return {spot.step: spot for spot in (self.spot_of(row) for row in rows) if spot is not None}

    def spot_of(self, row: int) -> Spot | None:
        """Where an open step is; None for confirmed lots."""
        columns, state, name = self.columns, self.columns.state, self.columns.nodes[row].name
        if name is None or state.offer[row] < 0:
            return None
        quantity = columns.demands[columns.shared.owner[row]].open[name].quantity
        return self.spot_at(name, quantity, int(state.line[row]), int(state.start[row]))

    def spot_at(self, step: str, quantity: Quantity, line: int, start: int) -> Spot:
        """A lot in the run of a line that starts in a column."""
        columns, state = self.columns, self.columns.state
        supplier, offer = columns.numbers.makers[columns.numbers.line_offer[line]]
        first = date.fromordinal(columns.first + start)
        ready = date.fromordinal(columns.first + int(state.last[line, start]) + offer.lead_days)
        joins = float(state.held[line, start]) > float(quantity) + SAME
        return Spot(step, supplier.id, offer.process, quantity, first, ready, joins)

    def names_at(self, supplier: str, process: str, start: date | None = None) -> list[str]:
        """The orders of which a supplier is to do a process, in the run that starts on a day, or in any (None)."""
        columns, state = self.columns, self.columns.state
        offer = columns.numbers.offer_number(supplier, process)
        there = state.offer[: len(columns.nodes)] == (-2 if offer is None else offer)
        if start is not None:
            there &= state.start[: len(columns.nodes)] == start.toordinal() - columns.first
        in_rows = [columns.demands[order].order.id for order in columns.shared.owner[np.flatnonzero(there)]]
        return [*dict.fromkeys(in_rows), *(name for name, held in self.held.items() if held.general is not None)]

    def arrival(self, held: Held, spots: Collection[Spot]) -> date:
        """When the last of an order that has no confirmed lots is at its customer."""
        if held.general is not None:
            return held.general.arrives
        waited_for = {name for step in held.order.steps for name in step.after}
        goal, suppliers = held.order.destination, self.terms.suppliers
        legs = {spot: self.problem.shipping.leg(suppliers[spot.supplier].zone, goal) for spot in spots}
        return max(spot.ready + timedelta(leg.days) for spot, leg in legs.items() if spot.step not in waited_for)

    def fit_in(self, held: Held, chosen: Mapping[str, Spot] | None = None) -> float | None:
        """Place what is open of an order that has no place; returns what that adds, None where it fits nowhere.

        `chosen`: exactly there, if it can be.
        """
        demand = self.demand_of(held)
        if not demand.open:
            return 0.0
        if self._for_columns(demand):
            held.number = self.columns.append(demand)
            self._close(held.number, held.barred)
            cost = self._as_chosen(held.number, chosen) if chosen is not None else NEVER
            if cost >= NEVER:
                cost = self.place(held.number)
            if cost < NEVER:
                return cost
            held.number = None
        held.general = in_general(self, held)
        if held.general is None:
            return None
        self.cost += held.general.cost
        return float(held.general.cost)

    def would_add(self, held: Held) -> float | None:
        """What an order that has no place would add, None where it fits nowhere; it stays out."""
        cost = self.fit_in(held)
        self.drop(held)
        return cost

    def place_as(self, held: Held, chosen: Mapping[str, Spot]) -> bool:
        """Place what is open of an order exactly so; says whether it could be. For what is not in rows: never."""
        demand = self.demand_of(held)
        if not demand.open:
            return True
        if not self._for_columns(demand) or chosen.keys() != demand.open.keys():
            return False
        held.number = self.columns.append(demand)
        if self._as_chosen(held.number, chosen) >= NEVER:
            held.number = None
        return held.number is not None

    def place(self, number: int) -> float:
        """Place the rows of an order where they add least; NEVER where they don't fit."""
        columns = self.columns
        cost = insert(columns.shared, columns.state, columns.table, columns.log, number, NO_TARGET, 1.0)
        return self._placed(float(cost))

    def take_out(self, number: int) -> float:
        """Take the rows of an order out of their runs; returns what that saves."""
        columns = self.columns
        saved = float(remove(columns.shared, columns.state, columns.log, number))
        columns.log.length[0] = 0
        self.cost -= saved
        return saved

    def drop(self, held: Held) -> float:
        """Take out what is not confirmed of an order; returns what that saves."""
        saved = 0.0
        if held.number is not None:
            saved = self.take_out(held.number)
        elif held.general is not None:
            saved = float(held.general.cost)
            self.cost -= saved
            for run in held.general.runs:
                self.columns.commit(run, -1)
                self.columns.forbid(run, yes=False)
        held.number = held.general = None
        return saved

    def bar(self, held: Held, supplier: str, process: str) -> None:
        """The supplier is not asked again to do a process for an order."""
        held.barred.add((supplier, process))
        if held.number is not None:
            self._close(held.number, held.barred)

    def demand_of(self, held: Held) -> Demand:
        """What of an order is not confirmed."""
        order = held.order
        if order.destination not in self._zones:
            order = replace(order, destination=ELSEWHERE)
        order = replace(order, due=min(order.due, self.end - timedelta(days=1)))
        committed = (*self._committed.get(order.id, ()), *held.confirmed)
        return demand_of(replace(self._bare, committed=committed), order)

    def _placed(self, cost: float) -> float:
        self.columns.log.length[0] = 0
        self.cost += cost if cost < NEVER else 0.0
        return cost

    def _for_columns(self, demand: Demand) -> bool:
        first = max(demand.order.earliest, self.problem.start)
        processes = {need.step.process for need in demand.open.values()}
        return (
            first <= demand.order.due
            and len(processes) == len(demand.open)
            and not hopeless(self.terms, demand)
            and fit_for_rows(self.terms, demand, first.toordinal())
        )

    def _close(self, number: int, barred: Collection[tuple[str, str]]) -> None:
        """Leave suppliers out for the rows of an order."""
        columns = self.columns
        for row in columns.rows_of(number) if barred else ():
            at = columns.candidates_of(row).start
            for i, offer in enumerate(columns.nodes[row].kind.offers):
                supplier, terms = columns.numbers.makers[offer]
                if columns.nodes[row].name is not None and (supplier.id, terms.process) in barred:
                    columns.table.windows[at + i] = 1, 0

    def _as_chosen(self, number: int, chosen: Mapping[str, Spot]) -> float:
        columns = self.columns
        for i, row in enumerate(columns.rows_of(number)):
            node = columns.nodes[row]
            columns.table.chosen[i] = 0, node.fixed
            if node.name is not None:
                spot = chosen[node.name]
                offer = columns.numbers.offer_number(spot.supplier, spot.process)
                candidate = int(np.flatnonzero(node.kind.offers == offer)[0])
                columns.table.chosen[i] = candidate, spot.start.toordinal() - columns.first
        return self._placed(float(place(columns.shared, columns.state, columns.table, columns.log, number)))

    def _confirmed(self, held: Held, spot: Spot) -> CommittedRun:
        columns, number = self.columns, held.number
        if number is None:
            raise KeyError(spot.step)
        row = next(row for row in columns.rows_of(number) if columns.nodes[row].name == spot.step)
        state = columns.state
        line, start, offer = int(state.line[row]), int(state.start[row]), int(state.offer[row])
        worked, last = state.work[line, start].copy(), int(state.last[line, start])
        part = worked * float(spot.quantity) / float(worked.sum())
        self.drop(held)
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
