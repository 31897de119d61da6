"""When a supplier hears of demand next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.services.demand.rhythm import next_time
from planner.domain.hours import Hours
from storage.ports import DemandSubscription

ZONE = "Asia/Shanghai"
HOURS = Hours(ZONE, time(9), time(18), frozenset({1, 2, 3, 4, 5}))
WEEKLY = DemandSubscription("apparel", "lin", "weekly", 3, 10)
#: Monday, 10:00 in Shanghai.
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def said(subscription: DemandSubscription, now: datetime = NOW) -> str:
    due = next_time(subscription, HOURS, ZONE, now)
    return "" if due is None else f"{(due + timedelta(hours=8)):%a %d %H:%M}"


@pytest.mark.parametrize(
    ("rhythm", "weekday", "hour", "due"),
    [
        ("never", 3, 10, ""),
        ("weekly", 3, 10, "Wed 25 10:00"),
        ("weekly", 1, 10, "Mon 30 10:00"),
        ("weekly", 1, 11, "Mon 23 11:00"),
        ("daily", 3, 10, "Tue 24 10:00"),
        ("daily", 3, 3, "Tue 24 09:00"),
        ("daily", 3, 23, "Tue 24 09:00"),
        ("weekly", 6, 10, "Mon 30 09:00"),
    ],
)
def test_it_comes_at_its_hour_while_they_work(rhythm: str, weekday: int, hour: int, due: str) -> None:
    """In the supplier's zone; where that is outside of working hours, when they open next."""
    assert said(replace(WEEKLY, rhythm=rhythm, weekday=weekday, hour=hour)) == due


def test_it_never_comes_more_often_than_asked_for() -> None:
    """A day or a week after the last one, whatever was changed meanwhile, or however late that was."""
    sent = NOW - timedelta(hours=1)
    assert said(replace(WEEKLY, last_sent=sent, weekday=2)) == "Tue 01 10:00"
    assert said(replace(WEEKLY, rhythm="daily", hour=16, last_sent=sent)) == "Tue 24 16:00"


def test_no_day_is_lost_over_a_weekend() -> None:
    """What would come on a day off comes on the next working day, once."""
    friday = NOW + timedelta(days=4)
    daily = replace(WEEKLY, rhythm="daily", last_sent=friday)
    assert said(daily, friday) == "Mon 30 09:00"
    monday = datetime(2026, 11, 30, 1, tzinfo=UTC)
    assert said(replace(daily, last_sent=monday), monday) == "Tue 01 10:00"


def test_quiet_hours_stay_quiet() -> None:
    """Also where somebody works at night."""
    owl = replace(HOURS, opens=time(20), closes=time(4), quiet_from=time(22), quiet_until=time(8))
    due = next_time(replace(WEEKLY, rhythm="daily", hour=23), owl, ZONE, NOW)
    assert due is not None
    assert not owl.is_quiet(due)
