"""What makers say of their work: begun, ready, on its way, late."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import rerouted
from planner.domain.lifecycle.confirming import checks, in_production
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    Observed,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.events import CheckDue, JobDelayed, JobReady, JobShipped, JobStarted
from planner.domain.lifecycle.handovers import arrival_message, progress_message, settled_jobs
from planner.domain.lifecycle.policy import DAY, Policy
from planner.domain.lifecycle.proposing import closed_proposals
from planner.domain.lifecycle.terms import at_terms
from planner.domain.lifecycle.wish import next_message
from planner.domain.order import OVER, Job, JobStatus, Order, end_of, job_key

TRACKING = next_message(View.TRACKING)
#: Questions about work that has to be done first.
UNTIL_READY = (FollowUpKind.CHECK_START, FollowUpKind.CHECK_READY, FollowUpKind.OVERDUE)


def job_started(order: Order, event: JobStarted, now: datetime) -> Decision:
    """The first maker who begins brings the order into production."""
    job = _working(order, event.number, JobStatus.ACCEPTED)
    started = job.now(JobStatus.STARTED, now)
    return Decision(
        in_production(order.with_job(started)),
        messages=(progress_message(started), TRACKING),
        cancels=(CancelFollowUps((FollowUpKind.CHECK_START,), job.number),),
        note="job_started",
        facts={"job": job_key(order.id, job.number)},
    )


def job_ready(order: Order, event: JobReady, now: datetime, policy: Policy) -> Decision:
    """The next makers hear it, with the maker's words and picture. What stays in the house has arrived."""
    job = _working(order, event.number, JobStatus.ACCEPTED, JobStatus.STARTED)
    ready = job.now(JobStatus.READY, now)
    done = in_production(order.with_job(ready))
    late = max(0, (policy.local_day(job.supplier, now) - (job.due or job.run.ready)).days)
    done, told = settled_jobs(done, now, policy)
    shown = done.job(job.number) or ready
    return Decision(
        done,
        messages=(
            progress_message(shown),
            *_to_next(done, shown, "ready", event.note, event.photo),
            *told.messages,
            TRACKING,
        ),
        # The customer may have it all already, and only what was lost on the way was still waited for.
        cancels=(CancelFollowUps() if told.delivered else CancelFollowUps(UNTIL_READY, job.number),),
        follow_ups=(*told.follow_ups, *(() if told.delivered else _until_sent(shown, now, policy))),
        observed=(Observed(job.supplier, job.number, "ready", days=late),),
        note="job_ready",
        facts={"job": job_key(order.id, job.number), "late": late, "note": event.note, "photo": event.photo},
    )


def _until_sent(job: Job, now: datetime, policy: Policy) -> tuple[SetFollowUp, ...]:
    """What is ready is asked about until it has left."""
    if job.status is not JobStatus.READY:
        return ()
    return (SetFollowUp(FollowUpKind.OVERDUE, policy.polite(job.supplier, now + DAY), job.number),)


def job_shipped(order: Order, event: JobShipped, now: datetime, policy: Policy) -> Decision:
    """The next makers, or the customer, are told to look out for it; later they are asked whether it has come."""
    job = _working(order, event.number, JobStatus.ACCEPTED, JobStatus.STARTED, JobStatus.READY)
    gone = job.now(JobStatus.SHIPPED, now)
    sent = in_production(order.with_job(gone))
    late = max(0, (policy.local_day(job.supplier, now) - (job.due or job.run.ready)).days)
    news = () if job.status is JobStatus.READY else (Observed(job.supplier, job.number, "ready", days=late),)
    follow_ups: list[SetFollowUp] = []
    told: list[Message] = []
    for s in sent.outputs(job.number):
        travels = s.arrive - s.depart
        lands = max(policy.local_day(job.supplier, now), s.depart) + travels
        if s.to_customer:
            told.append(arrival_message(job, lands, event.note, event.photo, end=end_of(s)))
            follow_ups.append(SetFollowUp(FollowUpKind.CHECK_DELIVERED, policy.delivery_check(lands)))
        else:
            receiver = sent.maker(s.to_run) or ""
            due = policy.at_work(receiver, lands) + policy.check_received
            follow_ups.append(SetFollowUp(FollowUpKind.CHECK_RECEIVED, policy.polite(receiver, due), job.number))
    return Decision(
        sent,
        messages=(
            progress_message(gone),
            *_to_next(sent, gone, "shipped", event.note, event.photo),
            *told,
            TRACKING,
        ),
        cancels=(CancelFollowUps(UNTIL_READY, job.number),),
        # One question a destination and day is enough, however many lots are on the way.
        follow_ups=tuple(dict.fromkeys(follow_ups)),
        observed=news,
        note="job_shipped",
        facts={"job": job_key(order.id, job.number), "late": late, "note": event.note, "photo": event.photo},
    )


