"""From what it costs us to what the consumer pays, and back."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from planner.domain.money import to_minor
from planner.domain.spec import OrderSpec


def price_of(cost: int, service_percent: int) -> int:
    """What the consumer pays for something that costs `cost` (both in minor units)."""
    return cost + cost * service_percent // 100


def cost_within(price: int, service_percent: int) -> int:
    """The most that something may cost so that its price is at most `price`: the inverse of `price_of`."""
    return -(-(price + 1) * 100 // (100 + service_percent)) - 1


def price_limit(spec: OrderSpec, currency: str) -> int | None:
    """The most the consumer will pay in all, in minor units; None where nothing binding was said in our currency.

    "about 2000" leaves a tenth of room.
    """
    budget = spec.budget
    if budget is None or budget.bound == "min" or budget.currency != currency:
        return None
    amount = budget.amount * (max(spec.pieces, 1) if budget.per == "unit" else 1)
    if budget.bound == "about":
        amount = amount * Decimal("1.1")
    return to_minor(amount.quantize(Decimal("0.0001"), ROUND_FLOOR), currency)
