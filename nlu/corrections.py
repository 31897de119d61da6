"""Second thoughts in one message ("2 tables, no wait, 3"): it is read as two messages, one after the other."""

from __future__ import annotations

from nlu.intents import pattern

#: Nobody thinks again more often in one message; what stands before the last of many is read as one.
_MOST_TURNS = 10


def turns_of(text: str) -> list[tuple[int, int]]:
    """Where the turns of a folded text begin and end; one turn where nothing is corrected."""
    turns: list[tuple[int, int]] = []
    start = 0
    for match in pattern("CORRECTION").finditer(text):
        if match.start() > start and text[start : match.start()].strip() and text[match.end() :].strip():
            turns.append((start, match.start()))
            start = _keep_verb(match.group(), match.start(), match.end())
    turns.append((start, len(text)))
    first = max(0, len(turns) - _MOST_TURNS)
    return [(turns[0][0], turns[first][1]), *turns[first + 1 :]]


def _keep_verb(words: str, start: int, end: int) -> int:
    """ "make it 3" and 应该是 stay part of what follows."""
    for verb in ("make that", "make it", "应该是", "还是改成"):
        place = words.find(verb)
        if place >= 0:
            return start + place
    return end
