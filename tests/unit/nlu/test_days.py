"""Days as people name them, seen from Sunday, 22 November 2026."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW, briefs

DAYS = {
    "by 12/24": ("2026-12-24", "by"),
    "by 16-12-2026": ("2026-12-16", "by"),
    "by Friday week": ("2026-12-04", "by"),
    "a week from Friday": ("2026-12-04", "by"),
    "by this weekend": ("2026-11-28", "by"),
    "mid-December": ("2026-12-15", "around"),
    "early next month": ("2026-12-05", "around"),
    "by the middle of next month": ("2026-12-15", "by"),
    "in the first week of January": ("2027-01-07", "by"),
    "within a fortnight": ("2026-12-06", "by"),
    "in 10 working days": ("2026-12-04", "by"),
    "in 7-10 days": ("2026-12-02", "by"),
    "in about 3 weeks": ("2026-12-13", "around"),
    "in a month and a half": ("2027-01-06", "by"),
    "within 48 hours": ("2026-11-24", "by"),
    "the week after next": ("2026-12-06", "by"),
    "by noon on Friday": ("2026-11-27", "by"),
    "by EOM": ("2026-11-30", "by"),
    "in April": ("2027-04-30", "by"),
    "before Thanksgiving": ("2026-11-26", "before"),
    "by Mother's Day": ("2027-05-09", "by"),
    "by Good Friday": ("2027-03-26", "by"),
    "before Chinese New Year": ("2027-02-06", "before"),
    "by wendsday": ("2026-11-25", "by"),
    "before febuary 3": ("2027-02-03", "before"),
    "12/15前": ("2026-12-15", "before"),
    "12.15前": ("2026-12-15", "before"),
    "20261215前": ("2026-12-15", "before"),
    "27年1月3号": ("2027-01-03", "by"),
    "下个礼拜天要": ("2026-11-29", "by"),
    "下周三或者周四": ("2026-11-26", "by"),
    "周五下班前": ("2026-11-27", "before"),
    "12月15号作右": ("2026-12-15", "around"),
    "明早要": ("2026-11-23", "by"),
    "10个工作日内": ("2026-12-04", "by"),
    "7到10天内": ("2026-12-02", "by"),
    "一个半月内": ("2027-01-06", "by"),
    "48小时内": ("2026-11-24", "by"),
    "下个月要": ("2026-12-31", "by"),
    "四月份要": ("2027-04-30", "by"),
    "腊月廿三前": ("2027-01-30", "before"),
    "七夕前": ("2027-08-08", "before"),
    "清明前": ("2027-04-05", "before"),
    "母亲节前": ("2027-05-09", "before"),
    "除夕前": ("2027-02-05", "before"),
}


@pytest.mark.parametrize(("words", "expected"), DAYS.items())
def test_a_day_is_found_however_it_is_named(furniture: Reader, words: str, expected: tuple[str, str]) -> None:
    """Parts of months and weeks, ranges, working days and feasts that move are days."""
    deadline = furniture.read(f"4 oak tables, {words}", NOW).spec.deadline
    assert deadline is not None
    assert (deadline.date.isoformat(), deadline.bound) == expected


@pytest.mark.parametrize(
    "words",
    [
        "we'll send the sketch tomorrow",
        "I'll email you the logo on Friday",
        "we'll let you know the colour by Monday",
        "like the ones I ordered on Tuesday",
        "needed yesterday",
        "asap",
        "no rush",
        "the wedding's on 12 April",
        "we open on 12 April",
        "明天给你们发图",
        "图纸周五发你",
        "下周一付款",
        "12号婚礼",
        "我们12号开业",
        "婚礼在12号",
        "越快越好",
    ],
)
def test_the_day_of_another_doing_is_no_deadline(furniture: Reader, words: str) -> None:
    """What the speaker does or celebrates on a day sets no deadline, and the order stands."""
    reading = furniture.read(f"4 oak tables, {words}", NOW)
    assert reading.spec.deadline is None
    assert briefs(reading) == ["table 4 wood=oak"]
