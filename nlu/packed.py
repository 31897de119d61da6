"""Tables written compactly: words by spaces, phrases by "|"."""

from __future__ import annotations


def words(packed: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(packed.split())


def phrases(packed: str) -> tuple[str, ...]:
    """The phrases of a table, in order."""
    return tuple(phrase for phrase in packed.split("|") if phrase)
