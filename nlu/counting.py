"""Finding the numbers of a message: digits and words of every language, ranges, dozens, halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlu.figures import Figure
from nlu.languages import LANGUAGES
from nlu.packed import words
from nlu.tokens import Token

_DOZENS = {word: n for language in LANGUAGES for word, n in language.dozens.items()}
_SCALES = {"k": 1000, "万": 10_000, "千": 1000, "百": 100, "w": 10_000, "亿": 100_000_000}
_TO = words("- ~ to 到 至 or 或")
_BETWEEN, _AND = words("between 在 介于"), words("and 和 与 跟")
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))


def find(tokens: Sequence[Token]) -> Iterator[Figure]:
    """The numbers of a message, in order, none inside another."""
    words = [t.text for t in tokens]
    here = 0
    while here < len(words):
        figure = _dozens(words, here) or _one(tokens, words, here)
        if figure is None:
            here += 1
            continue
        if (
            figure.start
            and words[figure.start - 1] in ("from", "从")
            and _range(tokens, words, figure).most is not None
        ):
            # "from 50 to 60": the first number is what was, not what is wanted.
            here = figure.end
            continue
        figure = _signed(tokens, _range(tokens, words, figure))
        yield figure
        here = figure.end


def _one(tokens: Sequence[Token], words: Sequence[str], here: int) -> Figure | None:
    token = tokens[here]
    if token.kind == "number":
        figure = Figure(here, here + 1, Decimal(token.text))
        following = tokens[here + 1] if here + 1 < len(tokens) else None
        if following and following.glued and following.text in _SCALES:
            figure = figure.scaled(_SCALES[following.text], here + 2)
            if here + 2 < len(words) and words[here + 2] in ("多", "来", "几"):
                figure = replace(figure, end=here + 3, about=True)
        elif following and following.glued and following.text in ("多", "来", "几"):
            figure = replace(figure, end=here + 2, about=True)
    elif token.kind in ("word", "han"):
        found = (language.number(words, here) for language in LANGUAGES)
        spoken = next((f for f in found if f), None)
        if spoken is None:
            return None
        figure = spoken
    else:
        return None
    if figure.end < len(words) and words[figure.end] in _DOZENS:
        figure = figure.scaled(_DOZENS[words[figure.end]], figure.end + 1)
        if figure.end < len(words) and words[figure.end] == "of":
            figure = replace(figure, end=figure.end + 1)
    return figure


def _dozens(words: Sequence[str], here: int) -> Figure | None:
    """ "a dozen", "half a dozen", 半打."""
    lead = here
    factor = Decimal(1)
    if words[here] in ("half", "半"):
        factor, lead = Decimal("0.5"), here + 1
    if lead < len(words) and words[lead] in ("a", "an"):
        lead += 1
    if lead == here or lead >= len(words) or words[lead] not in _DOZENS:
        return None
    end = lead + 2 if lead + 1 < len(words) and words[lead + 1] == "of" else lead + 1
    return Figure(here, end, factor * _DOZENS[words[lead]])


def _signed(tokens: Sequence[Token], figure: Figure) -> Figure:
    """ "-5": a number below zero, where the sign can be neither a range nor the mark of a list."""
    place = figure.start - 1
    if place < 0 or tokens[place].text not in ("-", "负") or not tokens[figure.start].glued or tokens[place].glued:
        return figure
    before = tokens[place - 1] if place else None
    listed = any(t.text == "\n" for t in tokens)
    if listed or (before is not None and before.text not in _FILLERS):
        return figure
    return replace(figure, start=place, value=-figure.value, most=None)


def _range(tokens: Sequence[Token], words: Sequence[str], low: Figure) -> Figure:
    """ "20-30", "20 to 30", 20到30: the lower end, with the upper as `most`."""
    between = low.end
    if between + 1 >= len(words) or low.most is not None:
        return low
    if words[between] not in _TO and not (low.start and words[low.start - 1] in _BETWEEN and words[between] in _AND):
        return low
    high = _one(tokens, words, between + 1)
    if high is None or high.value <= low.value or high.most is not None:
        return low
    return Figure(low.start, high.end, low.value, most=high.value, about=low.about)
