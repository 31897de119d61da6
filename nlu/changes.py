"""What a message does to an order that stands, as far as its words say: takes away, keeps, exchanges."""

from __future__ import annotations

import re
from functools import cache

from nlu.languages.en import changes as en
from nlu.languages.zh import changes as zh


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{getattr(table, name)})" for table in (en, zh)))


def asks_to(name: str, text: str) -> bool:
    """Does a folded text have words for this change? `name`: a constant of the languages' tables of changes."""
    return _pattern(name).search(text) is not None
