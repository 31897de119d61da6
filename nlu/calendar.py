"""Days: what a named day is, seen from today. Weeks run Monday to Sunday; a day without a year is the next to come."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

#: How a day binds, as far as its own words say: None where they don't.
Cue = Literal["by", "before", "on", "around", "from"]


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day named at the characters from `start` to before `end` of the folded text (its cue words included).

    `past`: it lies behind ("last week"). `occasion`: it is the day of something else ("the party on Friday").
    """

    start: int
    end: int
    day: date
    cue: Cue | None = None
    past: bool = False
    occasion: bool = False


def safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_day(today: date, month: int, day: int, year: int | None = None) -> date | None:
    """The day of a month; without a year the next one to come (29 February waits for a leap year)."""
    if year is not None:
        return safe(year + 2000 if year < 100 else year, month, day)
    for candidate in range(today.year, today.year + 9):
        found = safe(candidate, month, day)
        if found is not None and found >= today:
            return found
    return None


def day_of_month(today: date, day: int) -> date | None:
    """ "the 8th": the next day to come with this number."""
    year, month = today.year, today.month
    for _ in range(13):
        found = safe(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def weekday(today: date, number: int, weeks: int | None = None) -> date:
    """Weekday `number` (Monday 0) of the week `weeks` after this one; None: the nearest after today."""
    if weeks is not None:
        return today - timedelta(days=today.weekday()) + timedelta(days=number, weeks=weeks)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def this_weekday(today: date, number: int) -> date:
    """ "this Friday": today, or the nearest after it."""
    return today + timedelta(days=(number - today.weekday()) % 7)


def month_end(today: date, ahead: int = 0) -> date:
    """The last day of the month `ahead` months after this one."""
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return date(year, month + 1, months.monthrange(year, month + 1)[1])


def end_of(today: date, month: int) -> date:
    """The last day of the next month with this number."""
    year = today.year + (1 if month < today.month else 0)
    return date(year, month, months.monthrange(year, month)[1])


def later(today: date, amount: int, unit: str) -> date | None:
    """`amount` days, weeks, months or years after today ("d", "w", "m", "y"); None where that is out of reach."""
    if amount > 5000:
        return None
    if unit in "dw":
        return today + timedelta(days=amount * (7 if unit == "w" else 1))
    ahead = amount * (12 if unit == "y" else 1)
    last = month_end(today, ahead) if today.year + ahead // 12 < 9000 else None
    return None if last is None else last.replace(day=min(today.day, last.day))


def working_days(today: date, amount: int) -> date | None:
    """The day after `amount` working days, Monday to Friday; feasts are not taken out."""
    weeks, rest = divmod(amount, 5)
    # Counted from a weekend, the first of them is the Monday after it.
    day = later(today - timedelta(days=max(0, today.weekday() - 4)), weeks, "w")
    while day is not None and rest:
        day += timedelta(days=1)
        rest -= day.weekday() < 5
    return day


def half_more(day: date, unit: str) -> date:
    """Half a week, month or year more than `day`: 4, 15 and 182 days."""
    return day + timedelta(days={"d": 1, "w": 4, "m": 15, "y": 182}[unit])
