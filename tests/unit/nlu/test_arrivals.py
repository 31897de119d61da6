"""Goods that have arrived, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.arrivals import Arrival, arrival_of

ALL = Arrival()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arrived, thanks", ALL),
        ("All here", ALL),
        ("Received everything, nothing missing", ALL),
        ("got it", ALL),
        ("收到了，谢谢", ALL),
        ("都到齐了", ALL),
        ("收到，没少", ALL),
        ("only 28 arrived", Arrival(good=Decimal(28))),
        ("只收到28件", Arrival(good=Decimal(28))),
        ("30", Arrival(good=Decimal(30))),
        ("received 36.5 m", Arrival(good=Decimal("36.5"))),
        ("2 are missing", Arrival(missing=Decimal(2))),
        ("arrived but three are torn", Arrival(missing=Decimal(3))),
        ("到了，少了两件", Arrival(missing=Decimal(2))),
        ("收到，坏了12件", Arrival(missing=Decimal(12))),
        ("收到，有十五件破损", Arrival(missing=Decimal(15))),
    ],
)
def test_what_has_arrived_is_read(text: str, expected: Arrival) -> None:
    """All of it, so much of it, or all but so much."""
    assert arrival_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "has it arrived?",
        "not here yet",
        "还没收到",
        "which colour is the zip?",
        "some are broken",
        "有几件坏了",
        "2 of the 30 are missing",
        "please call me at 5",
        "",
    ],
)
def test_what_says_nothing_sure_is_left_to_a_person(text: str) -> None:
    """Questions, other talk, and amounts that could mean two things are not taken for an arrival."""
    assert arrival_of(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text ends in an error, and an amount is never below nothing."""
    found = arrival_of(text)
    assert found is None or all(n is None or n >= 0 for n in (found.good, found.missing))
