"""What suppliers do with their offers: take, refuse, name other terms, or say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import (
    answered_messages,
    cancelled_follow_ups,
    offer_message,
    patience,
    reminder_slot,
    renamed,
    rerouted,
    stepped_in,
    withdrawal,
)
from planner.domain.lifecycle.confirming import confirmed_if_complete
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Observed,
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
    RivalFound,
)
from planner.domain.lifecycle.parts import part_accepted, part_countered, part_refused
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.proposing import closed_proposals
from planner.domain.lifecycle.terms import at_terms, with_arrival
from planner.domain.lifecycle.wish import next_message
from planner.domain.order import OVER, WITH_MAKERS, Job, JobStatus, Order, OrderStatus, job_key

TRACKING = next_message(View.TRACKING)


def job_accepted(order: Order, event: JobAccepted, now: datetime, policy: Policy) -> Decision:
    """The supplier has the job; with the last one the order is confirmed."""
    job = _open(order, event.number)
    if job.part is not None:
        return part_accepted(order, job, now, policy)
    return _accepted(order, job, now, policy, "job_accepted")


def _accepted(order: Order, job: Job, now: datetime, policy: Policy, note: str) -> Decision:
    """`job` is taken as it is; whoever was asked beside is out."""
    before = order
    others: tuple[Message, ...] = ()
    if job.stands_in is not None:
        order, others = stepped_in(order, job, now)
        order = with_arrival(order)
        job = replace(job, stands_in=None, shipments=())
    else:
        for rival in order.rivals(job.number):
            order, told = withdrawal(order, (rival,), "faster", now)
            others = (*others, *told)
    taken = job.now(JobStatus.ACCEPTED, now)
    order = order.with_job(taken)
    done = Decision(
        order,
        messages=(*answered_messages(taken), *others, TRACKING),
        cancels=(CancelFollowUps(job=job.number), *cancelled_follow_ups(before, order)),
        observed=(Observed(job.supplier, job.number, "accepted"),),
        note=note,
        facts=_facts(order, job),
    )
    return confirmed_if_complete(done, now, policy)


def job_declined(order: Order, event: JobDeclined, now: datetime) -> Decision:
    """The job is free again: look for somebody else. What was taken, even begun, may be given back."""
    job = order.job(event.number)
    if job is not None and job.status in (JobStatus.ACCEPTED, JobStatus.STARTED) and order.status in WITH_MAKERS:
        seen = "gave_back"
    else:
        job, seen = _open(order, event.number), "declined"
        if job.part is not None:
            return part_refused(order, job, JobStatus.DECLINED, event.reason, now)
    gone = replace(job.now(JobStatus.DECLINED, now), note=event.reason)
    decision = _open_again(order, gone, now, "job_declined")
    alert = Message(View.ALERT, admins=True, job=job.number, data={"what": "gave_back", "text": event.reason})
    return replace(
        decision,
        messages=(*decision.messages, *((alert,) if seen == "gave_back" else ())),
        observed=(Observed(job.supplier, job.number, seen),),
    )


def job_countered(order: Order, event: JobCountered, now: datetime, policy: Policy) -> Decision:
    """Other terms: taken at once where the whole still keeps the consumer's date and price; else they are weighed."""
    job = _open(order, event.number)
    if job.part is not None:
        return part_countered(order, job, event, now, policy)
    if event.run is not None and event.free and (taken := at_terms(order, job, event.run)) is not None:
        before = order
        changed, told = rerouted(before, taken, now)
        agreed = changed.job(job.number) or job
        decision = _accepted(changed, replace(agreed, counter=event.counter), now, policy, "counter_taken")
        return replace(decision, messages=(*decision.messages, *told))
    if job.stands_in is not None:
        # The first one may still say yes, so nothing is planned for the second one's terms.
        order, told = withdrawal(order, (job,), "counter", now)
        return Decision(
            order,
            messages=(*told, TRACKING),
            cancels=(CancelFollowUps(job=job.number),),
            observed=(Observed(job.supplier, job.number, "countered"),),
            note="job_countered",
            facts=_facts(order, job),
        )
    countered = replace(job.now(JobStatus.COUNTERED, now), counter=event.counter)
    decision = _open_again(order, countered, now, "job_countered")
    return replace(decision, observed=(Observed(job.supplier, job.number, "countered"),))


def job_expired(order: Order, event: JobExpired, now: datetime) -> Decision:
    """Nobody answered: look for somebody else. An answered job does not expire, but its supplier may be lost."""
    job = order.job(event.number)
    if job is not None and job.part is not None and order.status in WITH_MAKERS:
        return _part_expired(order, job, event, now)
    if job is None or not job.live or order.status not in WITH_MAKERS:
        return Decision(order)
    if job.status is not JobStatus.OFFERED and not event.unreachable:
        return Decision(order)
    what = "unreachable" if event.unreachable else "expired"
    alert = Message(View.ALERT, admins=True, job=job.number, data={"what": what})
    if job.begun:
        lost = replace(alert, data={"what": "lost"})
        return Decision(order, messages=(lost,), note="supplier_lost", facts=_facts(order, job))
    decision = _open_again(order, replace(job.now(JobStatus.EXPIRED, now), note=what), now, "job_expired")
    seen = "gave_back" if job.status is JobStatus.ACCEPTED else "expired"
    return replace(decision, messages=(*decision.messages, alert), observed=(Observed(job.supplier, job.number, seen),))


