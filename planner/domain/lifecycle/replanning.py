"""What was left open is planned anew, around what is already confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import (
    cancelled_follow_ups,
    countered,
    offer_message,
    patience,
    rerouted,
    with_jobs,
    withdrawal,
)
from planner.domain.lifecycle.closing import called_off
from planner.domain.lifecycle.confirming import confirmed_if_complete
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
from planner.domain.lifecycle.events import (
    ProposalAgreed,
    ProposalExpired,
    ProposalReminderDue,
    ReplanFailed,
    Replanned,
)
from planner.domain.lifecycle.handovers import settled_jobs
from planner.domain.lifecycle.members import without_members
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.proposing import WAITING, closed_proposals, proposal_message, proposal_times
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import WITH_MAKERS, Job, JobStatus, Order, OrderStatus, Promise, Replan, end_of
from planner.domain.plan import Shipment

TRACKING = next_message(View.TRACKING)


def replanned(order: Order, event: Replanned, now: datetime, policy: Policy) -> Decision:
    """Go on with the first way that keeps what was promised; else the consumer chooses."""
    if order.status not in WITH_MAKERS or order.promise is None or order.planning is event.steered:
        return Decision(order)
    kept = next((way for way in event.ways if keeps(way, order.promise)), None)
    if order.members and event.ways and not event.steered:
        # Each of several customers is told, or asked, by their own order: together they can't choose.
        kept = event.ways[0]
    if event.steered and (kept is None or order.proposals):
        return Decision(order)
    if kept is None:
        return Decision(
            replace(order, planning=False, proposals=event.ways),
            messages=(TRACKING, proposal_message()),
            follow_ups=proposal_times(now, policy),
            note="proposed",
            facts={
                "prices": [way.price for way in event.ways],
                "arrive": [way.arrives.isoformat() for way in event.ways],
            },
        )
    promise = replace(order.promise, arrives=kept.arrives)
    return _carry_out(replace(order, promise=promise), order.promise, kept, now, policy, "replanned")


def _outdated(order: Order, way: Replan) -> bool:
    """Has work begun since that it would throw away, or is somebody gone on whom it counts?"""
    live = {job.number: job for job in order.live_jobs}
    return not set(way.kept) <= set(live) or any(job.begun and job.number not in way.kept for job in live.values())


def keeps(way: Replan, promise: Promise) -> bool:
    """Does it keep all that the consumer was promised?"""
    return way.price <= promise.price and way.arrives <= promise.latest and not way.short


def proposal_agreed(order: Order, event: ProposalAgreed, now: datetime, policy: Policy) -> Decision:
    """The consumer agrees: this is the promise from now on."""
    if order.status not in WITH_MAKERS or order.promise is None or not 0 <= event.index < len(order.proposals):
        raise NotAllowed("nothing_proposed")
    way = order.proposals[event.index]
    if not event.free or _outdated(order, way):
        return Decision(
            replace(order, planning=True, proposals=()),
            messages=(*closed_proposals(order), TRACKING),
            cancels=(CancelFollowUps(WAITING),),
            follow_ups=(SetFollowUp(FollowUpKind.REPLAN, now),),
            note="proposal_stale",
        )
    promise = Promise(way.price, way.arrives, max(order.promise.latest, way.arrives))
    return _carry_out(replace(order, promise=promise), order.promise, way, now, policy, "proposal_agreed")


def proposal_reminder_due(order: Order, event: ProposalReminderDue, now: datetime) -> Decision:
    """The question once more, under whatever was said since."""
    if not order.proposals or order.status not in WITH_MAKERS:
        return Decision(order)
    return Decision(order, messages=(proposal_message(),), note="proposal_reminded")


def proposal_expired(order: Order, event: ProposalExpired, now: datetime, policy: Policy) -> Decision:
    """No choice: an order of which nothing is made yet is called off; for any other an admin takes over."""
    if not order.proposals or order.status not in WITH_MAKERS:
        return Decision(order)
    if any(job.begun for job in order.live_jobs):
        return Decision(
            order,
            messages=(proposal_message(), Message(View.ALERT, admins=True, data={"what": "undecided"})),
            follow_ups=proposal_times(now, policy),
            cancels=(CancelFollowUps(WAITING),),
            note="proposal_undecided",
        )
    return called_off(order, now, OrderStatus.CANCELLED, "cancelled", "proposal_expired, cancelled")


def _carry_out(order: Order, promised: Promise, way: Replan, now: datetime, policy: Policy, note: str) -> Decision:
    before = replace(order, promise=promised)
    if way.released:
        order = without_members(order, way.released)
    dropped = tuple(job for job in order.live_jobs if job.number not in way.kept)
    # They are out of the plan before it is known who comes instead: shipments name only those who stay.
    order, told = withdrawal(replace(order, planning=False, proposals=()), dropped, "replanned", now)
    order, agreed = _terms_taken(order, way, now)
    for number, ready in way.pushed.items():
        if (job := order.job(number)) is not None:
            late = replace(job.run, ready=ready)
            order = order.with_job(replace(job, run=late, due=job.due or job.run.ready))
    fresh = tuple(run for run in way.runs if run.id not in way.taken)
    names = {run: str(number) for run, number in way.taken.items()}
    shipments = tuple(
        replace(s, run=names.get(s.run, s.run), to_run=None if s.to_run is None else names.get(s.to_run, s.to_run))
        for s in way.shipments
    )
    order, jobs = with_jobs(order, fresh, shipments, now, JobStatus.OFFERED)
    if jobs and order.status is OrderStatus.CONFIRMED:
        order = replace(order, status=OrderStatus.CONFIRMING)
    refusals: list[Message] = []
    for job in countered(order):
        order = order.with_job(job.now(JobStatus.WITHDRAWN, now))
        refusals.append(Message(View.JOB_WITHDRAWN, supplier=job.supplier, job=job.number, data={"why": "counter"}))
    order, news = rerouted(before, order, now)
    order = _shorter(order, way)
    order, settled = settled_jobs(order, now, policy)
    changed = {"what": note, "jobs": [job.number for job in (*jobs, *agreed)], "short": way.short}
    decision = Decision(
        order,
        messages=(
            CARD,
            *closed_proposals(before),
            TRACKING,
            Message(View.CHANGED, data={**changed, "was": promised.arrives.isoformat(), "was_price": promised.price}),
            *told,
            *refusals,
            *news,
            *(offer_message(job) for job in (*agreed, *jobs)),
            *settled.messages,
        ),
        cancels=(CancelFollowUps(),)
        if settled.delivered
        else (CancelFollowUps(WAITING), *cancelled_follow_ups(before, order)),
        follow_ups=(*(due for job in jobs for due in patience(job, now, policy)), *settled.follow_ups),
        observed=tuple(Observed(job.supplier, job.number, "accepted") for job in agreed),
        note=note,
        facts={"suppliers": [job.supplier for job in (*agreed, *jobs)], "dropped": [job.supplier for job in dropped]},
    )
    return confirmed_if_complete(decision, now, policy)


def _terms_taken(order: Order, way: Replan, now: datetime) -> tuple[Order, tuple[Job, ...]]:
    """Suppliers whose own terms are taken up have their job back, at these terms."""
    agreed: list[Job] = []
    for run in way.runs:
        job = order.job(way.taken.get(run.id))
        if job is not None:
            taken = replace(job.now(JobStatus.ACCEPTED, now), run=replace(run, id=str(job.number)))
            order = order.with_job(taken)
            agreed.append(taken)
    return order, tuple(agreed)


def _shorter(order: Order, way: Replan) -> Order:
    """The order with fewer pieces: what was lost and is not made anew is missing no longer, and less is on its way."""
    if not way.short:
        return order
    items = tuple(
        replace(item, quantity=(item.quantity or 0) - way.fewer.get(index, 0))
        for index, item in enumerate(order.spec.items)
    )
    order = replace(order, spec=replace(order.spec, items=items))
    for job in order.live_jobs:
        order = order.with_job(replace(job, lost=0, unneeded=way.unneeded.get(job.number, job.unneeded)))
    shipments = (s for job in order.live_jobs for s in _still_to_come(order, job))
    return replace(order, shipments=tuple(s for s in shipments if s.quantity))


def _still_to_come(order: Order, job: Job) -> Iterator[Shipment]:
    """A job's shipments, where no more is on its way than the job makes of use."""
    got = {arrival.to: Decimal(arrival.good) for arrival in job.arrivals}
    own = [s for s in order.shipments if s.run == str(job.number)]
    for s in own:
        if end_of(s) in got:
            yield s
            continue
        of_step = sum((Decimal(lot.quantity) for lot in job.run.lots if lot.step == s.step), start=Decimal(0))
        alike = [other for other in own if (other.step, other.to_step) == (s.step, s.to_step)]
        there = sum((got[end_of(other)] for other in alike if end_of(other) in got), start=Decimal(0))
        coming = sum((Decimal(other.quantity) for other in alike if end_of(other) not in got), start=Decimal(0))
        room = max(of_step * job.useful / job.quantity - there, Decimal(0)) if job.quantity else Decimal(0)
        if coming <= room:
            yield s
        else:
            part = Decimal(s.quantity) * room / coming
            yield replace(s, quantity=round(part) if isinstance(s.quantity, int) else part)


