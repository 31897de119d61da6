"""Working and quiet hours found out minute by minute, from nothing but what the clock on the wall shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.domain.hours import Hours

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
#: How far around its middle a wall is known, in days.
REACH = 15


@lru_cache(maxsize=32)
def wall(zone: str, middle: date) -> dict[datetime, datetime]:
    """At which UTC minute a wall clock first shows each local minute of some weeks.

    Where the clock jumps ahead, the minutes that it never shows come as much later as it jumps.
    """
    begin = datetime.combine(middle, time(), UTC) - REACH * DAY
    shown: dict[datetime, datetime] = {}
    previous = None
    skipped: list[tuple[datetime, timedelta]] = []
    for n in range(2 * REACH * 24 * 60):
        at = begin + n * MINUTE
        local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        shown.setdefault(local, at)
        if previous is not None and local - previous > MINUTE:
            jump = local - previous - MINUTE
            skipped += [(previous + m * MINUTE, jump) for m in range(1, jump // MINUTE + 1)]
        previous = local
    for local, jump in skipped:
        shown[local] = shown[local + jump]
    return shown


def minutes(zone: str, middle: date, day: date, start: time, end: time) -> list[datetime]:
    """Every UTC minute from one local time on a day until the clock next shows another."""
    shown = wall(zone, middle)
    first = shown[datetime.combine(day, start)]
    last = shown[datetime.combine(day + DAY if end <= start else day, end)]
    return [first + n * MINUTE for n in range((last - first) // MINUTE)]


def working(hours: Hours, middle: date) -> list[datetime]:
    """The UTC minutes in which somebody works, in order."""
    days = [middle + n * DAY for n in range(3 - REACH, REACH - 3)]
    at_work = (day for day in days if day.isoweekday() in hours.workdays and day not in hours.closed)
    return sorted({m for day in at_work for m in minutes(hours.timezone, middle, day, hours.opens, hours.closes)})


def quiet(hours: Hours, middle: date) -> set[datetime]:
    """The UTC minutes in which nobody is disturbed."""
    if hours.quiet_from == hours.quiet_until:
        return set()
    days = [middle + n * DAY for n in range(3 - REACH, REACH - 3)]
    return {m for day in days for m in minutes(hours.timezone, middle, day, hours.quiet_from, hours.quiet_until)}
