"""With the last yes the order is on: everybody hears it, and later they are asked how it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from planner.domain.lifecycle.decision import Decision, FollowUpKind, Message, SetFollowUp, View
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import Job, JobStatus, Order, OrderStatus


def confirmed_if_complete(decision: Decision, now: datetime, policy: Policy) -> Decision:
    """The same decision; where every job is accepted now, the order is confirmed and everybody hears it."""
    order = decision.order
    if order.status not in (OrderStatus.CONFIRMING, OrderStatus.IN_PRODUCTION) or not order.complete:
        return decision
    first = order.status is OrderStatus.CONFIRMING
    begun = any(job.begun for job in order.live_jobs)
    waiting = tuple(job for job in order.live_jobs if job.go is None)
    confirmed = replace(order, status=OrderStatus.IN_PRODUCTION if begun else OrderStatus.CONFIRMED, troubled=None)
    for job in waiting:
        confirmed = confirmed.with_job(replace(job, go=now))
    told = (CARD, next_message(View.TRACKING), Message(View.CONFIRMED)) if first else (next_message(View.TRACKING),)
    return replace(
        decision,
        order=confirmed,
        messages=(
            *decision.messages,
            *told,
            *(go_ahead(job) for job in waiting),
        ),
        follow_ups=(*decision.follow_ups, *(due for job in waiting for due in checks(job, now, policy))),
        note=f"{decision.note}, confirmed" if first else decision.note,
    )


def progress_slot(job: int) -> str:
    """The one message in which a maker sees how its job goes, from the go-ahead on."""
    return f"job:{job}:progress"


def go_ahead(job: Job) -> Message:
    """It's on."""
    return Message(View.GO_AHEAD, supplier=job.supplier, job=job.number, slot=progress_slot(job.number))


def checks(job: Job, now: datetime, policy: Policy) -> tuple[SetFollowUp, ...]:
    """When to ask how a job goes: after it should have begun, the day before it is to be ready, and after that day."""
    found = [SetFollowUp(FollowUpKind.OVERDUE, policy.at_work(job.supplier, job.run.ready + timedelta(1)), job.number)]
    eve = job.run.ready - timedelta(1)
    if eve > job.start:
        found.append(SetFollowUp(FollowUpKind.CHECK_READY, policy.at_work(job.supplier, eve), job.number))
    if job.status is JobStatus.ACCEPTED:
        found.append(SetFollowUp(FollowUpKind.CHECK_START, policy.at_work(job.supplier, job.start), job.number))
    return tuple(replace(due, due=max(due.due, now)) for due in found)


def in_production(order: Order) -> Order:
    """The first maker has begun."""
    return replace(order, status=OrderStatus.IN_PRODUCTION) if order.status is OrderStatus.CONFIRMED else order
