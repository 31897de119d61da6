"""Feasts that move from year to year: when they are next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

#: Days of the lunar calendar and of its terms (Hong Kong Observatory, Gregorian-lunar conversion tables).
_TABLES = {
    "spring": "2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11",
    "lantern": "2025-02-12 2026-03-03 2027-02-20 2028-02-09 2029-02-27 2030-02-17 2031-02-06 2032-02-25",
    "qingming": "2025-04-04 2026-04-05 2027-04-05 2028-04-04 2029-04-04 2030-04-05 2031-04-05 2032-04-04",
    "dragon boat": "2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05 2031-06-24 2032-06-12",
    "qixi": "2025-08-29 2026-08-19 2027-08-08 2028-08-26 2029-08-16 2030-08-05 2031-08-24 2032-08-12",
    "mid-autumn": "2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19",
    "chongyang": "2025-10-29 2026-10-18 2027-10-08 2028-10-26 2029-10-16 2030-10-05 2031-10-24 2032-10-12",
    "last month": "2026-01-19 2027-01-08 2027-12-28 2029-01-15 2030-01-04 2030-12-25 2032-01-13",
}


def _nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The `nth` Monday (`number` 0) … Sunday (6) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))


_RULES: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "mothering sunday": lambda year: easter(year) - timedelta(days=21),
    # The second Sunday of May and the third of June, as most countries have them; Thanksgiving as in the United States.
    "mothers": lambda year: _nth_weekday(year, 5, 6, 2),
    "fathers": lambda year: _nth_weekday(year, 6, 6, 3),
    "thanksgiving": lambda year: _nth_weekday(year, 11, 3, 4),
}


def feast(name: str, today: date) -> date | None:
    """The next day of a feast, today included; None beyond the tables."""
    if name == "new year's eve by the moon":
        day = feast("spring", today + timedelta(days=1))
        return None if day is None else day - timedelta(days=1)
    if name in _RULES:
        return next(day for year in (today.year, today.year + 1) if (day := _RULES[name](year)) >= today)
    return next((day for text in _TABLES[name].split() if (day := date.fromisoformat(text)) >= today), None)


def last_lunar_month(today: date, number: int) -> date | None:
    """腊月廿三: a day of the last month of the lunar year."""
    days = (date.fromisoformat(text) + timedelta(days=number - 1) for text in _TABLES["last month"].split())
    return next((day for day in days if day >= today), None) if 1 <= number <= 30 else None
