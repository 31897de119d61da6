"""From orders to arrays, and from arrays back to a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from planner.domain.problem import Quantity
from planner.solver.book import Line
from planner.solver.demand import Demand
from planner.solver.draft import Draft, even
from planner.solver.joint.alone import alone_of
from planner.solver.joint.compiled import SAME
from planner.solver.joint.rows import fit_for_rows
from planner.solver.joint.shared import Orders, Shared, orders_of
from planner.solver.joint.state import State
from planner.solver.joint.together import plan_together
from planner.solver.refusal import hopeless
from planner.solver.tables import Horizon
from planner.solver.terms import Terms
from planner.solver.trips import Layout, Placing

#: Arrays hold as many days; an order due later is left to the search for single ones.
MOST_DAYS = 500


@dataclass(frozen=True)
class Adopted:
    """`alone`: what each order would cost alone, minor units; `bound`: on all of the orders together, not rounded."""

    alone: dict[str, int]
    bound: float


def fit_for_it(terms: Terms, demand: Demand, horizon: Horizon) -> bool:
    """Can the order be planned in arrays: trees of open steps, no process twice, not too long?"""
    processes = {need.step.process for need in demand.open.values()}
    return (
        0 < horizon.length <= MOST_DAYS
        and bool(demand.open)
        and len(processes) == len(demand.open)
        and not hopeless(terms, demand)
        and fit_for_rows(terms, demand, horizon.first)
    )


def adopt_together(
    draft: Draft,
    demands: Sequence[Demand],
    first: int,
    *,
    seconds: float,
    seed: int,
    stop: Callable[[], bool],
    report: Callable[[float, float, int], None],
) -> Adopted:
    """Plan orders together and place them in a draft that has no planned runs yet. `first`: an ordinal day.

    An order that costs more alone than its budget, or finds no room, is left out.
    """
    orders = orders_of(draft.terms, draft.book, demands, first, draft.end - first)
    alone = dict(zip((demand.order.id for demand in demands), alone_of(orders), strict=True))
    within = [d for d in demands if d.order.budget is None or alone[d.order.id] <= d.order.budget]
    if len(within) < len(demands):
        orders = orders_of(draft.terms, draft.book, within, first, draft.end - first)
    found = plan_together(orders, seconds=seconds, seed=seed, stop=stop, report=report)
    placed = [i for i, step in enumerate(found.shared.order_begin[:-1]) if found.state.offer[step] >= 0]
    layouts = [(within[i], _layout(orders, found.shared, found.state, i)) for i in placed]
    draft.adopt(layouts, _days(orders, found.shared, found.state))
    return Adopted({name: int(cost) for name, cost in alone.items() if np.isfinite(cost)}, found.bound)


def _layout(orders: Orders, shared: Shared, state: State, order: int) -> Layout:
    """Where the lots of a placed order go."""
    demand, placings = orders.demands[order], []
    for step in range(shared.order_begin[order], shared.order_begin[order + 1]):
        supplier, offer = orders.makers[state.offer[step]]
        name, start = orders.steps[step], orders.first + int(state.start[step])
        if name is None:
            continue
        placings.append(Placing(name, supplier, offer, start, demand.open[name].quantity))
    return Layout(tuple(placings))


def _days(orders: Orders, shared: Shared, state: State) -> dict[tuple[Line, int], dict[int, Quantity]]:
    lots: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for step in np.flatnonzero(state.offer >= 0).tolist():
        demand = orders.demands[shared.owner[step]]
        name = orders.steps[step]
        if name is not None:
            lots[int(state.line[step]), int(state.start[step])] += Decimal(demand.open[name].quantity)
    return worked_days(lots, orders.lines, orders.first, state)


def worked_days(
    lots: Mapping[tuple[int, int], Decimal], lines: Sequence[Line], first: int, state: State
) -> dict[tuple[Line, int], dict[int, Quantity]]:
    """The working days of every planned run, as ordinals, with what is worked on each: exactly its lots.

    `lots`: how much is planned, by line and start column; `first`: the ordinal day of the first column.
    """
    days: dict[tuple[Line, int], dict[int, Quantity]] = {}
    for (line, start), rest in lots.items():
        worked: dict[int, Quantity] = {}
        for since in np.flatnonzero(state.work[line, start] > SAME):
            amount = min(rest, Decimal(repr(round(float(state.work[line, start, since]), 9))))
            worked[first + start + int(since)] = even(amount)
            rest -= amount
        if rest:  # the noise of binary fractions
            last = max(worked)
            worked[last] = even(worked[last] + rest)
        days[lines[line], first + start] = worked
    return days
