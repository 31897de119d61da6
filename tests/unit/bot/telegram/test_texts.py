"""Sentences, dates and money in the reader's language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold

from bot.telegram.texts import Texts

EN = Texts("en", ZoneInfo("Asia/Shanghai"))
ZH = Texts("zh", ZoneInfo("Asia/Shanghai"))


def test_parts_keep_their_formatting() -> None:
    """A part of a sentence may be bold; the entity covers just that part."""
    text, entities = EN.say("📅 by {day}", day=Bold("Friday")).render()
    assert text == "📅 by Friday"
    assert [(e.type, e.offset, e.length) for e in entities] == [("bold", 6, 6)]


def test_braces_from_people_stay_as_they_are() -> None:
    """What people write is never taken for a placeholder."""
    assert EN.plain("📍 to {place}", place="{amount}") == "📍 to {amount}"


def test_plural_forms_follow_the_language() -> None:
    """English has one form for 1 and one for more, Chinese a single one."""
    one, many = "Here is the one way to make it:", "Here are {n} ways to make it:"
    assert EN.count(one, many, 1).render()[0] == one
    assert EN.count(one, many, 3).render()[0] == "Here are 3 ways to make it:"
    assert ZH.count(one, many, 1).render()[0] == "有1种做法："


def test_dates_money_and_times_are_local() -> None:
    """Figures are written the way the reader writes them, times in the business's zone."""
    assert EN.date("2026-12-04") == "Fri, Dec 4"
    assert ZH.date("2026-12-04") == "12月4日周五"
    assert EN.money(279_223, "CNY") == "¥2,792.23"
    assert ZH.money(279_223, "CNY") == "¥2,792.23"
    assert EN.moment("2026-11-22T16:30:00+00:00").render()[0] == "Nov 23, 00:30"
    assert ZH.all_of(["甲", "乙", "丙"]) == "甲、乙和丙"
