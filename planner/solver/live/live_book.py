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

import numpy as np

from planner.domain.changes import Placement, Spot
from planner.domain.problem import CommittedRun, Problem, ProblemOrder
from planner.solver.demand import Demand, demand_of
from planner.solver.joint.compiled import NEVER
from planner.solver.joint.moves import insert, place, remove
from planner.solver.joint.rows import fit_for_rows
from planner.solver.joint.warm import warm_up
from planner.solver.joint.ways import Target
from planner.solver.live.columns import Columns
from planner.solver.live.confirming import commit
from planner.solver.live.general import confirm_in_general, in_general
from planner.solver.live.held import Held
from planner.solver.live.spots import arrival, spots_of
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
        self.committed: dict[str, list[CommittedRun]] = defaultdict(list)
        for run in problem.committed:
            for name in {lot.order for lot in run.lots}:
                self.committed[name].append(run)
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
        return Placement(order.id, round(cost), arrival(self, held, spots), spots)

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
        commit(self, held, spots[step])
        self.fit_in(held, spots)

    def spots(self, order: str) -> dict[str, Spot]:
        """Where the lots of an order are that are not confirmed, by step; of divided steps the last to be ready."""
        return spots_of(self, self.held[order])

    def confirmed(self, order: str, step: str) -> list[CommittedRun]:
        """The runs that have confirmed lots of a step."""
        runs = (*self.committed.get(order, ()), *self.held[order].confirmed)
        return [run for run in runs if any((lot.order, lot.step) == (order, step) for lot in run.lots)]

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

    def demand_of(self, held: Held) -> Demand:
        """What of an order is not confirmed."""
        order = held.order
        if order.destination not in self._zones:
            order = replace(order, destination=ELSEWHERE)
        order = replace(order, due=min(order.due, self.end - timedelta(days=1)))
        committed = (*self.committed.get(order.id, ()), *held.confirmed)
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
