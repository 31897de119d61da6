"""Translations."""

from __future__ import annotations

import pytest

from bot.services.spoken import spoken
from bot.telegram.locales.sync import extracted, faults, languages


@pytest.mark.parametrize("language", languages())
def test_every_text_is_translated(language: str) -> None:
    """No text is missing, stale, marked for another look, or fills in parts that the original does not have."""
    assert faults(language) == []


def test_every_language_but_english_has_a_file() -> None:
    """English stands in the code; each of the other languages has its translations."""
    assert set(languages()) == set(spoken()) - {"en"}


def test_texts_are_found_in_the_code() -> None:
    """The extraction sees plain texts and plural ones."""
    ids = [message.id for message in extracted() if message.id]
    assert "Which {attribute}?" in ids
    assert any(isinstance(i, tuple) for i in ids)
