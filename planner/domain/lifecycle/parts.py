"""A maker passes a part of its job on: others are asked, and nothing changes until one of them says yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import answered_messages, offer_message, patience, renamed, rerouted, withdrawal
from planner.domain.lifecycle.confirming import checks, go_ahead
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    Observed,
    View,
)
from planner.domain.lifecycle.events import JobCountered, PartAgreed, PartOffered, PartTakenBack
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.terms import at_terms
from planner.domain.lifecycle.wish import next_message
from planner.domain.order import OVER, WITH_MAKERS, Job, JobStatus, Order, job_key
from planner.domain.parts import borne, has_left, since_taken, taken_over, undisturbed

TRACKING = next_message(View.TRACKING)


def passing_slot(job: int) -> str:
    """The one message in which a maker sees what becomes of the part that it passes on."""
    return f"pass:{job}"


def told(first: Job, what: str, mode: Mode = Mode.FRESH, **data: object) -> Message:
    """To the maker who passes a part of `first` on."""
    return Message(
        View.PASSING,
        supplier=first.supplier,
        job=first.number,
        slot=passing_slot(first.number),
        mode=mode,
        data={"what": what, **data},
    )


def why_not(order: Order, job: Job) -> str | None:
    """The code of the polite answer where a job can't be passed on now; None where it can."""
    if order.status not in WITH_MAKERS or not job.live or job.part is not None or job.stands_in is not None:
        return "job_gone"
    if job.status not in (JobStatus.ACCEPTED, JobStatus.STARTED):
        return "answer_first" if job.status is JobStatus.OFFERED else f"job_{job.status}"
    if order.planning or order.proposals:
        return "pass_planning"
    if order.parts(job.number):
        return "pass_asked"
    if job.lost or job.unneeded or any(s.run == s.to_run for s in order.inputs(job.number)):
        return "pass_whole"
    return None


def part_offered(order: Order, event: PartOffered, now: datetime, policy: Policy) -> Decision:
    """Each of them is asked, as for any job; the maker who passes it on sees whom."""
    first = order.job(event.number)
    code = "job_gone" if first is None else why_not(order, first)
    if first is None or code is not None:
        raise NotAllowed(code or "job_gone")
    if not event.asked or any(part.of != first.number for _, part in event.asked):
        raise NotAllowed("pass_nobody")
    if first.begun and any(part.rest is None for _, part in event.asked):
        raise NotAllowed("pass_begun")
    number, asked = max(job.number for job in order.jobs), list[Job]()
    for run, part in event.asked:
        number += 1
        priced = borne(order, replace(part, shipments=renamed(part.shipments, {run.id: number})), run)
        if priced is None:
            raise NotAllowed("pass_too_dear")
        asked.append(Job(number, run, JobStatus.OFFERED, now, part=priced))
    order = replace(order, jobs=(*order.jobs, *asked))
    return Decision(
        order,
        messages=(*(offer_message(job) for job in asked), told(first, "asked", parts=[job.number for job in asked])),
        # Nobody is asked besides: the first maker has the job still.
        follow_ups=tuple(
            due for job in asked for due in patience(job, now, policy) if due.kind is not FollowUpKind.ESCALATE
        ),
        note="part_offered",
        facts={**_facts(order, first), "asked": [job.supplier for job in asked]},
    )


def part_taken_back(order: Order, event: PartTakenBack, now: datetime) -> Decision:
    """Its maker keeps all of it; whoever was asked hears it."""
    first, open_ = order.job(event.number), order.parts(event.number)
    if first is None or not open_:
        raise NotAllowed("pass_over")
    order, gone = withdrawal(order, open_, "kept", now)
    return Decision(
        order,
        messages=(*gone, told(first, "taken_back", Mode.EDIT)),
        cancels=tuple(CancelFollowUps(job=job.number) for job in open_),
        note="part_taken_back",
        facts=_facts(order, first),
    )


def part_accepted(order: Order, job: Job, now: datetime, policy: Policy, note: str = "part_accepted") -> Decision:
    """Now the plan changes: one makes less and is paid for less, the other has the part, their neighbours know."""
    first = order.job(job.part.of) if job.part else None
    if job.part is None or first is None or not first.live or (job.part.rest is None and first.begun):
        raise NotAllowed("job_gone")
    before = order
    others = tuple(other for other in order.parts(first.number) if other.number != job.number)
    order, gone = withdrawal(order, others, "faster", now)
    order = since_taken(order, job, now)
    order, news = rerouted(before, order, now)
    mine, rest = order.job(job.number) or job, order.job(first.number) or first
    over = () if rest.live else (first,)
    start = (go_ahead(mine),) if mine.go is not None else ()
    return Decision(
        order,
        messages=(
            *answered_messages(mine),
            *gone,
            *start,
            *_forwarded(order, mine, first),
            *answered_messages(rest),
            told(rest, "taken", part=mine.number, was=first.run.cost),
            *(m for m in news if m.job != first.number),
            TRACKING,
        ),
        cancels=tuple(CancelFollowUps(job=other.number) for other in (*others, job, *over)),
        follow_ups=checks(mine, now, policy) if mine.go is not None else (),
        observed=(Observed(job.supplier, job.number, "accepted"),),
        note=note,
        facts={**_facts(order, mine), "part_of": job_key(order.id, first.number)},
    )


