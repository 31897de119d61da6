"""One more language is one more file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services import spoken
from bot.telegram import texts
from tests.e2e.stage import stage

GERMAN = """
msgid ""
msgstr ""
"Language: de_DE\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "I'll write in English from now on. /language changes it."
msgstr "Ich schreibe ab jetzt Deutsch. /language ändert das."

msgid "your orders"
msgstr "Ihre Aufträge"

msgid "Here is the one way to make it:"
msgid_plural "Here are {n} ways to make it:"
msgstr[0] "So geht es:"
msgstr[1] "So geht es auf {n} Arten:"

msgid "📍 to {place}"
msgstr "📍 nach {place}"
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The languages there are, and a new file."""
    folder = tmp_path / "locales"
    shutil.copytree(spoken.LOCALES, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "de").mkdir()
    (folder / "de" / "bespoke.po").write_text(GERMAN, "utf-8")
    monkeypatch.setattr(spoken, "LOCALES", folder)
    spoken.spoken.cache_clear()
    texts._translations.cache_clear()
    yield
    spoken.spoken.cache_clear()
    texts._translations.cache_clear()


@pytest.mark.usefixtures("german")
async def test_a_third_language_is_one_file(tmp_path: Path) -> None:
    """It is offered under its own name; who chose it reads it, with its own figures and plurals, and English where
    nothing is translated yet. Writing English does not change it."""
    async with stage(tmp_path / "play") as play:
        await play.alex.sends("/language")
        await play.alex.until_offers("Deutsch")
        await play.alex.presses("Deutsch")
        await play.alex.until_says("Ich schreibe ab jetzt Deutsch")
        await play.alex.sends("I need 1500 navy hoodies with a metal zip, 500 M and 1000 L, to Hangzhou")
        await play.alex.until_says("1.500 × hoodie", "nach Hangzhou", "colour: navy")
        await play.alex.until_says("So geht es", timeout=30)
