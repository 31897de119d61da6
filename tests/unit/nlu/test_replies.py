"""Suppliers' replies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu.reader import Reader
from planner.domain.reply import JobTerms
from tests.unit.nlu.conftest import NOW

JOB = JobTerms(50, Decimal("85.00"), "CNY", date(2026, 12, 5))

REPLIES: list[tuple[str, str, dict[str, object]]] = [
    ("no problem", "accept", {}),
    ("no, problem with the machine", "decline", {}),
    ("没问题", "accept", {}),
    ("有问题", "problem", {}),
    ("👍", "accept", {}),
    ("不是不行，得90块一个", "counter", {"unit_price": 90}),
    ("ok but only 30", "counter", {"quantity": 30}),
    ("we can only do 30 pieces", "counter", {"quantity": 30}),
    ("只能做一半", "counter", {"quantity": 25}),
    ("at least 100 pieces or no deal", "counter", {"quantity": 100}),
    ("can't before Wednesday", "counter", {"date": date(2026, 11, 25), "bound": "from"}),
    ("最早12月8号", "counter", {"date": date(2026, 12, 8), "bound": "from"}),
    ("I'd need 3 more days", "counter", {"date": date(2026, 12, 8)}),
    ("sure, by the 3rd", "accept", {"date": date(2026, 12, 3), "bound": "by"}),
    ("yes if you give me until 11 December", "counter", {"date": date(2026, 12, 11), "bound": "by"}),
    ("可以，但要加5块", "counter", {"unit_price": 90}),
    ("5 yuan more each and it's a deal", "counter", {"unit_price": 90}),
    ("涨一成可以做", "counter", {"unit_price": Decimal("93.5")}),
    ("can do 5% less", "counter", {"unit_price": Decimal("80.75")}),
    ("85太低，92一个", "counter", {"unit_price": 92}),
    ("how about 90?", "counter", {"unit_price": 90}),
    ("90 and it's yours", "counter", {"unit_price": 90}),
    ("can't do 85, 90 is the lowest", "counter", {"unit_price": 90}),
    ("加到90可以", "counter", {"unit_price": 90}),
    ("cannot make 50, can make 40", "counter", {"quantity": 40}),
    ("时间太紧了，能不能晚两天", "counter", {"date": date(2026, 12, 7)}),
    ("sorry, flat out till Christmas", "decline", {}),
    ("工人请假了", "problem", {}),
    ("done 30 so far", "started", {}),
    ("4.5k yuan for the whole lot", "counter", {"total_price": 4500}),
    ("需要加急费200", "counter", {"total_price": 4450}),
    ("可以，85就85", "accept", {"unit_price": 85}),
    ("可以，但要晚一天", "counter", {"date": date(2026, 12, 6), "bound": "by"}),
    ("ok but one day later", "counter", {"date": date(2026, 12, 6), "bound": "by"}),
    ("not at that price", "decline", {}),
    ("too cheap for us", "decline", {}),
    ("接不了，最近单子太多", "decline", {}),
    ("sorry, fully booked", "decline", {}),
    ("机器坏了做不了", "decline", {}),
    ("what colour should it be?", "question", {}),
    ("木料你们出还是我们出？", "question", {}),
    ("已经开始做了", "started", {}),
    ("we have started but will be 2 days late", "delayed", {"date": date(2026, 12, 7)}),
    ("布料没到，要晚三天", "delayed", {"date": date(2026, 12, 8)}),
    ("all packed and ready for pickup", "ready", {}),
    ("做好了，来拿吧", "ready", {}),
    ("明天可以发货", "accept", {"date": date(2026, 11, 23)}),
    ("shipped this morning, tracking 12345", "shipped", {}),
    ("已发顺丰，单号SF123456", "shipped", {}),
    ("the saw broke, we're stuck", "problem", {}),
    ("let me check with my boss", "other", {}),
    ("", "other", {}),
]


@pytest.mark.parametrize(("text", "intent", "terms"), REPLIES)
def test_a_reply_says_what_a_person_would_understand(
    furniture: Reader, text: str, intent: str, terms: dict[str, object]
) -> None:
    """A reply's intent and terms are those meant; a price relative to the job's becomes absolute."""
    reading = furniture.reply(text, NOW, JOB)
    assert reading.intent == intent
    for name in ("quantity", "unit_price", "total_price", "date"):
        assert getattr(reading, name) == terms.get(name), name
    if "bound" in terms:
        assert reading.bound == terms["bound"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no, because our carpenter is ill", "our carpenter is ill"),
        ("要晚两天，料还没到", "料还没到"),
        ("机器坏了，这单接不了", "机器坏了"),
        ("ok, no problem", None),
    ],
)
def test_the_reason_is_told_in_their_words(furniture: Reader, text: str, reason: str | None) -> None:
    """A refusal, delay or trouble keeps its reason as it was written; a consent has none."""
    assert furniture.reply(text, NOW, JOB).reason == reason


def test_without_a_job_nothing_relative_is_made_up(furniture: Reader) -> None:
    """A price relative to an unknown one stays unknown, while the reply still counters."""
    reading = furniture.reply("可以，但要加5块", NOW)
    assert (reading.intent, reading.unit_price) == ("counter", None)


@pytest.mark.parametrize("text", ["可以，但要晚一天", "ok but one day later"])
def test_another_day_than_an_unknown_one_is_no_consent(furniture: Reader, text: str) -> None:
    """Without the job's day a later one has no date, yet it is a counter, never a plain yes."""
    reading = furniture.reply(text, NOW)
    assert (reading.intent, reading.date) == ("counter", None)
