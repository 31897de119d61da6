"""What was left open, planned anew around what stays: the attempts, from the gentlest to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from bot.services.office import Office
from bot.services.planning import (
    HORIZON,
    Booked,
    barred_pairs,
    committed_runs,
    first_day,
    lesser_days,
    problem_order,
    reachable_suppliers,
    useful_by_step,
)
from bot.services.pricing import price_of
from bot.services.terms import pushed, run_at
from planner.domain.lifecycle.asking import countered
from planner.domain.order import BEGUN, Job, JobStatus, Order, Replan
from planner.domain.plan import Option, Run, Shipment
from planner.domain.problem import Offer, Problem, Supplier

#: What of the promise an attempt keeps: all of it, the day, the price, or nothing.
Aim: TypeAlias = Literal["all", "day", "price", "nothing"]

#: More ways than this are no choice but a burden.
MOST_WAYS = 3


@dataclass(frozen=True)
class Attempt:
    """One try: the problem, and the jobs it keeps. `own`: the committed runs that are this order's, as job numbers.

    `taken`: of these, jobs kept at the terms that their supplier has named. `aim`: what of the promise it keeps.
    """

    problem: Problem
    kept: tuple[Job, ...]
    own: dict[str, int]
    taken: tuple[Job, ...] = ()
    aim: Aim = "all"


@dataclass(frozen=True)
class Situation:
    """An order to be planned anew, and what holds capacity besides. `reliability`: as learned, by supplier;
    `pairs`: who finishes well together."""

    order: Order
    booked: Booked
    unreachable: frozenset[int] = frozenset()
    reliability: dict[str, float] = field(default_factory=dict)
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)


def attempts(now: Situation, office: Office) -> Iterator[Attempt]:
    """From the gentlest to the last.

    Every job stays that can; those who have not answered may be moved, first those behind the gap, then all; then the
    same at a higher price; at last later too, with those behind the gap freed, then all but what has begun. What a
    supplier would do of it at its own terms is tried before anybody else is looked for.
    """
    order = now.order
    if order.promise is None:
        return
    promise, start = order.promise, first_day(office)
    live = in_time(order)
    accepted = tuple(job for job in live if job.status is not JobStatus.OFFERED)
    begun = tuple(job for job in live if job.status in BEGUN)
    behind = behind_the_gap(order, live, office)
    after = tuple(job for job in live if job in begun or job.number not in behind)
    on_time = (live, tuple(job for job in live if job in accepted or job.number not in behind), accepted, after)
    later = (live, after, tuple(job for job in accepted if job in begun or job.number not in behind), begun)
    far = max(promise.latest, start) + HORIZON
    parts = _partly(order, office)
    stages: tuple[tuple[Aim, date, int | None, tuple[tuple[Job, ...], ...]], ...] = (
        ("all", promise.latest, promise.price, on_time),
        ("day", promise.latest, None, on_time),
        ("price", far, promise.price, later),
        ("nothing", far, None, later),
    )
    for aim, due, price, keeping in stages:
        if parts:
            yield _attempt(now, office, (*live, *parts), due, price, parts, aim=aim)
        for i, kept in enumerate(keeping):
            if kept in keeping[:i]:
                continue
            yield _attempt(now, office, kept, due, price, aim=aim)


def escalation(now: Situation, office: Office, slow: Job) -> Attempt | None:
    """Somebody else for a job that stays unanswered, with all others where they are, within date and price."""
    order = now.order
    if order.promise is None:
        return None
    kept = tuple(job for job in order.live_jobs if job.number != slow.number)
    asked = {(job.supplier, job.run.process) for job in (slow, *order.rivals(slow.number))}
    return _attempt(now, office, kept, order.promise.latest, order.promise.price, barred=frozenset(asked))


def rearrangements(now: Situation, office: Office, job: Job | None, supplier: str | None) -> Iterator[Attempt]:
    """Ways to make an order that nothing is wrong with differently, within date and price.

    With a `job`, that one goes to `supplier`, and of the others only those may move who have not answered and come
    after it; without, all who have not answered may.
    """
    order = now.order
    if order.promise is None:
        return
    live = in_time(order)
    settled = tuple(other for other in live if other.status is not JobStatus.OFFERED)
    if job is None or supplier is None:
        yield _attempt(now, office, settled, order.promise.latest, order.promise.price)
        return
    others = tuple(other for other in live if other.number != job.number)
    behind = behind_the_gap(order, others, office)
    kept_still = tuple(other for other in others if other in settled or other.number not in behind)
    makers = office.trades[order.trade].book.partners
    barred = frozenset((name, job.run.process) for name in makers if name != supplier)
    for kept in (others, kept_still)[: 1 if kept_still == others else 2]:
        yield _attempt(
            now,
            office,
            kept,
            order.promise.latest,
            order.promise.price,
            barred=barred,
            allowed=frozenset({(supplier, job.run.process)}),
        )


def in_time(order: Order) -> tuple[Job, ...]:
    """The live jobs whose goods come in time; one that has begun and has to wait for them is pushed back."""
    jobs = {job.number: job for job in order.live_jobs}
    arrives = {(s.run, s.to_run): s for s in order.shipments}
    for _ in tuple(jobs):
        moved = False
        for s in arrives.values():
            sender, receiver = jobs.get(int(s.run)), jobs.get(int(s.to_run)) if s.to_run else None
            if sender is None or receiver is None or sender.status in (JobStatus.SHIPPED, JobStatus.RECEIVED):
                continue
            lands = sender.run.ready + (s.arrive - s.depart)
            if lands <= receiver.start:
                continue
            moved = True
            if receiver.begun:
                jobs[receiver.number] = replace(receiver, run=pushed(receiver, lands))
            else:
                del jobs[receiver.number]
        if not moved:
            break
    return tuple(jobs.values())


def behind_the_gap(order: Order, live: Sequence[Job], office: Office) -> frozenset[int]:
    """The numbers of the live jobs whose steps wait, directly or not, for a step that nobody has now."""
    steps = problem_order(order, office.trades[order.trade], office.today(), office.today(), None).steps
    done = useful_by_step(order.id, live)
    reached = {step.step for step in steps if done.get(step.step, 0) < Decimal(step.quantity)}
    grown = True
    while grown:
        more = {step.step for step in steps if reached & set(step.after)} - reached
        reached |= more
        grown = bool(more)
    return frozenset(job.number for job in live if reached & set(job.steps))


def _partly(order: Order, office: Office) -> tuple[Job, ...]:
    """What suppliers would do who can do only a part: their jobs with just that."""
    trade = office.trades[order.trade]
    parts: list[Job] = []
    for job in order.jobs:
        partner = trade.book.partners.get(job.supplier)
        if job not in countered(order) or job.counter is None or partner is None:
            continue
        if job.counter.quantity is not None and job.counter.quantity < job.quantity:
            run = run_at(job, job.counter, partner.supplier)
            if run is not None and min(run.days) >= first_day(office):
                parts.append(replace(job, run=run))
    return tuple(parts)


def _attempt(
    now: Situation,
    office: Office,
    kept: tuple[Job, ...],
    due: date,
    price: int | None,
    taken: tuple[Job, ...] = (),
    *,
    barred: frozenset[tuple[str, str]] = frozenset(),
    allowed: frozenset[tuple[str, str]] = frozenset(),
    aim: Aim = "all",
) -> Attempt:
    order = now.order
    trade, start = office.trades[order.trade], first_day(office)
    others = [(number, job) for number, job in now.booked if number != order.id]
    waiting = [not_gone(job, office.today()) for job in kept]
    held = [*((order.id, job) for job in waiting), *others]
    runs = (*committed_runs(held), *lesser_days(trade, held, start))
    budget = None
    if price is not None:
        sunk = sum(job.run.cost for job in kept) + sum(s.cost for s in _kept_shipments(order, kept))
        budget = price - sunk
    out = (barred_pairs(order) - allowed) | barred | {(job.supplier, job.run.process) for job in taken}
    suppliers = reachable_suppliers(trade, now.unreachable | {order.consumer}, out, now.reliability)
    problem = Problem(
        start=start,
        currency=trade.catalogue.currency,
        suppliers=with_counters(suppliers, order, start),
        shipping=trade.book.shipping,
        orders=(problem_order(order, trade, start, due, budget),),
        committed=runs,
        pairs=now.pairs,
    )
    own = {f"committed:{i}": job.number for i, job in enumerate(kept)}
    return Attempt(problem, kept, own, taken, aim)


def not_gone(job: Job, today: date) -> Job:
    """Goods that are still with their maker leave today at the earliest, whenever they should have."""
    if job.status in (JobStatus.SHIPPED, JobStatus.RECEIVED) or job.run.ready >= today:
        return job
    return replace(job, run=replace(job.run, ready=today))


def with_counters(suppliers: Sequence[Supplier], order: Order, start: date) -> tuple[Supplier, ...]:
    """Suppliers who named other terms offer those terms now, and only those. For a part of the quantity see above."""
    open_counters = {job.supplier: job for job in countered(order)}
    return tuple(_countered(s, open_counters[s.id], start) if s.id in open_counters else s for s in suppliers)


def _countered(supplier: Supplier, job: Job, start: date) -> Supplier:
    counter = job.counter
    others = tuple(o for o in supplier.offers if o.process != job.run.process)
    current = next((o for o in supplier.offers if o.process == job.run.process), None)
    if counter is None or current is None or (counter.quantity is not None and counter.quantity < job.quantity):
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
    rate = Decimal(job.run.cost) / job.quantity if job.quantity else Decimal(0)
    return replace(offer, setup_cost=0, unit_costs=((1, rate),), min_quantity=0)


def best(options: Sequence[Option], aim: Aim) -> Option:
    """Of plans for an attempt: the earliest where only the price is kept, else the cheapest."""
    if aim == "price":
        return min(options, key=lambda option: (option.arrives, option.cost))
    return min(options, key=lambda option: (option.cost, option.arrives))


def replan_of(order: Order, attempt: Attempt, option: Option, office: Office) -> Replan:
    """What an attempt's option means for the order. A run that a maker has before them just so already stays theirs."""
    live = {_terms_of(job.run): job for job in order.live_jobs if job not in attempt.kept}
    same = {run.id: live[_terms_of(run)] for run in option.plan.runs if _terms_of(run) in live}
    names = {**attempt.own, **{run: job.number for run, job in same.items()}}
    partly = {job.number for job in attempt.taken}
    kept = (*(job for job in attempt.kept if job.number not in partly), *same.values())
    fresh = tuple(run for run in option.plan.runs if run.id not in same)
    partial = tuple(replace(job.run, id=str(job.number)) for job in attempt.taken)
    runs = (*partial, *fresh)
    ready = {job.number: job.run.ready for job in attempt.kept}
    pushed_back = {
        job.number: job.run.ready
        for job in attempt.kept
        if job.number not in partly and (was := order.job(job.number)) is not None and was.run.ready != job.run.ready
    }
    shipments = (
        *(_late(s, ready) for s in _kept_shipments(order, attempt.kept, attempt.taken)),
        *(_renamed(s, names) for s in option.plan.shipments),
    )
    named = {
        (job.supplier, job.run.process): job.number
        for job in countered(order)
        if job.counter is not None and job.number not in partly
    }
    taken = {str(number): number for number in partly} | {
        run.id: named[run.supplier, run.process] for run in fresh if (run.supplier, run.process) in named
    }
    cost = sum(job.run.cost for job in kept) + sum(run.cost for run in runs) + sum(s.cost for s in shipments)
    # What was promised is kept as long as it covers the cost: our share pays for the change. What was spoilt or lost on
    # the way is made again at our cost, not the consumer's.
    promised = order.promise.price if order.promise else 0
    spoilt = any(job.lost for job in order.live_jobs)
    return Replan(
        runs=runs,
        shipments=shipments,
        kept=tuple(job.number for job in kept),
        taken=taken,
        price=promised if cost <= promised or spoilt else price_of(cost, office.service_percent),
        arrives=max(s.arrive for s in shipments if s.to_step is None),
        pushed=pushed_back,
    )


