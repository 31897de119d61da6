"""What suppliers do with their offers: take, refuse, name other terms, or say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.events import (
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobExpired,
    JobNoted,
    ReminderDue,
)
from planner.domain.lifecycle.placing import answered_messages, closed_proposal, reminder_slot
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import PLACED, Job, JobStatus, Order, OrderStatus, job_key


def job_accepted(order: Order, event: JobAccepted, now: datetime) -> Decision:
    """The supplier has the job; with the last one the order is confirmed."""
    job = _open(order, event.number)
    taken = order.with_job(replace(job, status=JobStatus.ACCEPTED))
    done = Decision(
        taken,
        messages=(*answered_messages(job), next_message(View.TRACKING)),
        cancels=(CancelFollowUps(job=job.number),),
        note="job_accepted",
        facts={"job": job_key(order.id, job.number), "supplier": job.supplier},
    )
    return confirmed_if_complete(done)


def confirmed_if_complete(decision: Decision) -> Decision:
    """The same decision; where every job is accepted now, the order is confirmed and everybody hears it."""
    order = decision.order
    if order.status is not OrderStatus.CONFIRMING or order.proposal is not None or not order.complete:
        return decision
    confirmed = replace(order, status=OrderStatus.CONFIRMED)
    go = tuple(Message(View.GO_AHEAD, supplier=job.supplier, job=job.number) for job in confirmed.live_jobs)
    return replace(
        decision,
        order=confirmed,
        messages=(*decision.messages, CARD, next_message(View.TRACKING), Message(View.CONFIRMED), *go),
        note=f"{decision.note}, confirmed",
    )


def job_declined(order: Order, event: JobDeclined, now: datetime) -> Decision:
    """The job is free again: look for somebody else."""
    job = _answerable(order, event.number)
    return _open_again(order, replace(job, status=JobStatus.DECLINED, note=event.reason), now, "job_declined")


def job_countered(order: Order, event: JobCountered, now: datetime) -> Decision:
    """Other terms: the planner weighs them against what else there is."""
    job = _open(order, event.number)
    return _open_again(order, replace(job, status=JobStatus.COUNTERED, counter=event.counter), now, "job_countered")


def job_expired(order: Order, event: JobExpired, now: datetime) -> Decision:
    """Nobody answered: look for somebody else. An answered job does not expire, but its supplier may be lost."""
    job = order.job(event.number)
    if job is None or not job.live or order.status not in PLACED:
        return Decision(order)
    if job.status is not JobStatus.OFFERED and not event.unreachable:
        return Decision(order)
    what = "unreachable" if event.unreachable else "expired"
    alert = Message(View.ALERT, admins=True, job=job.number, data={"what": what})
    if order.status is OrderStatus.CONFIRMED:
        facts = {"job": job_key(order.id, job.number), "supplier": job.supplier}
        return Decision(order, messages=(replace(alert, data={"what": "lost"}),), note="supplier_lost", facts=facts)
    decision = _open_again(order, replace(job, status=JobStatus.EXPIRED, note=what), now, "job_expired")
    return replace(decision, messages=(*decision.messages, alert))


def reminder_due(order: Order, event: ReminderDue, now: datetime) -> Decision:
    """Ask again, once more each time; an answered job needs no reminder."""
    job = order.job(event.number)
    if job is None or job.status is not JobStatus.OFFERED or order.status is not OrderStatus.CONFIRMING:
        return Decision(order)
    reminded = replace(job, reminders=job.reminders + 1)
    return Decision(
        order.with_job(reminded),
        messages=(
            Message(View.REMINDER, supplier=job.supplier, job=job.number, slot=reminder_slot(job.number)),
            next_message(View.TRACKING),
        ),
        note="reminded",
        facts={"job": job_key(order.id, job.number), "reminder": reminded.reminders},
    )


def job_noted(order: Order, event: JobNoted, now: datetime) -> Decision:
    """A question, a problem or news: the admins hear it, word for word, and the supplier hears that they did."""
    job = order.job(event.number)
    if job is None:
        raise NotAllowed("job_gone")
    return Decision(
        order,
        messages=(
            Message(View.JOB_NOTE, supplier=job.supplier, job=job.number),
            Message(View.ALERT, admins=True, job=job.number, data={"what": "note", "text": event.text}),
        ),
        note="job_noted",
        facts={"job": job_key(order.id, job.number), "text": event.text},
    )


def _open(order: Order, number: int) -> Job:
    """The job, if it still waits for an answer. Raises NotAllowed with the code of the polite answer."""
    job = order.job(number)
    if job is None or order.status is OrderStatus.CANCELLED:
        raise NotAllowed("job_gone")
    if job.status is not JobStatus.OFFERED:
        raise NotAllowed(f"job_{job.status}")
    return job


def _answerable(order: Order, number: int) -> Job:
    """As `_open`, but an accepted job may still be given back while nothing is confirmed."""
    job = order.job(number)
    if job is not None and job.status is JobStatus.ACCEPTED and order.status is OrderStatus.CONFIRMING:
        return job
    return _open(order, number)


def _open_again(order: Order, job: Job, now: datetime, note: str) -> Decision:
    """`job` is out of the plan: have what it was to do planned anew. Its capacity is free at once."""
    opened = replace(order.with_job(job), planning=True, proposal=None)
    return Decision(
        opened,
        messages=(*answered_messages(job), *closed_proposal(order), next_message(View.TRACKING)),
        cancels=(CancelFollowUps(job=job.number), CancelFollowUps((FollowUpKind.REPLAN,))),
        follow_ups=(SetFollowUp(FollowUpKind.REPLAN, now),),
        note=note,
        facts={"job": job_key(order.id, job.number), "supplier": job.supplier, "why": job.note},
    )
