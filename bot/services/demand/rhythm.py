"""When a supplier hears of demand next: as often as it likes, at its hour, while it works, never in quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.domain.hours import Hours
from storage.ports import DemandSubscription

DAILY, WEEKLY, NEVER = "daily", "weekly", "never"
#: Until a supplier says otherwise: nothing; and then on Mondays at nine.
WEEKDAY, HOUR = 1, 9
#: The least time between two messages: somewhat less than what was asked for, as opening times differ.
_APART = {DAILY: timedelta(hours=18), WEEKLY: timedelta(days=5)}


def usual(trade: str, supplier: str) -> DemandSubscription:
    """What holds for a supplier who has not said anything."""
    return DemandSubscription(trade, supplier, NEVER, WEEKDAY, HOUR)


def next_time(subscription: DemandSubscription, hours: Hours, timezone: str, now: datetime) -> datetime | None:
    """The next moment after `now`; None where it is never."""
    if subscription.rhythm not in _APART:
        return None
    zone = ZoneInfo(timezone)
    earliest = now
    if subscription.last_sent is not None:
        earliest = max(now, subscription.last_sent + _APART[subscription.rhythm])
    day = earliest.astimezone(zone).date()
    while True:
        at = datetime.combine(day, time(subscription.hour), zone)
        fits = subscription.rhythm == DAILY or day.isoweekday() == subscription.weekday
        if fits and at > earliest:
            return hours.out_of_quiet(hours.next_open(at))
        day += timedelta(days=1)
