"""The languages that people are written to in: English, which is in the code, and every language with a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel import Locale

#: A folder for each language but English, with its texts in `bespoke.po`.
LOCALES = Path(__file__).parents[1] / "telegram" / "locales"
ENGLISH = "en"


@cache
def spoken() -> tuple[str, ...]:
    """The codes of all languages (ISO 639, as the folders are named), English first."""
    return (ENGLISH, *sorted(path.parent.name for path in LOCALES.glob("*/bespoke.po")))


def file_of(language: str) -> Path:
    """Where a language's texts are."""
    return LOCALES / language / "bespoke.po"


def supported(language: str | None) -> str | None:
    """One of our languages, from any BCP 47 tag: "zh-hans" is "zh"; None where we don't speak it."""
    base = (language or "").lower().replace("_", "-").partition("-")[0]
    return base if base in spoken() else None


def own_name(language: str) -> str:
    """What a language calls itself: whoever looks for theirs may not read any other."""
    name = Locale.parse(language).display_name or language
    return name[:1].upper() + name[1:]
