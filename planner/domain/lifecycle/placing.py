"""From a chosen option to offers; and calling the whole off."""

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
from planner.domain.lifecycle.events import OptionChosen, OrderCancelled
from planner.domain.lifecycle.wish import CARD, NEXT_SLOT, next_message
from planner.domain.order import COMPOSING, PLACED, Job, JobStatus, Order, OrderStatus, Promise
from planner.domain.plan import Run, Shipment
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
    """Offer every job of the chosen plan to its supplier; or quote anew where it is not to be had any more."""
    if order.status is not OrderStatus.QUOTED:
        raise NotAllowed("order_placed" if order.status in PLACED else "option_gone")
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
        status=OrderStatus.CONFIRMING,
        asking=None,
        requoted="",
        promise=Promise(priced.price, arrives, latest_arrival(order.spec, arrives)),
    )
    placed, offers = with_offers(placed, priced.option.plan.runs, priced.option.plan.shipments, now)
    return Decision(
        placed,
        messages=(CARD, next_message(View.TRACKING), *(offer_message(job) for job in offers)),
        follow_ups=tuple(f for job in offers for f in patience(job, now, policy)),
        note="placed",
        facts={"price": priced.price, "arrives": arrives.isoformat(), "suppliers": [job.supplier for job in offers]},
    )


def with_offers(
    order: Order, runs: tuple[Run, ...], shipments: tuple[Shipment, ...], now: datetime, agreed: tuple[str, ...] = ()
) -> tuple[Order, tuple[Job, ...]]:
    """The order with a job for every run, and those jobs. Shipments come to name jobs by number."""
    first = max((job.number for job in order.jobs), default=0) + 1
    numbers = {run.id: number for number, run in enumerate(runs, start=first)}
    jobs = tuple(
        Job(numbers[run.id], run, JobStatus.ACCEPTED if run.id in agreed else JobStatus.OFFERED, now) for run in runs
    )
    renamed = tuple(
        replace(
            s,
            run=str(numbers.get(s.run, s.run)),
            to_run=None if s.to_run is None else str(numbers.get(s.to_run, s.to_run)),
        )
        for s in shipments
    )
    return replace(order, jobs=(*order.jobs, *jobs), shipments=renamed), jobs


def offer_slot(job: int) -> str:
    return f"job:{job}"


#: The question whether to cancel, and the answer to it.
SURE_SLOT = "sure"
PROPOSAL_SLOT = "proposal"


def closed_proposal(order: Order) -> tuple[Message, ...]:
    """A proposal that is answered or out of date loses its buttons."""
    return (Message(View.PROPOSAL, slot=PROPOSAL_SLOT, mode=Mode.EDIT),) if order.proposal is not None else ()


def reminder_slot(job: int) -> str:
    return f"job:{job}:reminder"


def offer_message(job: Job, mode: Mode = Mode.FRESH) -> Message:
    """A job as its supplier sees it: what, when, for how much, and its buttons while it is open."""
    return Message(View.OFFER, supplier=job.supplier, job=job.number, slot=offer_slot(job.number), mode=mode)


def answered_messages(job: Job) -> tuple[Message, ...]:
    """The offer as it stands after an answer, also in the place of its reminder: no button stays behind."""
    shown = offer_message(job, Mode.EDIT)
    return (shown, replace(shown, slot=reminder_slot(job.number))) if job.reminders else (shown,)


def patience(job: Job, now: datetime, policy: Policy) -> tuple[SetFollowUp, ...]:
    """When to remind a supplier of an offer, and when to give up waiting."""
    reminders = (SetFollowUp(FollowUpKind.REMIND, now + after, job.number) for after in policy.remind_after)
    return (*reminders, SetFollowUp(FollowUpKind.EXPIRE, now + policy.expire_after, job.number))


def withdrawal(order: Order, jobs: tuple[Job, ...], why: str) -> tuple[Order, tuple[Message, ...]]:
    """Take live jobs back: the order without them, and what their suppliers hear (once each job)."""
    messages: list[Message] = []
    for job in jobs:
        order = order.with_job(replace(job, status=JobStatus.WITHDRAWN))
        messages.extend(answered_messages(job))
        messages.append(Message(View.JOB_WITHDRAWN, supplier=job.supplier, job=job.number, data={"why": why}))
    return order, tuple(messages)


def order_cancelled(order: Order, event: OrderCancelled, now: datetime) -> Decision:
    """Withdraw what is offered or accepted, and tell everybody once."""
    if order.status not in (*COMPOSING, *PLACED):
        raise NotAllowed("order_over")
    placed = order.status in PLACED
    over = replace(order, status=OrderStatus.CANCELLED, planning=False, asking=None, options=(), proposal=None)
    over, told = withdrawal(over, over.live_jobs, "cancelled")
    # A placed order's tracker stays where it is and tells the end; a draft's last question gives way.
    end = (
        (next_message(View.TRACKING), *closed_proposal(order), Message(View.CANCELLED, slot=SURE_SLOT))
        if placed
        else (Message(View.CANCELLED, slot=NEXT_SLOT),)
    )
    return Decision(
        over,
        messages=(CARD, *end, *told),
        cancels=(CancelFollowUps(),),
        note="cancelled",
    )
