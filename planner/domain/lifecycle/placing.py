"""From a chosen option to offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import offer_message, patience, with_jobs
from planner.domain.lifecycle.decision import Decision, FollowUpKind, SetFollowUp, View
from planner.domain.lifecycle.events import OffersDue, OptionChosen
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import COMPOSING, JobStatus, Order, OrderStatus, Promise
from planner.domain.spec import Deadline, OrderSpec


def latest_arrival(spec: OrderSpec, planned: date) -> date:
    """The last day on which the order may arrive: the consumer's own, else the one we promise."""
    day = last_day(spec.deadline)
    return max(day, planned) if day else planned


def last_day(deadline: Deadline | None) -> date | None:
    """The last day a deadline allows ("before" a day: the day before it); None where there is none."""
    if deadline is None:
        return None
    return date.fromordinal(deadline.date.toordinal() - (deadline.bound == "before"))


def option_chosen(order: Order, event: OptionChosen, now: datetime, policy: Policy) -> Decision:
    """Book the chosen plan, and have its makers asked; or quote anew where it is not to be had any more."""
    if order.status is not OrderStatus.QUOTED:
        raise NotAllowed("option_gone" if order.status in COMPOSING else "order_placed")
    if event.basis != order.basis or not 0 <= event.index < len(order.options):
        raise NotAllowed("option_gone")
    stale = order.quoted_at is None or now - order.quoted_at > policy.quote_valid
    if stale or not event.free:
        again = replace(
            order,
            status=OrderStatus.DRAFT,
            planning=True,
            options=(),
            basis=order.basis + 1,
            requoted="stale" if stale else "taken",
        )
        return Decision(
            again,
            messages=(next_message(View.PLANNING),),
            follow_ups=(SetFollowUp(FollowUpKind.QUOTE, now),),
            note="requoted",
        )
    priced = order.options[event.index]
    arrives = priced.option.arrives
    placed = replace(
        order,
        status=OrderStatus.PLACED,
        asking=None,
        requoted="",
        promise=Promise(priced.price, arrives, latest_arrival(order.spec, arrives)),
    )
    plan = priced.option.plan
    placed, jobs = with_jobs(placed, plan.runs, plan.shipments, now, JobStatus.PLANNED)
    return Decision(
        placed,
        messages=(CARD, next_message(View.TRACKING)),
        follow_ups=(SetFollowUp(FollowUpKind.OFFER, now),),
        note="placed",
        facts={"price": priced.price, "arrives": arrives.isoformat(), "suppliers": [job.supplier for job in jobs]},
    )


def offers_due(order: Order, event: OffersDue, now: datetime, policy: Policy) -> Decision:
    """Every maker of the plan gets its offer, all at once: none has to wait for another's answer."""
    if order.status is not OrderStatus.PLACED:
        return Decision(order)
    asked = replace(order, status=OrderStatus.CONFIRMING)
    # Where one of them could not be reached meanwhile, others have been asked already.
    jobs = [
        replace(job, status=JobStatus.OFFERED, offered_at=now)
        for job in order.live_jobs
        if job.status is JobStatus.PLANNED
    ]
    for job in jobs:
        asked = asked.with_job(job)
    return Decision(
        asked,
        messages=(next_message(View.TRACKING), *(offer_message(job) for job in jobs)),
        follow_ups=tuple(due for job in jobs for due in patience(job, now, policy)),
        note="offered",
    )
