"""All plans of a tiny order, one after another: the oracle for cost, time and reliability.

Steps may be divided into at most `lots` lots of whole pieces. Plans are built from the format's rules alone, with
nothing of the solver, and judged by the invariants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from planner.domain.plan import Plan, PlannedOrder, Run, Shipment
from planner.domain.problem import Leg, Lot, Offer, Problem, ProblemOrder, ProblemStep, Quantity, Supplier

from .invariants import charge, faults, rounded, starts


@dataclass(frozen=True)
class _Lot:
    """A lot of whole pieces; `fixed`: the committed run it is in."""

    supplier: Supplier
    offer: Offer
    start: date
    quantity: Quantity
    fixed: Run | None = None


@dataclass
class _Want:
    run: Run
    lot: _Lot
    rest: Decimal


def all_plans(problem: Problem, lots: int = 1) -> Iterator[Plan]:
    """Every valid plan of a problem with one order, without regard to its budget."""
    order = problem.orders[0]
    for chosen in _assignments(problem, order, order.steps, {}, lots):
        plan = _plan(problem, order, chosen)
        if plan is not None and not faults(problem, plan):
            yield plan


def _assignments(
    problem: Problem, order: ProblemOrder, steps: Sequence[ProblemStep], chosen: dict[str, tuple[_Lot, ...]], lots: int
) -> Iterator[dict[str, tuple[_Lot, ...]]]:
    if not steps:
        yield chosen
        return
    step, *rest = steps
    confirmed = _confirmed(problem, order, step)
    for division in _divisions(problem, order, step, confirmed, lots):
        yield from _assignments(problem, order, rest, {**chosen, step.step: division}, lots)


def _confirmed(problem: Problem, order: ProblemOrder, step: ProblemStep) -> tuple[_Lot, ...]:
    """The lots of a step that are committed, as if their runs were the plan's."""
    lots = []
    for i, run in enumerate(problem.committed):
        for lot in run.lots:
            if (lot.order, lot.step) == (order.id, step.step):
                by = next(s for s in problem.suppliers if s.id == run.supplier)
                offer = next(o for o in by.offers if o.process == run.process)
                as_run = Run(f"committed:{i}", by.id, run.process, run.variant, run.days, run.ready, run.lots, 0)
                lots.append(_Lot(by, offer, run.start, lot.quantity, as_run))
    return tuple(lots)


def _divisions(
    problem: Problem, order: ProblemOrder, step: ProblemStep, confirmed: tuple[_Lot, ...], lots: int
) -> Iterator[tuple[_Lot, ...]]:
    places = [
        (by, offer, start)
        for by in problem.suppliers
        for offer in by.offers
        if offer.takes(step.process, step.values) and offer.daily_capacity
        for start in starts(problem, by, order)
    ]
    whole = int(step.quantity) - sum(int(lot.quantity) for lot in confirmed)
    if whole <= 0:
        yield confirmed
        return
    for count in range(1, lots + 1):
        for group in combinations(places, count):
            for cuts in combinations(range(1, whole), count - 1):
                amounts = [b - a for a, b in zip((0, *cuts), (*cuts, whole), strict=True)]
                new = (_Lot(*place, amount) for place, amount in zip(group, amounts, strict=True))
                yield (*confirmed, *new)


def _plan(problem: Problem, order: ProblemOrder, chosen: dict[str, tuple[_Lot, ...]]) -> Plan | None:
    runs: dict[tuple[object, ...], list[tuple[str, _Lot]]] = defaultdict(list)
    made: dict[tuple[object, ...], Run] = {}
    variants = {step.step: step.variant_values for step in order.steps}
    for name, lots in chosen.items():
        for lot in lots:
            if lot.fixed:
                made[_key(lot, variants[name])] = lot.fixed
                continue
            runs[_key(lot, variants[name])].append((name, lot))
    load: dict[tuple[str, str, date], Quantity] = defaultdict(int)
    for fixed in problem.committed:
        for when, amount in fixed.days.items():
            load[fixed.supplier, fixed.process, when] += amount
    for i, (key, group) in enumerate(sorted(runs.items(), key=lambda item: item[1][0][1].start)):
        run = _run(problem, order, f"r{i}", group, variants[group[0][0]], load)
        if run is None:
            return None
        made[key] = run
    shipments = list(_shipments(problem, order, chosen, made, variants))
    cost = sum(run.cost for run in made.values()) + sum(s.cost for s in shipments)
    arrivals = [s.arrive for s in shipments if s.to_step is None]
    for step in order.steps:
        for lot in chosen[step.step]:
            if lot.fixed and not any(step.step in other.after for other in order.steps):
                leg = problem.shipping.leg(lot.supplier.zone, order.destination)
                arrivals.append(lot.fixed.ready + timedelta(days=leg.days))
    arrives = max(arrivals, default=order.earliest)
    return Plan(
        "complete",
        cost,
        None,
        None,
        0,
        tuple(run for run in made.values() if not run.id.startswith("committed:")),
        tuple(shipments),
        (PlannedOrder(order.id, arrives, cost),),
    )


