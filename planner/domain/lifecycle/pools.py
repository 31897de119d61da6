"""A quoted order that waits in a pool: joined, told how the pool stands, and out of it again.

What becomes of it once its pool is made is not decided here: it follows from the order that the pool has become.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.decision import Decision, FollowUpKind, SetFollowUp, View
from planner.domain.lifecycle.events import PoolJoined, PoolLeft, PoolLooked, PoolMoved
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import COMPOSING, WITH_MAKERS, Order, OrderStatus, Promise


def pool_looked(order: Order, event: PoolLooked) -> Decision:
    """Show it with the options, unless the wish has changed since."""
    if order.status is not OrderStatus.QUOTED or event.basis != order.basis or event.offer == order.pool_offer:
        return Decision(order)
    return Decision(
        replace(order, pool_offer=event.offer),
        messages=(next_message(View.OPTIONS),),
        note="pool_looked",
        facts={"price": event.offer.price if event.offer else None},
    )


def pool_joined(order: Order, event: PoolJoined, now: datetime, policy: Policy) -> Decision:
    """It waits for others. From here on it is promised: no dearer than alone, no later than the day that was named."""
    if order.status is not OrderStatus.QUOTED:
        raise NotAllowed("option_gone" if order.status in COMPOSING else "order_placed")
    stale = order.quoted_at is None or now - order.quoted_at > policy.quote_valid
    if event.basis != order.basis or order.pool_offer is None or stale:
        raise NotAllowed("option_gone")
    waiting = event.waiting
    return Decision(
        replace(
            order,
            status=OrderStatus.POOLED,
            asking=None,
            requoted="",
            options=(),
            waiting=waiting,
            promise=Promise(waiting.alone, waiting.latest, waiting.latest),
        ),
        messages=(CARD, next_message(View.POOL)),
        note="pooled",
        facts={"pool": waiting.pool, "alone": waiting.alone, "latest": waiting.latest.isoformat()},
    )


def pool_moved(order: Order, event: PoolMoved) -> Decision:
    """The card says how the pool stands now."""
    if order.status is not OrderStatus.POOLED or order.waiting is None or order.waiting.pool != event.waiting.pool:
        return Decision(order)
    if event.waiting == order.waiting:
        return Decision(order)
    return Decision(replace(order, waiting=event.waiting), messages=(next_message(View.POOL),), note="pool_moved")


def pool_left(order: Order, event: PoolLeft, now: datetime) -> Decision:
    """Out of the pool: what can be had alone is looked for anew."""
    if order.status is not OrderStatus.POOLED and (order.within is None or order.status not in WITH_MAKERS):
        raise NotAllowed("pool_not_in")
    return Decision(
        replace(
            order,
            jobs=(),
            shipments=(),
            within=None,
            troubled=None,
            status=OrderStatus.DRAFT,
            planning=True,
            basis=order.basis + 1,
            options=(),
            pool_offer=None,
            waiting=None,
            invited=None,
            promise=None,
            requoted=f"pool_{event.why}",
        ),
        messages=(CARD, next_message(View.PLANNING)),
        follow_ups=(SetFollowUp(FollowUpKind.QUOTE, now),),
        note=f"pool_{event.why}",
    )
