"""Which orders are at their end: the one place that knows."""

from __future__ import annotations

from planner.domain.order import COMPOSING, OrderStatus

#: Nothing happens to them by themselves any more.
SETTLED = frozenset({OrderStatus.CLOSED.value, OrderStatus.CANCELLED.value, OrderStatus.FAILED.value})
_COMPOSING = frozenset(status.value for status in COMPOSING)


def is_settled(status: str) -> bool:
    """Is an order in this status done with, for good or ill?"""
    return status in SETTLED


def is_placed(status: str) -> bool:
    """Has its consumer chosen, so that somebody waits for it?"""
    return status not in _COMPOSING and not is_settled(status)
