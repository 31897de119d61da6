"""What makers say about their workshop: days off, and days with less."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.workshop import Capacity, capacity_of, capacity_said, closed_of, days_of

#: A Monday.
TODAY = date(2026, 11, 23)
PROCESSES = {"cut_and_sew": ["cut_and_sew", "sewing", "缝制"], "dye": ["dyeing", "染色"]}


def day(text: str) -> date:
    month, number = text.split("-")
    return date(2027 if month == "1" else 2026, int(month), int(number))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("closed next week", "11-30", "12-6"),
        ("we're away 12-20 Dec", "12-12", "12-20"),
        ("Closed Dec 12-20", "12-12", "12-20"),
        ("we are closed 28 Dec to 3 Jan, sorry!", "12-28", "1-3"),
        ("on holiday from 12 Dec until 20 Dec", "12-12", "12-20"),
        ("closed tomorrow", "11-24", "11-24"),
        ("closed until Friday", "11-23", "11-26"),
        ("closed from tomorrow for two weeks", "11-24", "12-7"),
        ("closed tomorrow and Wednesday", "11-24", "11-25"),
        ("10-30 Nov closed", "11-23", "11-30"),
        ("closed in January", "1-1", "1-31"),
        ("下周休息", "11-30", "12-6"),
        ("12号到20号放假", "12-12", "12-20"),
        ("12月30号到1月3号放假", "12-30", "1-3"),
        ("我们下周一到周三休息", "11-30", "12-2"),
        ("从明天开始休息三天", "11-24", "11-26"),
        ("周末不上班", "11-28", "11-29"),
        ("二十号放假", "12-20", "12-20"),
    ],
)
def test_days_off(text: str, first: str, last: str) -> None:
    """Days off are read from the first to the last, in both languages, over the turn of a year too."""
    closed = closed_of(text, TODAY)
    assert closed is not None
    assert (closed.first, closed.last) == (day(first), day(last))


@pytest.mark.parametrize(
    "text",
    [
        "not closed next week",
        "are you closed next week?",
        "we close at 5",
        "sorry, closed that week",
        "closed from Monday",
        "closed next week, but 12.50 each from the 7th would do",
        "closed Monday and Friday",
        "ok, ready by 12 Dec",
        "booked up until Friday",
        "下周不休息",
        "下周可以做",
        "12号到20号之间交货",
        "",
    ],
)
def test_no_days_off(text: str) -> None:
    """A question, a denial, an answer to an offer, or days that are not clear, close nothing."""
    assert closed_of(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("only 50 a day this week", Capacity(Decimal(50), None, TODAY, day("11-29"))),
        ("这周每天只能做50件", Capacity(Decimal(50), None, TODAY, day("11-29"))),
        ("sewing: max 30 per day next week", Capacity(Decimal(30), "cut_and_sew", day("11-30"), day("12-6"))),
        ("以后缝制每天最多80件", Capacity(Decimal(80), "cut_and_sew")),
        ("I can do 50 a day", None),
        ("only 50 this time", None),
        ("only 5 a day?", None),
    ],
)
def test_less_a_day_in_words(text: str, expected: Capacity | None) -> None:
    """Less than ever is read with its days and its process; without days, or "from now on", nothing changes."""
    assert capacity_of(text, TODAY, PROCESSES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sewing 200", Capacity(Decimal(200), "cut_and_sew")),
        ("染色 1,200.5", Capacity(Decimal("1200.5"), "dye")),
        ("sewing 0 on 12 Dec", Capacity(Decimal(0), "cut_and_sew", day("12-12"), day("12-12"))),
        ("缝制 0 12月12日", Capacity(Decimal(0), "cut_and_sew", day("12-12"), day("12-12"))),
        ("缝制 下周 30", Capacity(Decimal(30), "cut_and_sew", day("11-30"), day("12-6"))),
        ("sewing", None),
        ("sewing 200 300", None),
    ],
)
def test_a_capacity_behind_a_command(text: str, expected: Capacity | None) -> None:
    """A number with a process, and with days or for good; what is not clear is nothing."""
    assert capacity_said(text, TODAY, PROCESSES) == expected


@given(st.dates(TODAY, TODAY + timedelta(300)), st.integers(0, 40))
def test_every_span_that_is_written_out(first: date, length: int) -> None:
    """Two days written out with "to" between them, in either language, are those days and all between."""
    last = first + timedelta(length)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    english = " to ".join(f"{d.day} {months[d.month - 1]}" for d in (first, last))
    chinese = "到".join(f"{d.month}月{d.day}日" for d in (first, last))
    for text in (english, chinese, f"{first} to {last}"):
        found = days_of(text, TODAY)
        assert found is not None
        assert (found.first, found.last) == (first, last)


@given(st.text(max_size=80))
def test_anything_may_be_written(text: str) -> None:
    """Whatever is written, reading it ends in days or nothing; no day lies behind."""
    for found in (closed_of(text, TODAY), days_of(text, TODAY)):
        assert found is None or TODAY <= found.first <= found.last
    capacity_of(text, TODAY, PROCESSES)
    capacity_said(text, TODAY, PROCESSES)