def worth_choosing(ways: Sequence[Replan]) -> tuple[Replan, ...]:
    """Those that no other one beats in price, day and pieces at once, the cheapest first; a few at most."""
    kept: list[Replan] = []
    for way in sorted(ways, key=lambda w: (w.short, w.price, w.arrives)):
        if not any(o.price <= way.price and o.arrives <= way.arrives and o.short <= way.short for o in kept):
            kept.append(way)
    return tuple(kept[:MOST_WAYS])


def _terms_of(run: Run) -> tuple[object, ...]:
    """All that a maker agrees to: two runs with the same terms are the same job."""
    days = tuple(sorted((day, Decimal(q)) for day, q in run.days.items()))
    lots = tuple(sorted((lot.order, lot.step, Decimal(lot.quantity)) for lot in run.lots))
    return run.supplier, run.process, days, run.ready, lots, run.cost


def _kept_shipments(order: Order, kept: Sequence[Job], taken: Sequence[Job] = ()) -> tuple[Shipment, ...]:
    """Freight that stays as it is: between kept jobs, and from kept jobs to the customer; less where a job is only
    partly done, and none from what has been lost altogether."""
    numbers = {str(job.number) for job in kept}
    share: dict[str | None, Decimal] = {}
    for job in taken:
        whole = order.job(job.number)
        share[str(job.number)] = job.quantity / whole.quantity if whole and whole.quantity else Decimal(1)
    return tuple(
        _part(s, min(share.get(s.run, Decimal(1)), share.get(s.to_run, Decimal(1))))
        for s in order.shipments
        if s.run in numbers and (s.to_customer or s.to_run in numbers)
    )


def _late(shipment: Shipment, ready: dict[int, date]) -> Shipment:
    """Freight leaves when its job is ready, at the earliest."""
    day = ready.get(int(shipment.run), shipment.depart)
    if day <= shipment.depart:
        return shipment
    return replace(shipment, depart=day, arrive=day + (shipment.arrive - shipment.depart))


def _part(shipment: Shipment, share: Decimal) -> Shipment:
    if share >= 1:
        return shipment
    part = Decimal(shipment.quantity) * share
    return replace(shipment, quantity=int(part) if part == int(part) else part)


def _renamed(shipment: Shipment, own: dict[str, int]) -> Shipment:
    """Committed runs of this order go by their job's number."""
    run = str(own.get(shipment.run, shipment.run))
    to_run = None if shipment.to_run is None else str(own.get(shipment.to_run, shipment.to_run))
    return replace(shipment, run=run, to_run=to_run)
