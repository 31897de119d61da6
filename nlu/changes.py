"""What a message does to an order that stands, as far as its words say: takes away, keeps, exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlu.languages.en import changes as en
from nlu.languages.zh import changes as zh


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{getattr(table, name)})" for table in (en, zh)))


def asks_to(name: str, text: str) -> bool:
    """Does a folded text have words for this change? `name`: a constant of the languages' tables of changes."""
    return _pattern(name).search(text) is not None


def places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where in a folded text such words stand."""
    return (match.span() for match in _pattern(name).finditer(text))
