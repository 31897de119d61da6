"""Parts of one: "half a metre", 半斤, "3/4 inch", "two and a half", 一打半."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlu.figures import Figure
from nlu.measures import unit_at
from nlu.packed import words
from nlu.tokens import Token

HALF = Decimal("0.5")
_ARTICLES = words("a an")
_SPOKEN = (
    (("half",), HALF),
    (("one", "half"), HALF),
    (("quarter",), Decimal("0.25")),
    (("a", "quarter"), Decimal("0.25")),
    (("three", "quarter"), Decimal("0.75")),
    (("three", "quarters"), Decimal("0.75")),
)
_FIRST = _ARTICLES | {texts[0] for texts, _ in _SPOKEN}
#: Denominators of the fractions that are written with a stroke: 3/5 is a day.
_STROKED = words("2 3 4 8 16 32")
#: Units whose sign is a word or a letter with another meaning: "half in red", "a pound".
_DOUBTFUL = words("in m g l t pound pounds \" '")


def of_a_unit(tokens: Sequence[Token], here: int) -> Figure | None:
    """ "half a metre", "three-quarters of a metre", 半米, "3/4 inch", "a litre": a part of a unit, or one of it."""
    token = tokens[here]
    if token.text == "半":
        return Figure(here, here + 1, HALF) if _unit(tokens, here + 1) else None
    if token.kind == "number":
        return _stroked(tokens, here)
    if token.text not in _FIRST:
        return None
    for texts, value in _SPOKEN:
        if tuple(t.text for t in tokens[here : here + len(texts)]) != texts:
            continue
        end = here + len(texts)
        end += end < len(tokens) and tokens[end].text == "of"
        end += end < len(tokens) and tokens[end].text in _ARTICLES
        if _unit(tokens, end):
            return Figure(here, end, value)
    grand = [t.text for t in tokens[here + 1 : here + 2]] == ["grand"]
    if token.text in _ARTICLES and (grand or _unit(tokens, here + 1)):
        return Figure(here, here + 1, Decimal(1))
    return None


def _stroked(tokens: Sequence[Token], here: int) -> Figure | None:
    """ "3/4 inch", "1 1/2 m"."""
    first, whole = here, Decimal(0)
    if here + 3 < len(tokens) and tokens[here + 1].kind == "number" and tokens[here].text.isdigit():
        whole, here = Decimal(tokens[here].text), here + 1
    if here + 3 >= len(tokens) or tokens[here + 1].text != "/" or tokens[here + 2].text not in _STROKED:
        return None
    top, bottom = tokens[here].text, tokens[here + 2].text
    if not top.isdigit() or not 0 < int(top) < int(bottom) or unit_at(tokens, here + 3) is None:
        return None
    part = (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001")).normalize()
    return Figure(first, here + 3, whole + part)


def _unit(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text not in _DOUBTFUL and unit_at(tokens, at) is not None


def and_a_half(words: Sequence[str], at: int) -> int:
    """Where "and a half" ends that begins at `at`; `at` itself where none does."""
    return at + 3 if tuple(words[at : at + 3]) == ("and", "a", "half") else at
