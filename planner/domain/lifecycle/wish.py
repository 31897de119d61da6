"""From the first word to a quote: the wish changes, options come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.events import QuoteFound, QuoteRefused, WishChanged
from planner.domain.lifecycle.policy import Policy
from planner.domain.order import COMPOSING, Order, OrderStatus

CARD_SLOT = "card"
#: The message at the bottom that asks, offers and later tracks: one place in the chat for what happens next.
NEXT_SLOT = "next"

CARD = Message(View.CARD, slot=CARD_SLOT, mode=Mode.EDIT)


def next_message(view: View, *, fresh: bool = False, **data: object) -> Message:
    """What comes next, in its one place; `fresh`: under the words that the consumer has just written."""
    return Message(view, slot=NEXT_SLOT, mode=Mode.FRESH if fresh else Mode.EDIT, data=data)


def wish_changed(order: Order, event: WishChanged, now: datetime) -> Decision:
    """Show what stands now; ask for what is missing, or have it planned."""
    if order.status not in COMPOSING:
        raise NotAllowed("order_placed")
    complete = event.question is None
    changed = replace(
        order,
        status=OrderStatus.DRAFT,
        spec=event.spec,
        unknown=event.unknown,
        asking=event.question,
        language=event.language,
        basis=order.basis + 1,
        planning=complete,
        options=(),
        pool_offer=None,
        quoted_at=None,
        requoted="",
    )
    view = View.PLANNING if complete else View.QUESTION
    card = replace(CARD, mode=Mode.FRESH) if event.resumed else CARD
    return Decision(
        changed,
        # "Asking the planner" is not true any more.
        messages=(card, replace(next_message(view, fresh=event.typed or event.resumed), over=order.planning)),
        cancels=(CancelFollowUps((FollowUpKind.QUOTE, FollowUpKind.POOL_LOOK)),),
        follow_ups=(SetFollowUp(FollowUpKind.QUOTE, now),) if complete else (),
        note="wish_changed",
        facts={"basis": changed.basis, "asking": event.question.place if event.question else None},
    )


def quote_found(order: Order, event: QuoteFound, now: datetime, policy: Policy) -> Decision:
    """Offer the options, unless the wish has changed since; and see whether waiting for others would pay."""
    if order.status is not OrderStatus.DRAFT or event.basis != order.basis:
        return Decision(order)
    quoted = replace(order, status=OrderStatus.QUOTED, planning=False, options=event.options, quoted_at=now)
    return Decision(
        quoted,
        messages=(replace(next_message(View.OPTIONS), over=True),),
        follow_ups=(SetFollowUp(FollowUpKind.POOL_LOOK, now),)
        if policy.pools and order.requoted != "pool_left"
        else (),
        note="quoted",
        facts={"prices": [o.price for o in event.options]},
    )


def quote_refused(order: Order, event: QuoteRefused, now: datetime) -> Decision:
    """Say what stands in the way, and the nearest ways out."""
    if order.status is not OrderStatus.DRAFT or event.basis != order.basis:
        return Decision(order)
    refusal = event.refusal
    return Decision(
        replace(order, planning=False),
        messages=(replace(next_message(View.REFUSAL, refusal=refusal), over=True),),
        note="quote_refused",
        facts={"reasons": [f"{r.code}: {r.detail}" for r in refusal.reasons]},
    )
