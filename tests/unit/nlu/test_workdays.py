"""Working days, as workshops write them."""

from __future__ import annotations

import pytest

from nlu.workdays import workdays_said


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", "12345"),
        ("monday to saturday", "123456"),
        ("Mon, Tue and Thu", "124"),
        ("every day", "1234567"),
        ("every day except Sunday", "123456"),
        ("weekdays", "12345"),
        ("weekdays and Saturday", "123456"),
        ("closed on Sundays", "123456"),
        ("Sat to Mon", "167"),
        ("周一到周六", "123456"),
        ("星期一至五", "12345"),
        ("周一、周三、周五", "135"),
        ("每天", "1234567"),
        ("除周日外每天", "123456"),
        ("周日休息", "123456"),
        ("单休", "123456"),
        ("双休", "12345"),
        ("全年无休", "1234567"),
        ("1-6", "123456"),
    ],
)
def test_days_are_read(text: str, days: str) -> None:
    """Days by name, from one to another, all of them, or all but some, in either language."""
    assert workdays_said(text) == frozenset(map(int, days))


@pytest.mark.parametrize("text", ["", "hello", "👍", "随便", "as needed"])
def test_other_words_name_no_days(text: str) -> None:
    """What names no day is not guessed at."""
    assert workdays_said(text) is None
