"""Orders in a line: what lists show."""

from __future__ import annotations

from typing import Any

from planner.domain.order import COMPOSING, TAKEN, Order
from planner.domain.supplier import Trade


def order_line(order: Order, trade: Trade) -> dict[str, Any]:
    """One order: what, how far, for how much, by when."""
    catalogue = trade.catalogue
    return {
        "number": order.id,
        "status": order.status.value,
        "items": [
            {
                "quantity": item.quantity,
                "names": {
                    locale: catalogue.product_name(item.product, locale) if item.product else None
                    for locale in catalogue.locales
                },
            }
            for item in order.spec.items
        ],
        "price": order.promise.price if order.promise and order.status not in COMPOSING else None,
        "currency": catalogue.currency,
        "arrives": order.promise.arrives.isoformat() if order.promise else None,
        "jobs": [sum(j.status in TAKEN for j in order.live_jobs), len(order.live_jobs)],
    }
