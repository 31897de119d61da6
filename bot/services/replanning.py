"""What was left open, planned anew around what stays: the attempts, from the gentlest to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from bot.services.office import Office
from bot.services.planning import (
    HORIZON,
    barred_pairs,
    committed_runs,
    first_day,
    problem_order,
    reachable_suppliers,
)
from bot.services.pricing import price_of
from planner.domain.order import Job, JobStatus, Order, Replan
from planner.domain.plan import Option, Run, Shipment
from planner.domain.problem import Offer, Problem, Supplier


@dataclass(frozen=True)
class Attempt:
    """One try: the problem, and the jobs it keeps. `own`: the committed runs that are this order's, as job numbers."""

    problem: Problem
    kept: tuple[Job, ...]
    own: dict[str, int]


def attempts(
    order: Order, office: Office, booked: Sequence[tuple[int, Job]], unreachable: frozenset[int]
) -> Iterator[Attempt]:
    """From the gentlest to the last: every job stays; those who have not answered may be moved, first those behind the
    gap, then all; at a higher price; at last later too, with those behind the gap freed, then everybody."""
    if order.promise is None:
        return
    promise, start = order.promise, first_day(office)
    live = order.live_jobs
    accepted = tuple(job for job in live if job.status is JobStatus.ACCEPTED)
    behind = _behind_the_gap(order, office)
    on_time = (live, tuple(job for job in live if job in accepted or job.number not in behind), accepted)
    later = (
        live,
        tuple(job for job in live if job.number not in behind),
        tuple(job for job in accepted if job.number not in behind),
        (),
    )
    tries: list[tuple[tuple[Job, ...], date, int | None]] = [
        *((kept, promise.latest, promise.price) for kept in on_time),
        *((kept, promise.latest, None) for kept in on_time),
        *((kept, max(promise.latest, start) + HORIZON, None) for kept in later),
    ]
    others = [(number, job) for number, job in booked if number != order.id]
    for i, (kept, due, price) in enumerate(tries):
        if (kept, due, price) not in tries[:i]:
            yield _attempt(order, office, others, unreachable, kept, due, price)


def _behind_the_gap(order: Order, office: Office) -> frozenset[int]:
    """The numbers of the live jobs whose steps wait, directly or not, for a step that nobody has now."""
    steps = problem_order(order, office.trades[order.trade], office.today(), office.today(), None).steps
    reached = {step.step for step in steps} - {name for job in order.live_jobs for name in job.steps}
    grown = True
    while grown:
        more = {step.step for step in steps if reached & set(step.after)} - reached
        reached |= more
        grown = bool(more)
    return frozenset(job.number for job in order.live_jobs if reached & set(job.steps))


def _attempt(
    order: Order,
    office: Office,
    others: Sequence[tuple[int, Job]],
    unreachable: frozenset[int],
    kept: tuple[Job, ...],
    due: date,
    price: int | None,
) -> Attempt:
    trade, start = office.trades[order.trade], first_day(office)
    runs = committed_runs([*((order.id, job) for job in kept), *others])
    budget = None
    if price is not None:
        sunk = sum(job.run.cost for job in kept) + sum(s.cost for s in _kept_shipments(order, kept))
        budget = price - sunk
    suppliers = reachable_suppliers(trade, unreachable, barred_pairs(order))
    problem = Problem(
        start=start,
        currency=trade.catalogue.currency,
        suppliers=_with_counters(suppliers, order, start),
        shipping=trade.book.shipping,
        orders=(problem_order(order, trade, start, due, budget),),
        committed=runs,
    )
    return Attempt(problem, kept, {f"committed:{i}": job.number for i, job in enumerate(kept)})


def _with_counters(suppliers: Sequence[Supplier], order: Order, start: date) -> tuple[Supplier, ...]:
    """Suppliers who named other terms offer those terms now, and only those. A part of the quantity is not taken."""
    open_counters = {job.supplier: job for job in order.jobs if job.status is JobStatus.COUNTERED}
    return tuple(_countered(s, open_counters[s.id], start) if s.id in open_counters else s for s in suppliers)


