"""What an order that is made for several customers means for one of them: their own order, as it stands now.

A member's order is not decided about while it is made together with others: it follows from the order in which it is
made (`Order.within`). Once its goods have come it goes its own way again, to a rating and its end.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planner.domain.order import Job, Member, Order, OrderStatus, item_of
from planner.domain.plan import Run, Shipment
from planner.domain.problem import Quantity


def part_of(whole: Order, member: Member, own: Order) -> Order:
    """A member's order `own` as it follows from `whole`. One that is over, or has been delivered, stays as it is."""
    if own.within != whole.id or own.status not in _FOLLOWING:
        return own
    if member.released or whole.status is OrderStatus.FAILED:
        return own
    jobs = tuple(part for job in whole.jobs if (part := _job(job, member)) is not None)
    numbers = {str(job.number) for job in jobs}
    shipments = tuple(
        _shipment(s, member)
        for s in whole.shipments
        if s.order == str(member.order) and s.run in numbers and (s.to_customer or s.to_run in numbers)
    )
    arrives = max((s.arrive for s in shipments if s.to_customer), default=member.promise.arrives)
    followed = replace(
        own,
        spec=replace(own.spec, items=tuple(whole.spec.items[i] for i in member.items)),
        status=whole.status,
        planning=whole.planning and (whole.troubled is None or str(whole.troubled) in numbers),
        jobs=jobs,
        shipments=shipments,
        promise=replace(member.promise, arrives=arrives),
        troubled=whole.troubled if str(whole.troubled) in numbers else None,
    )
    if whole.status in (OrderStatus.DELIVERED, OrderStatus.CLOSED) or _has_it_all(followed):
        return replace(followed, status=OrderStatus.DELIVERED, planning=False, troubled=None)
    return followed


#: A member's order moves with the whole as long as it stands at one of these.
_FOLLOWING = (
    OrderStatus.POOLED,
    OrderStatus.PLACED,
    OrderStatus.CONFIRMING,
    OrderStatus.CONFIRMED,
    OrderStatus.IN_PRODUCTION,
)


def _has_it_all(own: Order) -> bool:
    last = [job for job in own.live_jobs if own.customers(job.number)]
    return (
        own.status is OrderStatus.IN_PRODUCTION
        and bool(last)
        and not own.planning
        and all(any(arrival.to is None for arrival in job.arrivals) for job in last)
    )


def _job(job: Job, member: Member) -> Job | None:
    """The part of a job that is a member's, at the part of its price; None where nothing of it is."""
    lots = tuple(
        replace(lot, order=str(member.order), step=_own_step(lot.step, member))
        for lot in job.run.lots
        if item_of(lot.step) in member.items
    )
    if not lots:
        return None
    share = sum((Decimal(lot.quantity) for lot in lots), start=Decimal(0)) / job.quantity
    run: Run = replace(job.run, lots=lots, cost=round(job.run.cost * share))
    spoilt: dict[str, Quantity] = {
        _own_step(step, member): lost for step, lost in job.spoilt.items() if item_of(step) in member.items
    }
    known = sum((Decimal(lost) for lost in spoilt.values()), start=Decimal(0))
    arrivals = tuple(
        replace(arrival, to=None) if arrival.to == member.end else arrival
        for arrival in job.arrivals
        if arrival.to is None or arrival.to > 0 or arrival.to == member.end
    )
    return replace(
        job,
        run=run,
        shipments=tuple(_shipment(s, member) for s in job.shipments if s.order == str(member.order)),
        arrivals=arrivals,
        spoilt=spoilt,
        lost=int(known) if known == int(known) else known,
        unneeded=0,
    )


def _own_step(step: str, member: Member) -> str:
    """Items count from 0 in the member's own order."""
    _, _, name = step.partition(".")
    return f"{member.items.index(item_of(step))}.{name}"


def _shipment(shipment: Shipment, member: Member) -> Shipment:
    to_step = None if shipment.to_step is None else _own_step(shipment.to_step, member)
    return replace(
        shipment,
        step=_own_step(shipment.step, member),
        to_step=to_step,
        to_run=None if shipment.to_customer else shipment.to_run,
    )
