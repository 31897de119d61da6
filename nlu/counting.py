"""Finding the numbers of a message: digits and words of every language, ranges, dozens, halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlu import fractions
from nlu.figures import Figure
from nlu.languages import LANGUAGES
from nlu.measures import unit_at
from nlu.packed import words
from nlu.tokens import Token

_DOZENS = {word: n for language in LANGUAGES for word, n in language.dozens.items()}
_SCALES = {"k": 1000, "万": 10_000, "千": 1000, "百": 100, "w": 10_000, "亿": 100_000_000}
_MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_OVER = ("多", "来", "几")
_TO = words("- ~ to 到 至 or 或")
_BETWEEN, _AND = words("between 在 介于"), words("and 和 与 跟")
_ANYWHERE = words("somewhere anywhere anything")
_COUNTERS = frozenset().union(*(language.counters for language in LANGUAGES))
_CHANGES = frozenset().union(*(language.changes for language in LANGUAGES))
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))


def find(tokens: Sequence[Token]) -> Iterator[Figure]:
    """The numbers of a message, in order, none inside another."""
    words = [t.text for t in tokens]
    here = 0
    while here < len(words):
        figure = fractions.of_a_unit(tokens, here) or _dozens(words, here) or _one(tokens, words, here)
        if figure is None:
            here += 1
            continue
        figure = _range(tokens, words, figure)
        if figure.most is not None and _was(words, figure.start):
            # "change it from 50 to 60": the first number is what was, not what is wanted.
            second = _one(tokens, words, _joint(words, figure.start, figure.end) + 1)
            figure = second or replace(figure, value=figure.most, most=None)
        figure = _signed(tokens, _with_lead(words, figure))
        yield figure
        here = figure.end


def _was(words: Sequence[str], start: int) -> bool:
    """Is a change told of here, and not a range ("from 15 to 20 stools")?"""
    if not start or words[start - 1] not in ("from", "从"):
        return False
    return not _CHANGES.isdisjoint(words[max(0, start - 12) : start])


def _with_lead(words: Sequence[str], figure: Figure) -> Figure:
    """ "Somewhere between 70 and 80", "anywhere from 5 to 8": the words before a range that say that it is one."""
    start = figure.start
    if figure.most is None or not start or not (words[start - 1] in _BETWEEN or words[start - 1] == "from"):
        return figure
    if start > 1 and words[start - 2] in _ANYWHERE:
        return replace(figure, start=start - 2)
    return replace(figure, start=start - 1) if words[start - 1] == "between" else figure


def _joint(words: Sequence[str], start: int, end: int) -> int:
    return next(i for i in range(start + 1, end) if words[i] in _TO)


def _one(tokens: Sequence[Token], words: Sequence[str], here: int) -> Figure | None:
    token = tokens[here] if here < len(tokens) else None
    if token is None:
        return None
    if token.kind == "number":
        figure = _written(tokens, words, here)
    elif token.kind in ("word", "han"):
        found = (language.number(words, here) for language in LANGUAGES)
        spoken = next((f for f in found if f), None)
        if spoken is None:
            return None
        figure = spoken
    else:
        return None
    end = fractions.and_a_half(words, figure.end)
    if end > figure.end:
        figure = replace(figure, value=figure.value + fractions.HALF, end=end)
        if end < len(words) and words[end] in _MULTIPLES:
            figure = figure.scaled(_MULTIPLES[words[end]], end + 1)
    if figure.end < len(words) and words[figure.end] in _DOZENS:
        figure = _packed(words, figure, figure.end)
    for tail in (["出", "头"], ["odd"]):
        if words[figure.end : figure.end + len(tail)] == tail:
            figure = replace(figure, end=figure.end + len(tail), about=True)
    return figure


def _written(tokens: Sequence[Token], words: Sequence[str], here: int) -> Figure:
    """Digits, with what belongs to them: 50多, 1.5k, 1万2, 3千5百, "1 000"."""
    figure = Figure(here, here + 1, Decimal(words[here]))
    if _comma_decimal(tokens, here):
        return Figure(here, here + 3, Decimal(f"{words[here]}.{words[here + 2]}"))
    if words[here + 1 : here + 2] == ["000"] and len(words[here]) <= 3 and words[here].isdigit():
        return figure.scaled(1000, here + 2)
    if words[here + 1 : here + 2] == ["w"] and words[here + 2 : here + 3] in (["x"], ["*"], ["by"]):
        return figure
    scale = Decimal(0)
    while _glued(tokens, figure.end) and words[figure.end] in _SCALES and (not scale or figure.start == here):
        factor = Decimal(_SCALES[words[figure.end]])
        if scale:
            break
        figure, scale = figure.scaled(factor, figure.end + 1), factor
        while scale > 1 and _glued(tokens, figure.end) and tokens[figure.end].kind == "number":
            digits = words[figure.end]
            lower = Decimal(_SCALES.get(words[figure.end + 1], 0)) if _glued(tokens, figure.end + 1) else Decimal(0)
            if len(digits) != 1 or lower >= scale:
                break
            scale = lower or scale / 10
            figure = replace(figure, value=figure.value + int(digits) * scale, end=figure.end + (2 if lower else 1))
            if not lower:
                break
    if _glued(tokens, figure.end) and words[figure.end] in _OVER:
        figure = replace(figure, end=figure.end + 1, about=True)
    return figure


def _comma_decimal(tokens: Sequence[Token], here: int) -> bool:
    """ "1,8m": the comma is the decimal sign where a unit of measure follows at once."""
    if not all(_glued(tokens, at) for at in (here + 1, here + 2, here + 3)) or tokens[here + 1].text != ",":
        return False
    if tokens[here + 2].kind != "number" or len(tokens[here + 2].text) > 2 or not tokens[here].text.isdigit():
        return False
    return unit_at(tokens, here + 3) is not None and tokens[here + 3].kind == "word"


def _glued(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].glued


def _dozens(words: Sequence[str], here: int) -> Figure | None:
    """ "a dozen", "half a dozen", "a dozen and a half", 半打."""
    lead = here
    factor = Decimal(1)
    if words[here] in ("a", "an") and words[here + 1 : here + 2] == ["half"]:
        lead += 1
    if words[lead] in ("half", "半"):
        factor, lead = fractions.HALF, lead + 1
    if lead < len(words) and words[lead] in ("a", "an"):
        lead += 1
    if lead == here or lead >= len(words) or words[lead] not in _DOZENS:
        return None
    return _packed(words, Figure(here, lead, factor), lead)


def _packed(words: Sequence[str], figure: Figure, at: int) -> Figure:
    """So many of the dozens (or the like) named at `at`, with a half of one and "of" behind it."""
    dozen, end = _DOZENS[words[at]], fractions.and_a_half(words, at + 1)
    if end > at + 1 or words[end : end + 1] == ["半"]:
        end = max(end, at + 2)
        figure = replace(figure, value=figure.value + fractions.HALF)
    return figure.scaled(dozen, end + (words[end : end + 1] == ["of"]))


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
    """ "20-30", "20 to 30", 20到30, 20个到30个, 20和30之间: the lower end, with the upper as `most`."""
    between = low.end
    if low.most is not None:
        return low
    counter = words[between] if words[between + 1 : between + 2] != [] and words[between] in _COUNTERS else None
    if counter and words[between + 1] in _TO:
        between += 1
    if between + 1 >= len(words):
        return low
    joined = words[between] in _AND
    if words[between] not in _TO and not joined:
        return low
    high = _one(tokens, words, between + 1)
    if high is None or high.value <= low.value or high.most is not None:
        return low
    if words[between] == "-" and words[low.start].isdigit() != words[between + 1].isdigit():
        # "Quick one - 25 cards": a range is written in one way.
        return low
    end = high.end
    within = words[end : end + 2] == ["之", "间"]
    if joined and not within and not (low.start and words[low.start - 1] in _BETWEEN):
        return low
    if between > low.end and words[end : end + 1] != [counter]:
        return low
    return Figure(low.start, end + (2 if within else 0), low.value, most=high.value, about=low.about)
