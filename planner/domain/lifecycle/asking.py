"""A job before its supplier: the offer, its reminders, a second supplier besides, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from planner.domain.lifecycle.decision import CancelFollowUps, FollowUpKind, Message, Mode, SetFollowUp, View
from planner.domain.lifecycle.policy import Policy
from planner.domain.order import Job, JobStatus, Order
from planner.domain.plan import Run, Shipment


def offer_slot(job: int) -> str:
    return f"job:{job}"


def reminder_slot(job: int) -> str:
    return f"job:{job}:reminder"


def offer_message(job: Job, mode: Mode = Mode.FRESH) -> Message:
    """A job as its supplier sees it: what, when, for how much, and its buttons while it is open."""
    return Message(View.OFFER, supplier=job.supplier, job=job.number, slot=offer_slot(job.number), mode=mode)


def answered_messages(job: Job) -> tuple[Message, ...]:
    """The offer as it stands after an answer, also in the place of its reminder: no button stays behind."""
    if job.status is JobStatus.PLANNED:
        return ()
    shown = offer_message(job, Mode.EDIT)
    return (shown, replace(shown, slot=reminder_slot(job.number))) if job.reminders else (shown,)


def with_jobs(
    order: Order, runs: tuple[Run, ...], shipments: tuple[Shipment, ...], now: datetime, status: JobStatus
) -> tuple[Order, tuple[Job, ...]]:
    """The order with a job for every run, and those jobs. Shipments come to name jobs by number."""
    first = max((job.number for job in order.jobs), default=0) + 1
    numbers = {run.id: number for number, run in enumerate(runs, start=first)}
    jobs = tuple(Job(numbers[run.id], run, status, now) for run in runs)
    return replace(order, jobs=(*order.jobs, *jobs), shipments=renamed(shipments, numbers)), jobs


def renamed(shipments: tuple[Shipment, ...], numbers: dict[str, int]) -> tuple[Shipment, ...]:
    """Shipments that name the runs in `numbers` by job number."""
    return tuple(
        replace(
            s,
            run=str(numbers.get(s.run, s.run)),
            to_run=None if s.to_run is None else str(numbers.get(s.to_run, s.to_run)),
        )
        for s in shipments
    )


def patience(job: Job, now: datetime, policy: Policy) -> tuple[SetFollowUp, ...]:
    """When to remind a supplier of an offer, when to ask another one besides, and when to give up waiting."""
    reminders, escalation, expiry = policy.answer_times(job, now)
    return (
        *(SetFollowUp(FollowUpKind.REMIND, due, job.number) for due in reminders),
        *(() if escalation is None else (SetFollowUp(FollowUpKind.ESCALATE, escalation, job.number),)),
        SetFollowUp(FollowUpKind.EXPIRE, expiry, job.number),
    )


def withdrawal(order: Order, jobs: tuple[Job, ...], why: str, now: datetime) -> tuple[Order, tuple[Message, ...]]:
    """Take live jobs back, and whoever stands in for them: the order without them, and what their suppliers hear."""
    messages: list[Message] = []
    for job in jobs:
        for taken in (job, *order.rivals(job.number)):
            gone = taken.now(JobStatus.WITHDRAWN, now)
            order = order.with_job(gone)
            if taken.status is not JobStatus.PLANNED:
                messages.extend(answered_messages(gone))
                messages.append(
                    Message(View.JOB_WITHDRAWN, supplier=taken.supplier, job=taken.number, data={"why": why})
                )
    return order, tuple(messages)


def countered(order: Order) -> tuple[Job, ...]:
    """The jobs whose suppliers wait to hear what becomes of the terms they have named."""
    return tuple(job for job in order.jobs if job.status is JobStatus.COUNTERED and job.part is None)


def cancelled_follow_ups(before: Order, after: Order) -> tuple[CancelFollowUps, ...]:
    """Of the jobs that are out of the order now."""
    gone = (job.number for job in before.jobs if job.live and not _still(after, job.number))
    return tuple(CancelFollowUps(job=number) for number in gone)


def _still(order: Order, number: int) -> bool:
    job = order.job(number)
    return job is not None and job.live


def rerouted(before: Order, after: Order, now: datetime) -> tuple[Order, tuple[Message, ...]]:
    """The makers who stay, but now get their goods from, or send them to, somebody else, or on another day: they see
    their job anew. Whoever stands in for one of them was asked under other circumstances, and is out."""
    messages: list[Message] = []
    for job in before.live_jobs:
        stays = after.job(job.number)
        if stays is None or not stays.live or neighbours(before, job) == neighbours(after, stays):
            continue
        if stays.status not in (JobStatus.PLANNED, JobStatus.RECEIVED):
            messages.append(replace(offer_message(stays), data={"changed": True}))
        for rival in after.rivals(job.number):
            after, told = withdrawal(after, (rival,), "replanned", now)
            messages.extend(told)
    return after, tuple(messages)


def neighbours(order: Order, job: Job) -> set[tuple[str, str, date]]:
    """Who is on the other end of a job's shipments, and when they arrive or leave."""
    inward = {("from", order.maker(s.run) or "", s.arrive) for s in order.inputs(job.number)}
    return inward | {("to", order.maker(s.to_run) or "", s.depart) for s in order.outputs(job.number)}


def stepped_in(order: Order, rival: Job, now: datetime, why: str = "faster") -> tuple[Order, tuple[Message, ...]]:
    """A job that stood in for another takes its place; the other and all who stood in besides are out."""
    before = order
    number = str(rival.stands_in)
    first = order.job(rival.stands_in)
    others = tuple(job for job in order.rivals(rival.stands_in or 0) if job.number != rival.number)
    order = order.with_job(replace(rival, stands_in=None, shipments=()))
    # Those who stood in for the first one are named one by one: it may be out already.
    order, told = withdrawal(order, others, why, now)
    if first is not None and first.live:
        order, more = withdrawal(order, (first,), why, now)
        told = (*told, *more)
    kept = tuple(s for s in order.shipments if number not in (s.run, s.to_run))
    order = replace(order, shipments=(*kept, *rival.shipments))
    order, changed = rerouted(before, order, now)
    return order, (*told, *changed)
