"""Telegram counts text in UTF-16 code units: "👍" is two."""

from __future__ import annotations


def length(text: str) -> int:
    return len(text) + sum(ch > "\uffff" for ch in text)


def boundaries(text: str) -> dict[int, int]:
    """The index in `text` of every offset at which a character begins, and of the end."""
    found: dict[int, int] = {}
    offset = 0
    for index, ch in enumerate(text):
        found[offset] = index
        offset += 2 if ch > "\uffff" else 1
    found[offset] = len(text)
    return found
