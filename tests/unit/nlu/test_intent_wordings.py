"""Messages in many words: orders however politely asked for, questions, answers, and talk that orders nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.spec import Intent, Reading
from tests.unit.nlu.conftest import briefs, cases_in

CASES = cases_in(Path(__file__).with_name("intent_wordings.txt"), columns=4)
#: With a draft these leave it as it stands.
IDLE = (Intent.AMEND, Intent.QUESTION, Intent.GREET, Intent.STATUS, Intent.OTHER)


@pytest.mark.parametrize(("intent", "messages", "items", "unknown"), CASES)
def test_messages_mean_what_a_person_would_understand(
    talk: Callable[..., Reading], intent: str, messages: str, items: str, unknown: str
) -> None:
    """The intent is the one meant, the order that stands holds what was asked for, and only that is unknown."""
    reading = talk(*messages.split(" / "))
    drafting = " / " in messages and bool(reading.spec.items)
    assert (Intent.ORDER if drafting and reading.intent in IDLE else reading.intent) == intent
    if intent == Intent.ORDER:
        assert "; ".join(sorted(briefs(reading))) == items
    assert ";".join(reading.unknown) == unknown