def _key(lot: _Lot, variant: dict[str, str]) -> tuple[object, ...]:
    return lot.supplier.id, lot.offer.process, frozenset(variant.items()), lot.start, lot.fixed and lot.fixed.id


def _run(
    problem: Problem,
    order: ProblemOrder,
    name: str,
    lots: list[tuple[str, _Lot]],
    variant: dict[str, str],
    load: dict[tuple[str, str, date], Quantity],
) -> Run | None:
    first = lots[0][1]
    rest: Quantity = sum(lot.quantity for _, lot in lots)
    days: dict[date, Quantity] = {}
    when = first.start
    while rest and when <= order.due:
        free = first.offer.daily_capacity - load[first.supplier.id, first.offer.process, when]
        if free > 0 and first.supplier.works_on(when):
            days[when] = min(free, rest)
            rest -= days[when]
        when += timedelta(days=1)
    if rest or min(days) != first.start:
        return None
    for day, amount in days.items():
        load[first.supplier.id, first.offer.process, day] += amount
    joined = [
        c.quantity
        for c in problem.committed
        if (c.supplier, c.process, c.start) == (first.supplier.id, first.offer.process, first.start)
        and dict(c.variant) == variant
    ]
    held: Quantity = sum(joined)
    total = held + sum(lot.quantity for _, lot in lots)
    cost = charge(first.offer, total) - (charge(first.offer, held) if joined else 0)
    return Run(
        name,
        first.supplier.id,
        first.offer.process,
        variant,
        days,
        max(days) + timedelta(days=first.offer.lead_days),
        tuple(Lot(order.id, step, lot.quantity) for step, lot in lots),
        cost,
    )


def _shipments(
    problem: Problem,
    order: ProblemOrder,
    chosen: dict[str, tuple[_Lot, ...]],
    made: dict[tuple[object, ...], Run],
    variants: dict[str, dict[str, str]],
) -> Iterator[Shipment]:
    for step in order.steps:
        sources = [(made[_key(lot, variants[step.step])], lot) for lot in chosen[step.step]]
        targets = [other for other in order.steps if step.step in other.after]
        for target in targets:
            wanted = [
                _Want(
                    made[_key(lot, variants[target.step])], lot, Decimal(lot.quantity) * step.quantity / target.quantity
                )
                for lot in chosen[target.step]
            ]
            for run, lot in sources:
                rest = Decimal(lot.quantity)
                for goal in wanted:
                    moved = min(rest, goal.rest)
                    if moved > 0:
                        rest, goal.rest = rest - moved, goal.rest - moved
                        there = goal.lot.supplier
                        within = lot.supplier.id == there.id
                        leg = Leg() if within else problem.shipping.leg(lot.supplier.zone, there.zone)
                        if not (lot.fixed and goal.lot.fixed):
                            yield _shipment(order.id, step.step, run, target.step, goal.run.id, moved, leg)
        for run, lot in sources if not targets else ():
            if lot.fixed:
                continue
            leg = problem.shipping.leg(lot.supplier.zone, order.destination)
            yield _shipment(order.id, step.step, run, None, None, lot.quantity, leg)


def _shipment(
    order: str, step: str, run: Run, to_step: str | None, to_run: str | None, amount: Quantity, leg: Leg
) -> Shipment:
    cost = leg.cost + rounded(leg.unit_cost * Decimal(amount))
    arrive = run.ready + timedelta(days=leg.days)
    return Shipment(order, step, run.id, to_step, to_run, amount, run.ready, arrive, cost)
