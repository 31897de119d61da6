"""A part of a job in somebody else's hands: what the order would be then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from planner.domain.order import Arrival, Job, JobStatus, Order, Part
from planner.domain.plan import Run, Shipment


def touching(order: Order, number: int) -> tuple[Shipment, ...]:
    """All freight that reaches or leaves a job."""
    return tuple(s for s in order.shipments if str(number) in (s.run, s.to_run))


def has_left(order: Order, run: str) -> bool:
    """Have the goods of the job that a shipment names left its maker?"""
    job = order.job(int(run))
    return job is not None and job.status in (JobStatus.SHIPPED, JobStatus.RECEIVED)


def taken_over(order: Order, job: Job) -> Order:
    """The order with the part that `job` asks for in that maker's hands: the first maker's job has shrunk, or is gone,
    and freight is divided between the two. Any other job leaves the order as it is."""
    part = job.part
    first = order.job(part.of) if part is not None else None
    if part is None or first is None:
        return order
    for sender in order.live_jobs:
        order = order.with_job(replace(sender, arrivals=tuple(_fewer(order, sender, a, part) for a in sender.arrivals)))
    first = order.job(part.of) or first
    both = {str(first.number), str(job.number)}
    kept = tuple(s for s in order.shipments if s.run not in both and s.to_run not in both)
    if part.rest is not None:
        order = order.with_job(replace(first, run=part.rest))
    order = order.with_job(replace(job, part=None))
    return replace(order, shipments=(*kept, *part.shipments))


def _fewer(order: Order, sender: Job, arrival: Arrival, part: Part) -> Arrival:
    """What has come to the first maker was in part for the other one."""
    if arrival.to != part.of:
        return arrival
    way = (str(sender.number), str(part.of))
    was = sum((Decimal(s.quantity) for s in order.shipments if (s.run, s.to_run) == way), start=Decimal(0))
    now = sum((Decimal(s.quantity) for s in part.shipments if (s.run, s.to_run) == way), start=Decimal(0))
    if not was:
        return arrival
    return replace(arrival, expected=Decimal(arrival.expected) * now / was, good=Decimal(arrival.good) * now / was)


def borne(order: Order, part: Part, run: Run) -> Part | None:
    """The part at the price of `run`: what the two jobs and their freight come to beyond what the one costs now is
    borne by the first maker. None where its pay does not cover that."""
    first = order.job(part.of)
    if first is None:
        return None
    own = part.rest.cost + part.bears if part.rest is not None else 0
    before = first.run.cost + sum(s.cost for s in touching(order, first.number))
    bears = max(0, own + run.cost + sum(s.cost for s in part.shipments) - before)
    if part.rest is None:
        return None if bears else replace(part, bears=0)
    return None if bears > own else replace(part, rest=replace(part.rest, cost=own - bears), bears=bears)


def undisturbed(before: Order, after: Order, number: int) -> bool:
    """Does all on which a request to take over a part of a job was built stand still?"""
    return _ground(before, number) == _ground(after, number) is not None


def _ground(order: Order, number: int) -> object:
    first = order.job(number)
    if first is None or order.planning or order.proposals:
        return None
    if first.status not in (JobStatus.ACCEPTED, JobStatus.STARTED):
        return None
    freight = touching(order, number)
    ends = {int(name) for s in freight for name in (s.run, s.to_run) if name not in (None, str(number))}
    others = [(job.number, job.live, job.run) for job in order.jobs if job.number in ends]
    return first.run, first.lost, first.unneeded, freight, others, {s.run for s in freight if has_left(order, s.run)}


def since_taken(order: Order, job: Job, now: datetime) -> Order:
    """The order with the part accepted: its maker may begin where the first one may."""
    first = order.job(job.part.of) if job.part is not None else None
    if job.part is None or first is None:
        return order
    order = taken_over(order, job)
    mine = order.job(job.number) or job
    order = order.with_job(replace(mine.now(JobStatus.ACCEPTED, now), go=now if first.go is not None else None))
    if job.part.rest is None:
        order = order.with_job((order.job(first.number) or first).now(JobStatus.WITHDRAWN, now))
    return order