def replan_failed(order: Order, event: ReplanFailed, now: datetime, policy: Policy) -> Decision:
    """Nothing can make it any more: take everything back, say why and what else there is, and alert the admins.

    Where work has begun nothing is thrown away: the consumer may wait or call it off, and it is tried again.
    """
    if order.status not in WITH_MAKERS or not order.planning:
        return Decision(order)
    facts = {"reasons": [f"{r.code}: {r.detail}" for r in event.refusal.reasons]}
    if any(job.begun for job in order.live_jobs):
        return Decision(
            order,
            messages=(
                TRACKING,
                Message(View.TROUBLE, slot="trouble", data={"refusal": event.refusal}),
                Message(View.ALERT, admins=True, job=order.troubled, data={"what": "stuck"}),
            ),
            cancels=(CancelFollowUps((FollowUpKind.REPLAN,)),),
            follow_ups=(SetFollowUp(FollowUpKind.REPLAN, now + policy.try_again),),
            note="stuck",
            facts=facts,
        )
    decision = called_off(order, now, OrderStatus.FAILED, "failed", "failed")
    return replace(
        decision,
        messages=(
            *decision.messages,
            Message(View.FAILED, slot="failed", mode=Mode.FRESH, data={"refusal": event.refusal}),
            Message(View.ALERT, admins=True, data={"what": "failed"}),
        ),
        facts=facts,
    )
