"""Several customers of one order: one of them calls theirs off, or can't have it in time any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import answered_messages, cancelled_follow_ups, countered, withdrawal
from planner.domain.lifecycle.closing import SURE_SLOT, called_off
from planner.domain.lifecycle.decision import CancelFollowUps, Decision, Message, View
from planner.domain.lifecycle.events import LeftOthers, MemberLeft
from planner.domain.lifecycle.handovers import settled_jobs
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import WITH_MAKERS, Job, JobStatus, Order, OrderStatus, item_of

TRACKING = next_message(View.TRACKING)


def price_of_leaving(whole: Order, number: int) -> int:
    """What a member owes who calls off: its part of what has begun, of what others count on too, and of freight that
    has left. Minor units, at most its price."""
    member = next((member for member in whole.members if member.order == number), None)
    if member is None or whole.status not in WITH_MAKERS:
        return 0
    owed = Decimal(0)
    for job in whole.live_jobs:
        mine = sum((Decimal(lot.quantity) for lot in job.run.lots if item_of(lot.step) in member.items), Decimal(0))
        asked = job.status not in (JobStatus.PLANNED, JobStatus.OFFERED)
        if mine and (job.begun or (asked and mine < job.quantity)):
            owed += job.run.cost * mine / job.quantity
    sent = {str(job.number) for job in whole.live_jobs if job.status in (JobStatus.SHIPPED, JobStatus.RECEIVED)}
    owed += sum(s.cost for s in whole.shipments if s.order == str(number) and s.run in sent)
    return min(round(owed), member.promise.price)


def without_members(order: Order, gone: Collection[int]) -> Order:
    """Nothing more goes to these customers."""
    members = tuple(replace(m, released=True) if m.order in gone else m for m in order.members)
    names = {str(number) for number in gone}
    return replace(order, members=members, shipments=tuple(s for s in order.shipments if s.order not in names))


def member_left(order: Order, event: MemberLeft, now: datetime, policy: Policy) -> Decision:
    """What is theirs alone and has not begun is withdrawn; what is made together with others' goes on, and is paid."""
    member = next((m for m in order.members if m.order == event.order and not m.released), None)
    if order.status not in WITH_MAKERS or member is None:
        raise NotAllowed("order_over")
    left = without_members(order, (event.order,))
    staying = [m for m in left.members if not m.released]
    if not staying:
        return called_off(left, now, OrderStatus.CANCELLED, "cancelled", "members_left, cancelled", by_us=True)
    wanted = {index for m in staying for index in m.items}
    alone = tuple(job for job in left.live_jobs if not any(item_of(step) in wanted for step in job.steps))
    left, told = withdrawal(left, tuple(job for job in alone if not job.begun), "cancelled", now)
    for job in alone:
        if job.begun:
            left, more = _stopped(left, job, now)
            told = (*told, *more)
    left, settled = settled_jobs(left, now, policy)
    return Decision(
        left,
        messages=(TRACKING, *told, *settled.messages),
        cancels=(CancelFollowUps(),) if settled.delivered else cancelled_follow_ups(order, left),
        follow_ups=settled.follow_ups,
        note="member_left",
        facts={"order": event.order, "owed": price_of_leaving(order, event.order)},
    )


def _stopped(order: Order, job: Job, now: datetime) -> tuple[Order, tuple[Message, ...]]:
    """Work that has begun for nobody any more is stopped, and paid."""
    at_work = job.status is JobStatus.STARTED
    paid = {"why": "cancelled", "paid": job.run.cost, "at_work": at_work}
    told = Message(View.JOB_WITHDRAWN, supplier=job.supplier, job=job.number, data=paid)
    if not at_work:
        return order, (told,)
    gone = job.now(JobStatus.WITHDRAWN, now)
    return order.with_job(gone), (*answered_messages(gone), told)


def left_others(order: Order, event: LeftOthers, now: datetime) -> Decision:
    """A member's own order is over; its makers are told by the order for all."""
    if order.within is None or order.status not in WITH_MAKERS:
        raise NotAllowed("order_over")
    over, _ = withdrawal(
        order, (*(job for job in order.live_jobs if not job.begun), *countered(order)), "cancelled", now
    )
    over = replace(over, status=OrderStatus.CANCELLED, planning=False, proposals=(), troubled=None, owed=event.owed)
    last = Message(View.CANCELLED, slot=SURE_SLOT, data={"by_us": False})
    return Decision(
        over,
        messages=(CARD, TRACKING, last),
        cancels=(CancelFollowUps(),),
        note="cancelled",
        facts={"owed": event.owed},
    )
