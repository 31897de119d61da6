"""A greeting takes no job."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nlu.reader import Reader
from planner.domain.catalogue import Catalogue, Product
from planner.domain.reply import JobTerms, ReplyIntent

READER = Reader(
    Catalogue("lamps", "CNY", ("en", "zh"), attributes={}, products={"lamp": Product("lamp", {"en": ("lamp",)}, {})})
)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["您好", "你好！", "你们好", "hello", "hi there", "大家好"])
def test_a_greeting_is_no_yes(text: str) -> None:
    """Hello alone neither accepts nor declines."""
    assert READER.reply(text, NOW, JobTerms(10)).intent is ReplyIntent.OTHER


@pytest.mark.parametrize("text", ["好", "好的", "您好，可以做", "好，接了", "你好，没问题"])
def test_a_yes_after_a_greeting_counts(text: str) -> None:
    """Politeness around a yes does not hide it."""
    assert READER.reply(text, NOW, JobTerms(10)).intent is ReplyIntent.ACCEPT
