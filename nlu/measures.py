"""Measures: an amount with a unit of length, mass, volume or area; 一米二 is 1.2 m; "120 x 60 cm" is two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from nlu.figures import Figure
from nlu.languages import LANGUAGES
from nlu.languages.zh.numbers import DIGITS as _DIGITS
from nlu.tokens import Token
from planner.domain.spec import Measure

_WORDS = {
    "mm": "mm", "millimetre": "mm", "millimeter": "mm", "cm": "cm", "cms": "cm", "centimetre": "cm", "centimeter": "cm",
    "m": "m", "metre": "m", "meter": "m", "mtr": "m", "km": "km", "in": "in", "inch": "in", "inche": "in", "ft": "ft",
    "foot": "ft", "feet": "ft", '"': "in", "'": "ft",
    "g": "g", "gram": "g", "gramme": "g", "gr": "g", "kg": "kg", "kgs": "kg", "kilo": "kg", "kilogram": "kg",
    "t": "t", "ton": "t", "tonne": "t", "lb": "lb", "lbs": "lb", "pound": "lb", "oz": "oz", "ounce": "oz",
    "ml": "ml", "millilitre": "ml", "milliliter": "ml", "l": "l", "litre": "l", "liter": "l",
    "sqm": "m2", "m2": "m2", "m²": "m2", "cm2": "cm2",
}  # fmt: skip
_HAN = {
    "平方米": "m2", "平方厘米": "cm2", "平米": "m2", "平方": "m2", "毫米": "mm", "厘米": "cm", "公分": "cm",
    "千米": "km", "公里": "km", "英寸": "in", "英尺": "ft", "米": "m", "寸": "in", "尺": "ft", "千克": "kg",
    "公斤": "kg", "吨": "t", "市斤": "jin", "斤": "jin", "毫升": "ml", "克": "g", "公升": "l", "升": "l", "磅": "lb",
    "盎司": "oz",
}  # fmt: skip
DIMENSIONS = {
    **dict.fromkeys(("mm", "cm", "m", "km", "in", "ft"), "length"),
    **dict.fromkeys(("m2", "cm2"), "area"),
    **dict.fromkeys(("g", "kg", "t", "lb", "oz", "jin"), "mass"),
    **dict.fromkeys(("ml", "l"), "volume"),
}
_TIMES = frozenset(("x", "*", "by", "乘"))
#: What a measure may be of: "5 ft 6 long".
_WAYS = frozenset(("long", "high", "tall", "wide", "deep", "thick", "across", "in"))
_COUNTERS = frozenset().union(*(language.counters for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Sized:
    """One or more measures ("120 x 60 cm") at the tokens from `start` to before `end`.

    `doubtful`: the unit is also something else ("10 M", "20 in"), so something must speak for a measure.
    """

    start: int
    end: int
    measures: tuple[Measure, ...]
    doubtful: bool = False

    @property
    def dimension(self) -> str:
        return DIMENSIONS[self.measures[0].unit]


def unit_at(tokens: Sequence[Token], at: int, figure: Figure | None = None) -> tuple[str, int, bool] | None:
    """The unit at a token: its sign, where it ends, and whether it may be something else, seen from its number."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "word" or token.text in "\"'":
        if token.text in ("sq", "square") and at + 1 < len(tokens):
            base = _WORDS.get(tokens[at + 1].singular)
            return (base + "2", at + 2, False) if base in ("m", "cm") else None
        unit = _WORDS.get(token.text) or _WORDS.get(token.singular)
        if unit is None or (token.text in "\"'" and not token.glued):
            return None
        if unit in ("m", "cm") and at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].text == "2":
            return unit + "2", at + 2, False
        doubtful = token.text in ("in", "m", "l", "g", "t", '"', "'") or token.singular == "pound"
        if figure is not None and "." in str(figure.value):
            doubtful = False
        return unit, at + 1, doubtful
    if token.kind != "han":
        return None
    ahead = "".join(t.text for t in takewhile(lambda t: t.kind == "han", tokens[at : at + 4]))
    for name, unit in _HAN.items():
        if ahead.startswith(name):
            return unit, at + len(name), False
    return None


def find(tokens: Sequence[Token], figures: Sequence[Figure]) -> Iterator[Sized]:
    """The measures of a message, in order."""
    index = 0
    while index < len(figures):
        found, used = _series(tokens, figures, index)
        if found:
            yield found
        index += max(used, 1)


def _series(tokens: Sequence[Token], figures: Sequence[Figure], index: int) -> tuple[Sized | None, int]:
    values: list[tuple[Figure, str | None]] = []
    here = index
    end, doubtful = figures[index].start, False
    while here < len(figures):
        figure = figures[here]
        unit = unit_at(tokens, figure.end, figure)
        here += 1
        end = figure.end
        values.append((figure, unit[0] if unit else None))
        if unit:
            end, doubtful = unit[1], doubtful or unit[2]
            if half := _half(tokens, end, values[-1][0]):
                values[-1], end = (half, unit[0]), half.end
            tail = figures[here] if here < len(figures) and figures[here].start == end else None
            if tail and (joined := _tail(tokens, values[-1][0], unit[0], tail)):
                values[-1] = (joined[0], unit[0])
                end, here = joined[1], here + 1
        if not (here < len(figures) and end + 1 == figures[here].start and tokens[end].text in _TIMES):
            break
    last = values[-1][1]
    if last is None:
        return None, 1
    if len(values) > 1:
        doubtful = False
    measures = tuple(Measure(f.value, unit or last) for f, unit in values)
    return Sized(figures[index].start, end, measures, doubtful), here - index


def _half(tokens: Sequence[Token], end: int, figure: Figure) -> Figure | None:
    """一米半, "a metre and a half": half a unit more."""
    texts = tuple(t.text for t in tokens[end : end + 3])
    length = 3 if texts == ("and", "a", "half") else 1 if texts[:1] == ("半",) and figure.value % 1 == 0 else 0
    return replace(figure, value=figure.value + Decimal("0.5"), end=end + length) if length else None


def _tail(tokens: Sequence[Token], figure: Figure, unit: str, tail: Figure) -> tuple[Figure, int] | None:
    """一米二, 1米85; "5 ft 6 in"."""
    after = unit_at(tokens, tail.end, tail)
    following = tokens[tail.end].text if tail.end < len(tokens) else ""
    if unit == "ft" and tail.value < 12 and ((after and after[0] == "in") or following in _WAYS):
        whole = (figure.value + tail.value / 12).quantize(Decimal("0.0001")).normalize()
        return Figure(figure.start, tail.end, whole), after[1] if after else tail.end
    spoken = "".join(str(_DIGITS.get(t.text, t.text)) for t in tokens[tail.start : tail.end])
    if (
        not (
            spoken.isdigit() and len(spoken) <= 2 and (tokens[tail.start].glued or following in _WAYS) and after is None
        )
        or unit != "m"
    ):
        return None
    sign, parts = tokens[tail.start - 1].text, Decimal(f"0.{spoken.rstrip('0') or '0'}")
    if sign == "米" and following not in _COUNTERS and following not in _TIMES:
        return Figure(figure.start, tail.end, figure.value + parts), tail.end
    # "1m50"; but "1m2" is an area.
    if sign == "m" and tokens[tail.start - 1].glued and spoken != "2":
        return Figure(figure.start, tail.end, figure.value + parts), tail.end
    return None
