"""Patterns for suppliers' replies, in all languages at once, and the words around a figure."""

from __future__ import annotations

import re
from functools import cache

from nlu.languages.en import replies as en
from nlu.languages.zh import replies as zh
from nlu.mention import Mention, Scan


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of every language in one expression."""
    return re.compile(f"(?:{getattr(en, name)})|(?:{getattr(zh, name)})")


def window(scan: Scan, mention: Mention, before: int = 22, after: int = 22) -> tuple[str, str]:
    """The text around a mention, within its clause."""
    text = scan.folded.text
    start, end = scan.tokens[mention.start].start, scan.tokens[mention.end - 1].end
    lead = re.split(r"[,.;!?\n，。；！？、](?!\d)", text[max(0, start - before) : start])[-1]
    tail = re.split(r"[,;!?\n，。；！？、]|\.(?!\d)", text[end : end + after])[0]
    return lead, tail
