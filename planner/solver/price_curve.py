"""The least cost of an order for each day on which it may arrive: what a day more or less is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.domain.plan import PricePoint
from planner.solver.aims import Aims
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.work import Work, of_programme

#: How many days after the due date (or the first day, where that is later) waiting is looked at.
BEYOND = 14

#: Units of work for routings whose points must be searched for one by one.
WORK = 60


def price_curve(draft: Draft, demand: Demand, known: Iterable[tuple[date, int]] = ()) -> tuple[PricePoint, ...]:
    """Price by date of arrival, over what the draft holds. `known`: arrival and cost of plans that are there already.

    Without forks, and where no process comes up twice, the programme's curve is what plans reach. Otherwise each point
    is searched for, the latest first; what is left when the allowance is used up is the programme's lower bound.
    """
    order = demand.order
    first = max(order.earliest, draft.terms.problem.start).toordinal()
    last = min(max(order.due.toordinal(), first) + BEYOND, date.max.toordinal() - 1)
    late = replace(demand, order=replace(order, due=date.fromordinal(last)))
    horizon = horizon_of(draft.terms.problem, late)
    aims = Aims(Draft(draft.terms, horizon.first + horizon.length, draft.book), late, horizon)
    processes = [need.step.process for need in demand.open.values()]
    points = _searched(aims) if demand.forks or len(set(processes)) < len(processes) else _steps(aims, horizon.by)
    soonest = _delivered(draft, demand)
    found = [PricePoint(max(at, soonest), cost, bound=bound) for at, cost, bound in points]
    found += [PricePoint(arrives, cost) for arrives, cost in known]
    kept = [*_falling(p for p in found if not p.bound), *_falling(p for p in found if p.bound)]
    kept.sort(key=lambda point: (point.arrives, point.bound))
    return tuple(replace(point, late=point.arrives > order.due) for point in kept)


def _steps(aims: Aims, by: int) -> Iterator[tuple[date, int, bool]]:
    """Where the programme's curve falls, up to column `by`."""
    curve = aims.tree.curve[: by + 1]
    falls = np.flatnonzero(curve < np.concatenate(([np.inf], curve[:-1])))
    for column in falls:
        yield date.fromordinal(aims.horizon.first + int(column)), round(float(curve[column])), False


def _searched(aims: Aims) -> Iterator[tuple[date, int, bool]]:
    """The cheapest plan for the last day, then for the day before it arrives, and so on; then the bound."""
    units, work = of_programme(aims.draft.terms, aims.demand, aims.horizon), Work(WORK)
    by = aims.horizon.by
    while by >= 0 and np.isfinite(aims.tree.curve[by]) and work.left > 0:
        found = aims.whole(by)
        if found is None:
            return
        candidate, nodes = found
        work.take(units * nodes)
        yield candidate.arrives, candidate.cost, False
        by = min(by, candidate.arrives.toordinal() - aims.horizon.first) - 1
    for at, cost, _ in _steps(aims, by):
        yield at, cost, True


def _falling(points: Iterable[PricePoint]) -> Iterator[PricePoint]:
    """Those that are cheaper than all before them."""
    least = None
    for point in sorted(points, key=lambda point: (point.arrives, point.cost)):
        if least is None or point.cost < least:
            yield point
            least = point.cost


def _delivered(draft: Draft, demand: Demand) -> date:
    """When the last of the confirmed lots that go to the customer is there; no point can lie before that."""
    days = [date.min]
    for lot in demand.delivering:
        known = draft.terms.suppliers.get(lot.supplier)
        leg = draft.terms.problem.shipping.leg(known.zone, demand.order.destination) if known else None
        days.append(date.fromordinal(lot.ready) + timedelta(days=leg.days if leg else 0))
    return max(days)
