"""From maker to maker, and to the customer: what arrives, what is missing, and that it is all there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.asking import countered, withdrawal
from planner.domain.lifecycle.confirming import in_production, progress_slot
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    HandedOver,
    Message,
    Mode,
    Observed,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.events import DeliveryCheckDue, GoodsArrived
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.proposing import closed_proposals
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import (
    OVER,
    TAKEN,
    WITH_MAKERS,
    Arrival,
    Job,
    JobStatus,
    Member,
    Order,
    OrderStatus,
    at_customer,
    end_of,
    item_of,
    job_key,
)
from planner.domain.plan import Shipment
from planner.domain.problem import Quantity

TRACKING = next_message(View.TRACKING)
RATING_SLOT = "rating"


def delivery_slot(job: int) -> str:
    return f"delivery:{job}"


def arrival_message(
    job: Job, lands: date, note: str = "", photo: str = "", mode: Mode = Mode.FRESH, end: int | None = None
) -> Message:
    """To the customer (which one, where there are several, says `end`): it is on its way; has it come?"""
    data = {"from": job.number, "day": lands.isoformat(), "note": note, "photo": photo}
    return Message(View.ON_ITS_WAY, slot=delivery_slot(job.number), mode=mode, data=data, end=end)


@dataclass(frozen=True)
class Told:
    """What follows from jobs that have settled."""

    messages: tuple[Message, ...] = ()
    follow_ups: tuple[SetFollowUp, ...] = ()
    delivered: bool = False


def goods_arrived(order: Order, event: GoodsArrived, now: datetime, policy: Policy) -> Decision:
    """What came is noted with whoever sent it; what did not is made anew."""
    job = order.job(event.number)
    if job is None or not job.live or order.status in OVER or order.status is OrderStatus.DELIVERED:
        raise NotAllowed("job_gone")
    coming = [s for s in order.outputs(job.number) if s.to_run == (None if event.to is None else str(event.to))]
    if not coming or job.go is None:
        raise NotAllowed("job_gone")
    if at_customer(event.to) and job.status not in (JobStatus.READY, JobStatus.SHIPPED):
        raise NotAllowed("not_sent")
    if any(arrival.to == event.to for arrival in job.arrivals):
        raise NotAllowed("arrived_already")
    expected = sum((Decimal(s.quantity) for s in coming), start=Decimal(0))
    good = expected if event.good is None else min(Decimal(event.good), expected)
    if good < 0:
        raise NotAllowed("quantity_unclear")
    arrived = replace(job, arrivals=(*job.arrivals, Arrival(event.to, expected, good, now)))
    # Goods that have come were sent, even where nobody said so.
    if arrived.status not in (JobStatus.SHIPPED, JobStatus.RECEIVED):
        arrived = arrived.now(JobStatus.SHIPPED, now)
    after = in_production(order.with_job(arrived))
    missing = expected - good
    share = float(good / expected) if expected else 1.0
    facts = {
        "job": job_key(order.id, job.number),
        "to": event.to,
        "expected": str(expected),
        "good": str(good),
    }
    seen = (Observed(job.supplier, job.number, "arrived", share=share),)
    receiver = order.job(event.to)
    handed = None
    if receiver is not None and receiver.supplier != job.supplier:
        handed = HandedOver(job.supplier, receiver.supplier, _days_late(job, coming, now, policy), share)
    to = None if at_customer(event.to) else event.to
    thanks = (Message(View.ARRIVED, supplier=job.supplier, job=job.number, data={"missing": str(missing), "to": to}),)
    closed = (
        arrival_message(job, coming[0].arrive, mode=Mode.EDIT, end=event.to)
        if receiver is None
        else Message(
            View.HANDOVER,
            supplier=receiver.supplier,
            job=receiver.number,
            slot=f"handover:{job.number}:{receiver.number}",
            mode=Mode.EDIT,
            data={"what": "arrived", "from": job.number, "missing": str(missing)},
        )
    )
    if missing:
        after = replace(
            lose(after, job.number, missing, order.member(event.to)), planning=True, proposals=(), troubled=job.number
        )
    after, told = settled_jobs(after, now, policy)
    begin = () if event.to is None else _can_begin(after, event.to)
    sender = after.job(job.number)
    all_there = sender is not None and sender.status is JobStatus.RECEIVED
    cancels = (CancelFollowUps((FollowUpKind.CHECK_RECEIVED,), job.number),) if all_there else ()
    if missing:
        return Decision(
            after,
            messages=(
                closed,
                *thanks,
                TRACKING,
                Message(View.ALERT, admins=True, job=job.number, data={"what": "short", "missing": str(missing)}),
            ),
            # Whatever else is on its way to the customer is still asked about.
            cancels=(*cancels, CancelFollowUps((FollowUpKind.REPLAN,))),
            follow_ups=(SetFollowUp(FollowUpKind.REPLAN, now),),
            observed=seen,
            handed_over=handed,
            note="short",
            facts=facts,
        )
    if told.delivered:
        cancels = (CancelFollowUps(),)
    return Decision(
        after,
        messages=(closed, *thanks, *begin, *told.messages, TRACKING),
        cancels=cancels,
        follow_ups=told.follow_ups,
        observed=seen,
        handed_over=handed,
        note="arrived, delivered" if told.delivered else "arrived",
        facts=facts,
    )


def _days_late(job: Job, coming: Sequence[Shipment], now: datetime, policy: Policy) -> int:
    """How many days after it was to leave it left; where nobody said so, how many after it was to come it came."""
    left = job.since(JobStatus.READY) or job.since(JobStatus.SHIPPED)
    if left is not None:
        return max(0, (policy.local_day(job.supplier, left) - (job.due or job.run.ready)).days)
    return max(0, (policy.local_day(job.supplier, now) - max(s.arrive for s in coming)).days)


def _can_begin(order: Order, number: int) -> tuple[Message, ...]:
    """With the last of its goods a maker can begin."""
    job = order.job(number)
    if job is None or job.status is not JobStatus.ACCEPTED or job.go is None or order.waits_for_goods(number):
        return ()
    return (progress_message(job, Mode.FRESH, ask="begin"),)


def progress_message(job: Job, mode: Mode = Mode.EDIT, **data: object) -> Message:
    """Where a job stands, and what its maker can say next: one message a job, which every news edits."""
    return Message(
        View.PROGRESS, supplier=job.supplier, job=job.number, slot=progress_slot(job.number), mode=mode, data=data
    )


def settled_jobs(order: Order, now: datetime, policy: Policy) -> tuple[Order, Told]:
    """Jobs whose goods have all come are received; with the last of them the order is delivered."""
    for job in order.live_jobs:
        outputs = order.outputs(job.number)
        got = {arrival.to for arrival in job.arrivals}
        wanted = {end_of(s) for s in outputs}
        done = job.status is JobStatus.SHIPPED or (job.status is JobStatus.READY and not wanted)
        if done and wanted <= got:
            order = order.with_job(job.now(JobStatus.RECEIVED, now))
    last = [job for job in order.live_jobs if order.customers(job.number)]
    # What is planned just now is either for what was lost on the way, or of no use once the customer has it all.
    missing = (order.planning or order.proposals) and any(job.lost for job in order.live_jobs)
    if (
        missing
        or order.status is not OrderStatus.IN_PRODUCTION
        or not last
        or not all(order.customers(job.number) <= {a.to for a in job.arrivals} for job in last)
    ):
        return order, Told()
    return delivered(order, now, policy)


def delivered(order: Order, now: datetime, policy: Policy) -> tuple[Order, Told]:
    """It is all there: how good is it?"""
    # Somewhere on the way nobody said a word; the goods have come all the same.
    open_ = (*(job for job in order.live_jobs if job.status not in TAKEN), *countered(order))
    done, withdrawn = withdrawal(order, open_, "replanned", now)
    for job in done.live_jobs:
        if job.status is not JobStatus.RECEIVED:
            done = done.with_job(job.now(JobStatus.RECEIVED, now))
    return replace(done, status=OrderStatus.DELIVERED, planning=False, proposals=(), troubled=None), Told(
        (*closed_proposals(order), *withdrawn, CARD, Message(View.DELIVERED, slot=RATING_SLOT)),
        (SetFollowUp(FollowUpKind.CLOSE, now + policy.close_after),),
        delivered=True,
    )


def lose(order: Order, number: int, missing: Decimal, member: Member | None = None) -> Order:
    """The order with so much of a job's goods gone, and with what went into them; only of what is a member's, where it
    was that one's."""
    job = order.job(number)
    if job is None or missing <= 0 or not job.quantity:
        return order
    theirs = [lot for lot in job.run.lots if member is None or item_of(lot.step) in member.items]
    made = sum((Decimal(lot.quantity) for lot in theirs), start=Decimal(0))
    gone = min(job.quantity - Decimal(job.unneeded), Decimal(job.lost) + missing)
    if not made or gone <= Decimal(job.lost):
        return order
    share = (gone - Decimal(job.lost)) / made
    lost = replace(job, lost=_like(gone, job))
    if member is not None:
        more = {lot.step: _like(Decimal(lot.quantity) * share, job) for lot in theirs}
        lost = replace(lost, spoilt={**job.spoilt, **{s: job.spoilt.get(s, 0) + n for s, n in more.items()}})
    order = order.with_job(lost)
    for s in order.inputs(number):
        if member is None or s.order == str(member.order):
            order = lose(order, int(s.run), Decimal(s.quantity) * share, member)
    return order


