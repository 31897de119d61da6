"""The newest orders by day, as admins see them: how many came in, and what has become of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from planner.domain.order import OrderStatus

#: So many days have room for their numbers.
DAYS = 14
#: What has become of an order: the statuses that count as it. In this order they are drawn, from below.
GROUPS: Final[Mapping[str, tuple[OrderStatus, ...]]] = {
    "done": (OrderStatus.DELIVERED, OrderStatus.CLOSED),
    "made": (OrderStatus.CONFIRMED, OrderStatus.IN_PRODUCTION),
    "asking": (OrderStatus.PLACED, OrderStatus.CONFIRMING),
    "off": (OrderStatus.CANCELLED, OrderStatus.FAILED),
    "composing": (OrderStatus.DRAFT, OrderStatus.QUOTED, OrderStatus.POOLED),
}


def last_days(today: date) -> list[date]:
    """The days that are shown, today the last of them."""
    return [today - timedelta(days=back) for back in reversed(range(DAYS))]


def borders(days: Sequence[date], zone: ZoneInfo) -> list[datetime]:
    """When each day begins in `zone`, and when the last one ends."""
    return [datetime.combine(day, time(), zone) for day in (*days, days[-1] + timedelta(days=1))]


def by_day(days: Sequence[date], counts: Sequence[Mapping[str, int]]) -> dict[str, Any] | None:
    """What is drawn: orders made on each day, by what has become of them. None where there were none."""
    if not any(counts):
        return None
    return {
        "days": [day.isoformat() for day in days],
        "series": {
            group: [sum(one.get(status.value, 0) for status in statuses) for one in counts]
            for group, statuses in GROUPS.items()
        },
    }