def _forwarded(order: Order, job: Job, first: Job) -> tuple[Message, ...]:
    """What came to the first maker already, it sends on: the other one can say that it is here."""
    senders = dict.fromkeys(int(s.run) for s in order.inputs(job.number) if has_left(order, s.run))
    return tuple(
        Message(
            View.HANDOVER,
            supplier=job.supplier,
            job=job.number,
            slot=f"handover:{sender}:{job.number}",
            data={"what": "shipped", "from": sender, "through": first.supplier},
        )
        for sender in senders
    )


def part_refused(order: Order, job: Job, status: JobStatus, reason: str, now: datetime) -> Decision:
    """A no, or silence: everything stays as it is, and with the last one the first maker hears that."""
    first = order.job(job.part.of) if job.part else None
    gone = replace(job.now(status, now), note=reason)
    order = order.with_job(gone)
    left = order.parts(first.number) if first else ()
    news = () if first is None else (told(first, "refused", part=job.number, parts=[other.number for other in left]),)
    return Decision(
        order,
        messages=(*answered_messages(gone), *news),
        cancels=(CancelFollowUps(job=job.number),),
        note=f"part_{status}",
        facts={**_facts(order, job), "why": reason},
    )


def part_countered(order: Order, job: Job, event: JobCountered, now: datetime, policy: Policy) -> Decision:
    """Other terms: taken where nothing changes for anybody but its maker; the first maker is asked where it has to bear
    more; else they don't fit."""
    part, first = job.part, order.job(job.part.of) if job.part else None
    if part is None or first is None:
        raise NotAllowed("job_gone")
    asked = _at(order, job, event) if event.run is not None and event.free else None
    if asked is None or asked.part is None:
        order, gone = withdrawal(order, (job,), "counter", now)
        left = [other.number for other in order.parts(first.number)]
        return Decision(
            order,
            messages=(*gone, told(first, "refused", part=job.number, parts=left)),
            cancels=(CancelFollowUps(job=job.number),),
            note="job_countered",
            facts=_facts(order, job),
        )
    bears, asked = asked.part.bears, replace(asked, counter=event.counter)
    if bears <= part.bears:
        return part_accepted(order.with_job(asked), asked, now, policy, "counter_taken")
    waiting = asked.now(JobStatus.COUNTERED, now)
    return Decision(
        order.with_job(waiting),
        messages=(*answered_messages(waiting), told(first, "terms", part=job.number)),
        cancels=(CancelFollowUps((FollowUpKind.REMIND,), job.number),),
        note="job_countered",
        facts={**_facts(order, job), "bears": bears},
    )


def _at(order: Order, job: Job, event: JobCountered) -> Job | None:
    """The part at other terms, with what the first maker bears then; None where they don't fit into the order."""
    if job.part is None or event.run is None:
        return None
    trial = taken_over(order, job)
    mine = trial.job(job.number)
    fits = None if mine is None else at_terms(trial, mine, event.run)
    if fits is None or order.promise is None or fits.promise is None or fits.promise.arrives > order.promise.arrives:
        return None
    both = {str(job.number), str(job.part.of)}
    freight = tuple(s for s in fits.shipments if s.run in both or s.to_run in both)
    part = borne(order, replace(job.part, shipments=freight), event.run)
    return None if part is None else replace(job, run=event.run, part=part)


def part_agreed(order: Order, event: PartAgreed, now: datetime, policy: Policy) -> Decision:
    """The first maker bears what the other one's terms cost more."""
    job = order.job(event.number)
    if job is None or job.part is None or job.status is not JobStatus.COUNTERED:
        raise NotAllowed("pass_over")
    if not event.free:
        order, gone = withdrawal(order, (job,), "counter", now)
        first = order.job(job.part.of)
        left = [other.number for other in order.parts(job.part.of)]
        news = (told(first, "refused", part=job.number, parts=left),) if first else ()
        return Decision(
            order,
            messages=(*gone, *news),
            cancels=(CancelFollowUps(job=job.number),),
            note="part_stale",
            facts=_facts(order, job),
        )
    return part_accepted(order, job, now, policy, "part_agreed")


def without_stale_parts(before: Order, decision: Decision, now: datetime) -> Decision:
    """The same decision; where it changes what a request was built on, that is off, and its maker hears it."""
    after = decision.order
    for number in dict.fromkeys(job.part.of for job in after.parts() if job.part is not None):
        first, open_ = after.job(number), after.parts(number)
        whole = any(job.part is not None and job.part.rest is None for job in open_)
        begun = first is not None and first.begun and whole
        if undisturbed(before, after, number) and not begun and after.status not in OVER:
            continue
        after, gone = withdrawal(after, open_, "cancelled" if after.status in OVER else "kept", now)
        news = (told(first, "stale"),) if first is not None and first.live and after.status not in OVER else ()
        decision = replace(
            decision,
            order=after,
            messages=(*decision.messages, *gone, *news),
            cancels=(*decision.cancels, *(CancelFollowUps(job=job.number) for job in open_)),
        )
    return decision


def _facts(order: Order, job: Job) -> dict[str, object]:
    return {"job": job_key(order.id, job.number), "supplier": job.supplier}