def _like(quantity: Decimal, job: Job) -> Quantity:
    """Pieces are lost whole."""
    if all(isinstance(lot.quantity, int) for lot in job.run.lots):
        return int(quantity.to_integral_value(ROUND_CEILING))
    return quantity


def delivery_check_due(order: Order, event: DeliveryCheckDue, now: datetime, policy: Policy) -> Decision:
    """Ask whether it has come; who does not answer in the end has nothing to complain of."""
    if order.status not in WITH_MAKERS:
        return Decision(order)
    coming = [
        (job, end)
        for job in order.live_jobs
        for end in sorted(order.customers(job.number) - {arrival.to for arrival in job.arrivals}, key=lambda e: e or 0)
        if job.status is JobStatus.SHIPPED
    ]
    if not coming:
        return Decision(order)
    if order.deliveries_asked >= policy.delivery_questions:
        whole = order
        for job, end in coming:
            got = sum((Decimal(s.quantity) for s in _on_the_way(order, job, end)), start=Decimal(0))
            taken = whole.job(job.number) or job
            whole = whole.with_job(replace(taken, arrivals=(*taken.arrivals, Arrival(end, got, got, now))))
        whole, told = settled_jobs(whole, now, policy)
        closed = tuple(arrival_message(job, job.run.ready, mode=Mode.EDIT, end=end) for job, end in coming)
        return Decision(
            whole,
            messages=(*closed, *told.messages, TRACKING),
            cancels=(CancelFollowUps(),) if told.delivered else (),
            follow_ups=told.follow_ups,
            note="taken_as_delivered",
        )
    asked = replace(order, deliveries_asked=order.deliveries_asked + 1)
    return Decision(
        asked,
        messages=tuple(
            replace(m, data={**m.data, "again": True})
            for m in (
                arrival_message(job, max(s.arrive for s in _on_the_way(order, job, end)), end=end)
                for job, end in coming
            )
        ),
        follow_ups=(
            SetFollowUp(FollowUpKind.CHECK_DELIVERED, policy.consumers.next_open(now + policy.check_delivered)),
        ),
        note="asked_delivered",
    )


def _on_the_way(order: Order, job: Job, end: int | None) -> tuple[Shipment, ...]:
    """What goes from a job to a customer."""
    return tuple(s for s in order.outputs(job.number) if s.to_customer and end_of(s) == end)
