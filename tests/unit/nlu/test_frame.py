"""Deadlines, budgets and destinations."""

from __future__ import annotations

from datetime import date

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW

DAYS = {
    "by Friday": ("2026-11-27", "by"),
    "by next Friday": ("2026-11-27", "by"),
    "next week Wednesday": ("2026-11-25", "by"),
    "before the 15th": ("2026-12-15", "before"),
    "around 20 December": ("2026-12-20", "around"),
    "delivered on Jan 9th": ("2027-01-09", "on"),
    "no later than 10 December 2026": ("2026-12-10", "by"),
    "2026-12-24 latest": ("2026-12-24", "by"),
    "within two weeks": ("2026-12-06", "by"),
    "a week from tomorrow": ("2026-11-30", "by"),
    "by the end of the month": ("2026-11-30", "by"),
    "before Christmas": ("2026-12-25", "before"),
    "day after tomorrow at the latest": ("2026-11-24", "by"),
    "for a party on 12 December, deliver by 10 December": ("2026-12-10", "by"),
    "by yesterday": ("2026-11-21", "by"),
    "no later than last Friday": ("2026-11-20", "by"),
    "昨天要": ("2026-11-21", "by"),
    "最晚前天": ("2026-11-20", "by"),
    "昨天之前送到": ("2026-11-21", "before"),
    "下周五前要": ("2026-11-27", "before"),
    "下下周一之前": ("2026-11-30", "before"),
    "15号前": ("2026-12-15", "before"),
    "12月3号左右": ("2026-12-03", "around"),
    "最晚大后天": ("2026-11-25", "by"),
    "两周内": ("2026-12-06", "by"),
    "十天内要": ("2026-12-02", "by"),
    "月底前": ("2026-11-30", "before"),
    "下个月底之前": ("2026-12-31", "before"),
    "元旦前": ("2027-01-01", "before"),
    "春节前": ("2027-02-06", "before"),
}


@pytest.mark.parametrize(("words", "expected"), DAYS.items())
def test_a_deadline_is_the_day_named(furniture: Reader, words: str, expected: tuple[str, str]) -> None:
    """A deadline is the day that the words name, with how it binds."""
    deadline = furniture.read(f"4 oak tables, {words}", NOW).spec.deadline
    assert deadline is not None
    assert (deadline.date.isoformat(), deadline.bound) == expected


@pytest.mark.parametrize("words", ["our party is on Friday", "we bought some last week", "Black Friday is coming"])
def test_the_day_of_something_else_is_no_deadline(furniture: Reader, words: str) -> None:
    """The day of an occasion, of the past or of a name is not taken for a deadline."""
    assert furniture.read(f"4 oak tables please, {words}", NOW).spec.deadline is None


BUDGETS = {
    "under €150 each": ("150", "EUR", "unit", "max"),
    "max 300 each": ("300", "EUR", "unit", "max"),
    "budget 2,000 total": ("2000", "EUR", "order", "max"),
    "about 300 dollars per piece": ("300", "USD", "unit", "about"),
    "at least 9,50 € each": ("9.50", "EUR", "unit", "min"),
    "no more than 1.5k EUR altogether": ("1500", "EUR", "order", "max"),
    "每张不超过150块": ("150", "CNY", "unit", "max"),
    "总价两千元以内": ("2000", "CNY", "order", "max"),
    "单价12块5以内": ("12.5", "CNY", "unit", "max"),
    "人民币一百二一张以内": ("120", "CNY", "unit", "max"),
    "预算5000": ("5000", "EUR", "order", "max"),
}


@pytest.mark.parametrize(("words", "expected"), BUDGETS.items())
def test_a_budget_is_what_it_may_cost(furniture: Reader, words: str, expected: tuple[str, ...]) -> None:
    """A budget has its amount and currency, for one piece or all, and how it binds."""
    reading = furniture.read(f"4 oak tables, {words}", NOW)
    budget = reading.spec.budget
    assert budget is not None
    assert (f"{budget.amount.normalize():f}", budget.currency, budget.per, budget.bound) == (
        f"{float(expected[0]):g}",
        *expected[1:],
    )
    assert reading.spec.items[0].quantity == 4


PLACES = {
    "ship to Manchester": "Manchester",
    "delivered to New York by Friday": "New York",
    "Deliver to 12 Oak Street, Bristol.": "12 Oak Street, Bristol",
    "we are in Leeds": "Leeds",
    "delivery to Lyon, France by Friday": "Lyon, France",
    "send them to my brother in Manchester": "Manchester",
    "to Rotterdam please": "Rotterdam",
    "寄到深圳，谢谢": "深圳",
    "下周三前发到哈尔滨": "哈尔滨",
    "要送杭州的": "杭州",
    "送到苏州市工业园区星湖街1号": "苏州市工业园区星湖街1号",
    "送到杭州市西湖区文三路8号": "杭州",
    "ship to 12 Mill Lane, Leeds": "Leeds",
    "ship to 12 Leeds Road, Hull": "12 Leeds Road, Hull",
    "地址：上海市长宁区定西路100号": "上海市长宁区定西路100号",
}


@pytest.mark.parametrize(("words", "place"), PLACES.items())
def test_a_destination_is_where_it_goes(furniture: Reader, words: str, place: str) -> None:
    """A destination is known by name, or by the language's ways of saying "send it to"."""
    assert furniture.read(f"4 oak tables, {words}", NOW).spec.destination == place


def test_a_house_number_is_no_day(furniture: Reader) -> None:
    """路1号 is where, not when."""
    assert furniture.read("4张橡木桌子，送到苏州市星湖路1号", NOW).spec.deadline is None
    assert furniture.read("4张橡木桌子，1号要", NOW).spec.deadline is not None


def test_everything_of_one_message_is_read_at_once(furniture: Reader) -> None:
    """Product, sizes, a day and a price in one sentence are all read, and nothing else."""
    text = "I need 30 mint stools with a metal lock, 10 M and 20 L, by next Friday, under €150 each"
    reading = furniture.read(text, NOW)
    spec = reading.spec
    assert [(e.name, e.value, e.quantity) for e in spec.items[0].attributes] == [
        ("paint", "mint", None),
        ("extra", "lock", None),
        ("size", "m", 10),
        ("size", "l", 20),
    ]
    assert spec.deadline is not None
    assert spec.budget is not None
    assert (spec.items[0].quantity, spec.deadline.date, spec.budget.per) == (30, date(2026, 11, 27), "unit")
    assert reading.missing == ("0.wood",)
