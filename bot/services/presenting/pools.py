"""What a consumer sees of a pool: what joining would mean, and how it stands."""

from __future__ import annotations

from typing import Any

from bot.services.presenting.payload import Button, Content
from planner.domain.order import Order, OrderStatus
from planner.domain.supplier import Trade

#: What the argument of /start begins with where a link leads to a pool.
START = "pool_"


def offer_data(order: Order, trade: Trade, locale: str) -> dict[str, Any] | None:
    """What joining would mean; None where there is nothing to join."""
    offer = order.pool_offer
    if offer is None:
        return None
    return {
        "product": trade.catalogue.product_name(offer.product, locale),
        "alone": offer.alone,
        "price": offer.price,
        "next_price": offer.next_price,
        "members": offer.members,
        "closes": offer.closes_at.isoformat(),
        "latest": offer.latest.isoformat(),
        "invited": offer.invited,
    }


def pool(order: Order, trade: Trade, locale: str) -> Content:
    """The pool that the order waits in, as it stands now."""
    waiting = order.waiting
    if waiting is None or order.status is not OrderStatus.POOLED:
        return Content({"number": order.id, "members": 0})
    data = {
        "number": order.id,
        "currency": trade.catalogue.currency,
        "product": trade.catalogue.product_name(order.spec.items[0].product or "", locale),
        "members": waiting.members,
        "pieces": waiting.pieces,
        "alone": waiting.alone,
        "price": waiting.price,
        "next_price": waiting.next_price,
        "closes": waiting.closes_at.isoformat(),
        "latest": waiting.latest.isoformat(),
        "start": START + waiting.token,
    }
    return Content(data, [[Button("leave_pool", "leave_pool")], [Button("cancel_order", "cancel")]])


def made(order: Order, trade: Trade) -> Content:
    """The pool has closed: what it has brought."""
    waiting, promise = order.waiting, order.promise
    return Content(
        {
            "number": order.id,
            "currency": trade.catalogue.currency,
            "members": waiting.members if waiting else 1,
            "alone": waiting.alone if waiting else None,
            "price": promise.price if promise else None,
            "arrives": promise.arrives.isoformat() if promise else None,
        }
    )
