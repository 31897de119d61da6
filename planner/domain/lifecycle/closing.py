"""How orders end: rated, forgotten about, called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import answered_messages, countered, withdrawal
from planner.domain.lifecycle.decision import CancelFollowUps, Decision, Message, Mode, Observed, View
from planner.domain.lifecycle.events import CloseDue, OrderCancelled, Rated
from planner.domain.lifecycle.handovers import RATING_SLOT
from planner.domain.lifecycle.proposing import closed_proposals
from planner.domain.lifecycle.wish import CARD, NEXT_SLOT, next_message
from planner.domain.order import COMPOSING, WITH_MAKERS, JobStatus, Order, OrderStatus

#: The question whether to cancel, and the answer to it.
SURE_SLOT = "sure"
STARS = range(1, 6)


def rated(order: Order, event: Rated, now: datetime) -> Decision:
    """Thank you; the makers' quality is judged a little by it."""
    if order.status is not OrderStatus.DELIVERED:
        raise NotAllowed("order_over" if order.status is OrderStatus.CLOSED else "not_delivered")
    if event.stars not in STARS:
        raise NotAllowed("button_old")
    makers = {job.supplier: job.number for job in order.live_jobs}
    return Decision(
        replace(order, status=OrderStatus.CLOSED, stars=event.stars),
        messages=(CARD, Message(View.CLOSED, slot=RATING_SLOT, mode=Mode.EDIT)),
        cancels=(CancelFollowUps(),),
        observed=tuple(
            Observed(supplier, number, "rated", share=(event.stars - 1) / 4) for supplier, number in makers.items()
        ),
        note="rated, closed",
        facts={"stars": event.stars},
    )


def close_due(order: Order, event: CloseDue, now: datetime) -> Decision:
    """Nobody rated it: it is over all the same."""
    if order.status is not OrderStatus.DELIVERED:
        return Decision(order)
    return Decision(
        replace(order, status=OrderStatus.CLOSED),
        messages=(CARD, Message(View.CLOSED, slot=RATING_SLOT, mode=Mode.EDIT)),
        cancels=(CancelFollowUps(),),
        note="closed",
    )


def price_of_cancelling(order: Order) -> int:
    """What work that has begun costs, and freight that has left: minor units, at most the price that was promised."""
    begun = {str(job.number) for job in order.live_jobs if job.begun}
    sent = {str(job.number) for job in order.live_jobs if job.status in (JobStatus.SHIPPED, JobStatus.RECEIVED)}
    cost = sum(job.run.cost for job in order.live_jobs if str(job.number) in begun)
    cost += sum(s.cost for s in order.shipments if s.run in sent)
    return min(cost, order.promise.price) if order.promise else cost


def order_cancelled(order: Order, event: OrderCancelled, now: datetime) -> Decision:
    """Withdraw what has not begun, stop and pay what has, and tell everybody once."""
    by_us = event.by_us or bool(order.members)
    return called_off(order, now, OrderStatus.CANCELLED, "cancelled", "cancelled", by_us=by_us)


def called_off(
    order: Order, now: datetime, status: OrderStatus, why: str, note: str, *, by_us: bool = False
) -> Decision:
    """The order is over before it was made. Its makers are paid for what has begun; `by_us`: not by the consumer."""
    if order.status not in (*COMPOSING, OrderStatus.POOLED, *WITH_MAKERS):
        raise NotAllowed("order_over")
    placed = order.status in WITH_MAKERS
    owed = price_of_cancelling(order) if placed and not by_us else None
    over = replace(
        order,
        status=status,
        planning=False,
        asking=None,
        options=(),
        pool_offer=None,
        waiting=None,
        proposals=(),
        troubled=None,
        owed=owed,
    )
    over, told = withdrawal(over, (*(job for job in over.live_jobs if not job.begun), *countered(over)), why, now)
    for job in over.live_jobs:
        paid = {"why": why, "paid": job.run.cost, "at_work": job.status is JobStatus.STARTED}
        if job.status is JobStatus.STARTED:
            job = job.now(JobStatus.WITHDRAWN, now)
            over = over.with_job(job)
            told = (*told, *answered_messages(job))
        told = (*told, Message(View.JOB_WITHDRAWN, supplier=job.supplier, job=job.number, data=paid))
    # A placed order's tracker stays where it is and tells the end; a draft's last question gives way.
    if status is OrderStatus.CANCELLED:
        last = Message(View.CANCELLED, slot=SURE_SLOT if placed else NEXT_SLOT, data={"by_us": by_us})
        end = (next_message(View.TRACKING), *closed_proposals(order), last) if placed else (last,)
    else:
        end = (next_message(View.TRACKING), *closed_proposals(order))
    return Decision(
        over,
        messages=(CARD, *end, *told),
        cancels=(CancelFollowUps(),),
        note=note,
        facts={} if owed is None else {"owed": owed},
    )