def _part_expired(order: Order, job: Job, event: JobExpired, now: datetime) -> Decision:
    """A colleague says nothing, or its terms are not answered: the job stays with its maker."""
    match job.status:
        case JobStatus.OFFERED:
            return part_refused(order, job, JobStatus.EXPIRED, "unreachable" if event.unreachable else "expired", now)
        case JobStatus.COUNTERED:
            return part_refused(order, job, JobStatus.WITHDRAWN, "expired", now)
    return Decision(order)


def reminder_due(order: Order, event: ReminderDue, now: datetime) -> Decision:
    """Ask again, once more each time; an answered job needs no reminder."""
    job = order.job(event.number)
    if job is None or job.status is not JobStatus.OFFERED or order.status not in WITH_MAKERS:
        return Decision(order)
    reminded = replace(job, reminders=job.reminders + 1)
    return Decision(
        order.with_job(reminded),
        messages=(
            Message(View.REMINDER, supplier=job.supplier, job=job.number, slot=reminder_slot(job.number)),
            TRACKING,
        ),
        note="reminded",
        facts={**_facts(order, job), "reminder": reminded.reminders},
    )


def rival_found(order: Order, event: RivalFound, now: datetime, policy: Policy) -> Decision:
    """Ask a second supplier besides: the first may still win until this one says yes."""
    first = order.job(event.number)
    if first is None or first.status is not JobStatus.OFFERED or order.status not in WITH_MAKERS or first.part:
        return Decision(order)
    number = max(job.number for job in order.jobs) + 1
    freight = renamed(event.shipments, {event.run.id: number})
    rival = Job(number, event.run, JobStatus.OFFERED, now, stands_in=first.number, shipments=freight)
    return Decision(
        replace(order, jobs=(*order.jobs, rival)),
        messages=(
            offer_message(rival),
            TRACKING,
            Message(View.ALERT, admins=True, job=first.number, data={"what": "escalated"}),
        ),
        follow_ups=patience(rival, now, policy),
        note="escalated",
        facts={**_facts(order, rival), "beside": job_key(order.id, first.number)},
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
        facts={**_facts(order, job), "text": event.text},
    )


def _open(order: Order, number: int) -> Job:
    """The job, if it still waits for an answer. Raises NotAllowed with the code of the polite answer."""
    job = order.job(number)
    if job is None or job.status is JobStatus.PLANNED or order.status in OVER:
        raise NotAllowed("job_gone")
    if job.status is not JobStatus.OFFERED:
        raise NotAllowed(f"job_{job.status}")
    return job


def _open_again(order: Order, gone: Job, now: datetime, note: str) -> Decision:
    """`gone` is out of the plan. Whoever was asked beside takes its place; where nobody was, have it planned anew."""
    was = order.job(gone.number)
    opened = order.with_job(replace(gone, stands_in=None))
    told: tuple[Message, ...] = ()
    follow_ups: tuple[SetFollowUp, ...] = ()
    cancels: tuple[CancelFollowUps, ...] = (CancelFollowUps(job=gone.number),)
    beside = order.rivals(gone.number)
    if gone.stands_in is not None:
        pass
    elif beside:
        opened, told = _promoted(opened, beside, now)
    else:
        status = OrderStatus.CONFIRMING if order.status is OrderStatus.CONFIRMED else order.status
        opened = replace(opened, status=status, planning=True, proposals=(), troubled=gone.number)
        told = closed_proposals(order)
        follow_ups = (SetFollowUp(FollowUpKind.REPLAN, now),)
        waiting = (FollowUpKind.REPLAN, FollowUpKind.PROPOSAL_REMIND, FollowUpKind.PROPOSAL_EXPIRE)
        cancels = (*cancels, CancelFollowUps(waiting))
    return Decision(
        opened,
        messages=(*(answered_messages(gone) if was else ()), *told, TRACKING),
        cancels=cancels,
        follow_ups=follow_ups,
        note=note,
        facts={**_facts(order, gone), "why": gone.note},
    )


def _promoted(order: Order, beside: tuple[Job, ...], now: datetime) -> tuple[Order, tuple[Message, ...]]:
    """The first of those who stood in is the one we wait for now; the others stand in for it."""
    first, *others = beside
    for other in others:
        moved = renamed(other.shipments, {})
        order = order.with_job(replace(other, stands_in=first.number, shipments=moved))
    kept = tuple(s for s in order.shipments if str(first.stands_in) not in (s.run, s.to_run))
    before = order
    order = order.with_job(replace(first, stands_in=None, shipments=()))
    order = replace(order, shipments=(*kept, *first.shipments))
    return rerouted(before, order, now)


def _facts(order: Order, job: Job) -> dict[str, object]:
    return {"job": job_key(order.id, job.number), "supplier": job.supplier}