def job_delayed(order: Order, event: JobDelayed, now: datetime, policy: Policy) -> Decision:
    """Later than promised: those after it are told, and planned anew where they can't wait."""
    job = _working(order, event.number, JobStatus.ACCEPTED, JobStatus.STARTED, early=True)
    if event.ready < policy.local_day(job.supplier, now):
        raise NotAllowed("day_over")
    run = replace(job.run, ready=event.ready)
    late = replace(job, run=run, due=job.due or job.run.ready)
    fits = at_terms(order, late, run)
    before = order
    cancels = (CancelFollowUps((FollowUpKind.CHECK_READY, FollowUpKind.OVERDUE), job.number),)
    again = tuple(due for due in checks(late, now, policy) if due.kind is not FollowUpKind.CHECK_START)
    facts = {"job": job_key(order.id, job.number), "ready": event.ready.isoformat(), "why": event.reason}
    if fits is not None:
        moved, told = rerouted(before, fits, now)
        shifted = moved.promise != before.promise
        news = (Message(View.CHANGED, data={"what": "later_day", "job": job.number}),) if shifted else ()
        return Decision(
            moved,
            messages=(
                progress_message(late, day=event.ready.isoformat()),
                *(m for m in told if m.job != job.number),
                TRACKING,
                *news,
            ),
            cancels=cancels,
            follow_ups=again,
            note="job_delayed",
            facts=facts,
        )
    open_ = replace(order.with_job(late), planning=True, proposals=(), troubled=job.number)
    return Decision(
        open_,
        messages=(
            progress_message(late, day=event.ready.isoformat()),
            *closed_proposals(order),
            TRACKING,
            Message(View.ALERT, admins=True, job=job.number, data={"what": "delayed", "text": event.reason}),
        ),
        cancels=(*cancels, CancelFollowUps((FollowUpKind.REPLAN,))),
        follow_ups=(*again, SetFollowUp(FollowUpKind.REPLAN, now)),
        note="job_delayed",
        facts=facts,
    )


def check_due(order: Order, event: CheckDue, now: datetime, policy: Policy) -> Decision:
    """Ask how it goes, unless we know already."""
    job = order.job(event.number)
    if job is None or not job.live or job.go is None or order.status in OVER:
        return Decision(order)
    waits = {
        "start": (JobStatus.ACCEPTED,),
        "ready": (JobStatus.ACCEPTED, JobStatus.STARTED),
        "overdue": (JobStatus.ACCEPTED, JobStatus.STARTED, JobStatus.READY),
        "received": (JobStatus.SHIPPED,),
    }[event.check]
    if job.status not in waits:
        return Decision(order)
    if event.check == "received":
        return _received_due(order, job, now, policy)
    ask = "sent" if job.status is JobStatus.READY else event.check
    asked: tuple[Message, ...] = (progress_message(job, Mode.FRESH, ask=ask),)
    again: tuple[SetFollowUp, ...] = ()
    if event.check == "overdue":
        asked = (*asked, Message(View.ALERT, admins=True, job=job.number, data={"what": "overdue"}))
        due = policy.polite(job.supplier, now + DAY)
        again = (SetFollowUp(FollowUpKind.OVERDUE, due, job.number),)
    return Decision(
        order,
        messages=asked,
        follow_ups=again,
        note=f"asked_{event.check}",
        facts={"job": job_key(order.id, job.number)},
    )


def _received_due(order: Order, job: Job, now: datetime, policy: Policy) -> Decision:
    """Those whose goods should have come are asked again, and an admin hears it."""
    got = {arrival.to for arrival in job.arrivals}
    waiting = {int(s.to_run) for s in order.outputs(job.number) if s.to_run and not s.to_customer} - got
    if not waiting:
        return Decision(order)
    asked = [replace(m, data={**m.data, "again": True}) for m in _to_next(order, job, "shipped") if m.job in waiting]
    # Where whoever was to get them is out, the next one is asked once it is known.
    due = policy.polite(asked[0].supplier or "", now + DAY) if asked else now + DAY
    return Decision(
        order,
        messages=(*asked, Message(View.ALERT, admins=True, job=job.number, data={"what": "not_received"})),
        follow_ups=(SetFollowUp(FollowUpKind.CHECK_RECEIVED, due, job.number),),
        note="asked_received",
        facts={"job": job_key(order.id, job.number)},
    )


def handover_slot(sender: int, receiver: int) -> str:
    return f"handover:{sender}:{receiver}"


def _to_next(order: Order, job: Job, what: str, note: str = "", photo: str = "") -> tuple[Message, ...]:
    """News of a job for each maker who waits for its goods."""
    receivers = dict.fromkeys(int(s.to_run) for s in order.outputs(job.number) if s.to_run and not s.to_customer)
    messages = []
    for number in receivers:
        receiver = order.job(number)
        if receiver is not None and receiver.live:
            messages.append(
                Message(
                    View.HANDOVER,
                    supplier=receiver.supplier,
                    job=number,
                    slot=handover_slot(job.number, number),
                    data={"what": what, "from": job.number, "note": note, "photo": photo},
                )
            )
    return tuple(messages)


def _working(order: Order, number: int, *statuses: JobStatus, early: bool = False) -> Job:
    """The job, if its maker may say so now (`early`: even while others are still being asked).

    Raises NotAllowed with the code of the polite answer.
    """
    job = order.job(number)
    if job is None or order.status in OVER:
        raise NotAllowed("job_gone")
    if job.status is JobStatus.ACCEPTED and job.go is None and not early:
        raise NotAllowed("not_yet")
    if job.status not in statuses:
        raise NotAllowed("answer_first" if job.status is JobStatus.OFFERED else f"job_{job.status}")
    return job