def _countered(supplier: Supplier, job: Job, start: date) -> Supplier:
    counter = job.counter
    total = sum(Decimal(lot.quantity) for lot in job.run.lots)
    others = tuple(o for o in supplier.offers if o.process != job.run.process)
    current = next((o for o in supplier.offers if o.process == job.run.process), None)
    if counter is None or current is None or (counter.quantity is not None and counter.quantity < total):
        return replace(supplier, offers=others)
    closed = supplier.closed
    if counter.ready is not None:
        first = max(counter.ready - timedelta(days=current.lead_days), start)
        closed = closed | {start + timedelta(days=n) for n in range((first - start).days)}
    return replace(supplier, offers=(*others, _terms(current, job)), closed=closed)


def _terms(offer: Offer, job: Job) -> Offer:
    """The offer at the price that was named; a price for the whole counts as one, whatever the quantity."""
    counter = job.counter
    if counter is not None and counter.total_price is not None:
        return replace(offer, setup_cost=counter.total_price, unit_costs=((1, Decimal(0)),), min_quantity=0)
    if counter is not None and counter.unit_price is not None:
        return replace(offer, setup_cost=0, unit_costs=((1, counter.unit_price),), min_quantity=0)
    total = sum(Decimal(lot.quantity) for lot in job.run.lots)
    rate = Decimal(job.run.cost) / total if total else Decimal(0)
    return replace(offer, setup_cost=0, unit_costs=((1, rate),), min_quantity=0)


def replan_of(order: Order, attempt: Attempt, option: Option, office: Office) -> Replan:
    """What an attempt's option means for the order. A run that a maker has before them just so already stays theirs."""
    live = {_terms_of(job.run): job for job in order.live_jobs if job not in attempt.kept}
    same = {run.id: live[_terms_of(run)] for run in option.plan.runs if _terms_of(run) in live}
    names = {**attempt.own, **{run: job.number for run, job in same.items()}}
    kept = (*attempt.kept, *same.values())
    runs = tuple(run for run in option.plan.runs if run.id not in same)
    shipments = (
        *_kept_shipments(order, attempt.kept),
        *(_renamed(s, names) for s in option.plan.shipments),
    )
    countered = {
        (job.supplier, job.run.process)
        for job in order.jobs
        if job.status is JobStatus.COUNTERED and job.counter is not None
    }
    cost = sum(job.run.cost for job in kept) + sum(run.cost for run in runs) + sum(s.cost for s in shipments)
    # What was promised is kept as long as it covers the cost: our share pays for the change.
    promised = order.promise.price if order.promise else 0
    return Replan(
        runs=runs,
        shipments=shipments,
        kept=tuple(job.number for job in kept),
        agreed=tuple(run.id for run in runs if (run.supplier, run.process) in countered),
        price=promised if cost <= promised else price_of(cost, office.service_percent),
        arrives=max(s.arrive for s in shipments if s.to_step is None),
    )


def _terms_of(run: Run) -> tuple[object, ...]:
    """All that a maker agrees to: two runs with the same terms are the same job."""
    days = tuple(sorted((day, Decimal(q)) for day, q in run.days.items()))
    lots = tuple(sorted((lot.order, lot.step, Decimal(lot.quantity)) for lot in run.lots))
    return run.supplier, run.process, days, run.ready, lots, run.cost


def _kept_shipments(order: Order, kept: Sequence[Job]) -> tuple[Shipment, ...]:
    """Freight that stays as it is: between kept jobs, and from kept jobs to the customer."""
    numbers = {str(job.number) for job in kept}
    return tuple(s for s in order.shipments if s.run in numbers and (s.to_run is None or s.to_run in numbers))


def _renamed(shipment: Shipment, own: dict[str, int]) -> Shipment:
    """Committed runs of this order go by their job's number."""
    run = str(own.get(shipment.run, shipment.run))
    to_run = None if shipment.to_run is None else str(own.get(shipment.to_run, shipment.to_run))
    return replace(shipment, run=run, to_run=to_run)
