"""What was left open is planned anew, around what is already confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    Policy,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.events import ProposalAgreed, ReplanFailed, Replanned
from planner.domain.lifecycle.jobs import confirmed_if_complete
from planner.domain.lifecycle.placing import (
    PROPOSAL_SLOT,
    closed_proposal,
    offer_message,
    patience,
    with_offers,
    withdrawal,
)
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import Job, JobStatus, Order, OrderStatus, Promise, Replan


def replanned(order: Order, event: Replanned, now: datetime, policy: Policy) -> Decision:
    """Go on with the new plan where it keeps what was promised; else ask the consumer first."""
    if order.status is not OrderStatus.CONFIRMING or not order.planning or order.promise is None:
        return Decision(order)
    plan = event.replan
    if plan.price > order.promise.price or plan.arrives > order.promise.latest:
        return Decision(
            replace(order, planning=False, proposal=plan),
            messages=(next_message(View.TRACKING), Message(View.PROPOSAL, slot=PROPOSAL_SLOT)),
            note="proposed",
            facts={"price": plan.price, "arrives": plan.arrives.isoformat()},
        )
    promise = replace(order.promise, arrives=plan.arrives)
    return _carry_out(replace(order, promise=promise), plan, now, policy, "replanned")


def proposal_agreed(order: Order, event: ProposalAgreed, now: datetime, policy: Policy) -> Decision:
    """The consumer agrees: this is the promise from now on."""
    if order.status is not OrderStatus.CONFIRMING or order.proposal is None or order.promise is None:
        raise NotAllowed("nothing_proposed")
    plan = order.proposal
    if not event.free:
        return Decision(
            replace(order, planning=True, proposal=None),
            messages=(*closed_proposal(order), next_message(View.TRACKING)),
            follow_ups=(SetFollowUp(FollowUpKind.REPLAN, now),),
            note="proposal_stale",
        )
    promise = Promise(plan.price, plan.arrives, max(order.promise.latest, plan.arrives))
    return _carry_out(replace(order, promise=promise), plan, now, policy, "proposal_agreed")


def _carry_out(order: Order, plan: Replan, now: datetime, policy: Policy, note: str) -> Decision:
    before = order
    dropped = tuple(job for job in order.live_jobs if job.number not in plan.kept)
    order, told = withdrawal(replace(order, planning=False, proposal=None), dropped, "replanned")
    taken_up = {(run.supplier, run.process) for run in plan.runs if run.id in plan.agreed}
    refused = tuple(
        job
        for job in order.jobs
        if job.status is JobStatus.COUNTERED and (job.supplier, job.run.process) not in taken_up
    )
    order, jobs = with_offers(order, plan.runs, plan.shipments, now, plan.agreed)
    for job in order.jobs:
        if job.status is JobStatus.COUNTERED:
            order = order.with_job(replace(job, status=JobStatus.WITHDRAWN))
    refusals = tuple(
        Message(View.JOB_WITHDRAWN, supplier=job.supplier, job=job.number, data={"why": "counter"}) for job in refused
    )
    offers = tuple(job for job in jobs if job.status is JobStatus.OFFERED)
    decision = Decision(
        order,
        messages=(
            CARD,
            *closed_proposal(before),
            next_message(View.TRACKING),
            *told,
            *refusals,
            *_rerouted(before, order),
            *(offer_message(job, Mode.FRESH) for job in jobs),
        ),
        cancels=tuple(CancelFollowUps(job=job.number) for job in dropped),
        follow_ups=tuple(f for job in offers for f in patience(job, now, policy)),
        note=note,
        facts={"suppliers": [job.supplier for job in jobs], "dropped": [job.supplier for job in dropped]},
    )
    return confirmed_if_complete(decision)


def _rerouted(before: Order, after: Order) -> tuple[Message, ...]:
    """The makers who stay, but now get their goods from, or send them to, somebody else: they see their job anew."""
    return tuple(
        replace(offer_message(job), data={"changed": True})
        for job in after.live_jobs
        if (old := before.job(job.number)) is not None and _neighbours(before, old) != _neighbours(after, job)
    )


def _neighbours(order: Order, job: Job) -> set[tuple[str, str, date]]:
    """Who is on the other end of a job's shipments, and when they arrive or leave."""
    me = str(job.number)
    found: set[tuple[str, str, date]] = set()
    for s in order.shipments:
        if s.to_run == me:
            found.add(("from", _supplier(order, s.run), s.arrive))
        if s.run == me:
            found.add(("to", _supplier(order, s.to_run), s.depart))
    return found


def _supplier(order: Order, run: str | None) -> str:
    job = order.job(int(run)) if run is not None else None
    return job.supplier if job else ""


def replan_failed(order: Order, event: ReplanFailed, now: datetime) -> Decision:
    """Nothing can make it any more: take everything back, say why, and alert the admins."""
    if order.status is not OrderStatus.CONFIRMING or not order.planning:
        return Decision(order)
    over, told = withdrawal(
        replace(order, status=OrderStatus.FAILED, planning=False, proposal=None), order.live_jobs, "failed"
    )
    return Decision(
        over,
        messages=(
            CARD,
            next_message(View.TRACKING),
            Message(View.FAILED, data={"refusal": event.refusal}),
            *told,
            Message(View.ALERT, admins=True, data={"what": "failed"}),
        ),
        cancels=(CancelFollowUps(),),
        note="failed",
        facts={"reasons": [f"{r.code}: {r.detail}" for r in event.refusal.reasons]},
    )
