"""Replies in many words: what suppliers write when they agree, refuse, bargain, ask and tell of the work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nlu.reader import Reader
from planner.domain.reply import JobTerms
from tests.unit.nlu.conftest import NOW, cases_in

JOB = JobTerms(50, Decimal("85.00"), "CNY", date(2026, 12, 5))
CASES = cases_in(Path(__file__).with_name("reply_wordings.txt"), columns=3)


@pytest.mark.parametrize(("intent", "text", "terms"), CASES)
def test_a_reply_has_the_intent_and_the_terms_said_and_no_others(
    furniture: Reader, intent: str, text: str, terms: str
) -> None:
    """The intent is the one meant; quantity, price and day are those said, relative ones counted from the job's."""
    reading = furniture.reply(text, NOW, JOB)
    said = dict(term.split("=") for term in terms.split())
    got = {
        "q": None if reading.quantity is None else str(reading.quantity),
        "u": _plain(reading.unit_price),
        "t": _plain(reading.total_price),
        "d": None if reading.date is None else f"{reading.date:%m-%d}",
    }
    bound = said.pop("b", None)
    assert (reading.intent, {name: value for name, value in got.items() if value}) == (intent, said)
    assert bound in (None, reading.bound)


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"
