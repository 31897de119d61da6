"""What a workshop says of its terms for one process: "3.50 per piece, setup 80, min 20, 200 a day, 2 days"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from nlu.languages import LANGUAGES
from nlu.languages.en import offers as en
from nlu.languages.zh import offers as zh
from nlu.money import CURRENCY_WORDS, settled
from nlu.normalise import fold
from nlu.tokens import split

#: What is told, in the order in which people are asked for it.
FIELDS: Final = ("price", "setup", "minimum", "capacity", "lead")
#: More than this is no line of terms.
LONGEST: Final = 400
_MOST_DIGITS: Final = 9

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?)"
#: No part of a longer number, word or date; Han characters may stand right before it.
_FIGURE = re.compile(
    rf"(?:(?<![\w.])|(?<=[^\W\da-z_]))(?P<first>{_NUMBER})(?:\s*(?:-|~|to\b|到|至)\s*(?P<last>{_NUMBER}))?(?!\d|\.\d)"
)
_MONEY = "|".join(sorted(map(re.escape, CURRENCY_WORDS), key=len, reverse=True))
_MONEY_AFTER = re.compile(rf"\s*(?P<currency>{_MONEY})(?![a-z])")
_MONEY_BEFORE = re.compile(rf"(?<![a-z])(?P<currency>{_MONEY})\s*$")
_SCALE = {"万": 10_000, "千": 1_000, "k": 1_000, "w": 10_000}
_SCALED = re.compile(r"(\d+(?:\.\d+)?)\s?(?:(万)|(千)(?!克)|(k)(?![a-z])|(w)(?![a-z]))")
_STOPS = re.compile(r"[,;!?。\n]|\band\b|\bplus\b|和|另外|(?<!\d)\.|\.(?!\d)")


@dataclass(frozen=True)
class OfferSaid:
    """`figures`: what was told, by field (FIELDS), in major units, units of the process, and days. `unclear`: figures
    that could be anything, as they were written; `foreign`: a currency that is not the trade's."""

    figures: Mapping[str, Decimal]
    unclear: tuple[str, ...] = ()
    foreign: str | None = None


@dataclass
class _Found:
    """A number in a line, and what it turned out to be."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    text: str
    currency: str | None = None
    field: str | None = None
    odd: bool = False


def offer_said(text: str, currency: str, units: Iterable[str] = (), asked: str = "price") -> OfferSaid:
    """Read a line of terms. `units`: what the process is counted in, in every language; `asked`: the field that a bare
    figure is about."""
    said = _plain(text[:LONGEST])
    told: dict[str, Decimal] = {}
    for pattern, field, figure in (*en.WITHOUT, *zh.WITHOUT):
        said, hits = re.subn(pattern, ";", said)
        if hits:
            told.setdefault(field, Decimal(figure))
    rest = re.sub(r"[\s.!;,。]+", " ", said).strip()
    if not told and re.fullmatch(f"{en.NOTHING}|{zh.NOTHING}", rest) and asked in ("setup", "minimum", "lead"):
        return OfferSaid({asked: Decimal(0)})
    unit = _unit_pattern(units)
    # "80 setup 20 minimum" has its words behind, "setup 80 minimum 20" before the figures: what leaves less open.
    ways = [_labelled(said, list(_figures(said, currency)), unit, behind) for behind in (False, True)]
    found = min(ways, key=lambda way: sum(one.field is None for one in way))
    foreign = next((f.currency for f in found if f.currency not in (None, currency)), None)
    if foreign is not None:
        return OfferSaid({}, (), foreign)
    unclear: list[str] = []
    for one in found:
        if one.field is None:
            continue
        value = _value(one)
        if value is not None and one.field == "price" and told.get("price", value) != value:
            # Prices by quantity: what else is said belongs to one of them.
            return OfferSaid({}, tuple(f.text for f in found))
        if value is None or told.get(one.field, value) != value:
            unclear.append(one.text)
        else:
            told[one.field] = value
    _place_bare([f for f in found if f.field is None], told, unclear, asked)
    return OfferSaid(told, tuple(unclear))


def _place_bare(bare: Sequence[_Found], told: dict[str, Decimal], unclear: list[str], asked: str) -> None:
    """Figures without any word: all five in order, or the one that was asked for."""
    if len(bare) == len(FIELDS) and not told:
        fields: Sequence[str] = FIELDS
    elif len(bare) == 1:
        money = bare[0].currency is not None
        wanted = asked if asked not in told and not (money and asked not in ("price", "setup")) else "price"
        fields = [wanted] if wanted not in told else []
    else:
        # A price is what has a currency, or comes first in a line with words.
        first = bool(bare) and (bare[0].currency is not None or (asked == "price" and bool(told)))
        fields = ["price"] if first and "price" not in told else []
    for one, field in zip(bare, fields, strict=False):
        value = _value(one, field)
        if value is None:
            unclear.append(one.text)
        else:
            told[field] = value
    unclear += [one.text for one in bare[len(fields) :]]


def _plain(text: str) -> str:
    """Folded, with digits for number words, and with the marks that part things as marks alone."""
    said = fold(re.sub("[，、；;]", " , ", text)).text.casefold()
    # One of a unit is no figure, and "a day" says how often.
    said = re.sub(rf"一(?=(?:{zh.UNITS})(?!起))", "每", said)
    said = re.sub(rf"(\d|{zh.UNITS})\s*一天", r"\1每天", said)
    said = re.sub(r"一天(?=[^\d,]{0,6}[\d一二两三四五六七八九十百])", "每天", said)
    said = _digits(said)
    said = re.sub(r"(\d+)[块元](\d{1,2})(?!\d)(?:毛|角)?", r"\1.\2元", said)
    said = re.sub(r"(\d+)[块元]半", r"\1.5元", said)
    said = re.sub(r"(\d+(?:\.\d+)?)\s*(?:毛|角)", lambda m: f"{Decimal(m[1]) / 10}元", said)
    return _SCALED.sub(lambda m: f"{Decimal(m[1]) * _SCALE[m[m.lastindex or 0]]:f}", said)


def _digits(said: str) -> str:
    """Number words as digits."""
    tokens = split(fold(said))
    words = [token.text for token in tokens]
    out, at, here = "", 0, 0
    while here < len(tokens):
        figure = None
        if tokens[here].kind != "number" and not (here and tokens[here - 1].text == "."):
            readings = (language.number(words, here) for language in LANGUAGES)
            figure = next((reading for reading in readings if reading is not None), None)
        if figure is None or figure.start != here:
            here += 1
            continue
        shown = f"{figure.value:f}" if figure.most is None else f"{figure.value:f}-{figure.most:f}"
        out += said[at : tokens[here].start] + shown
        here = figure.end
        at = tokens[here - 1].end
    return out + said[at:]


def _unit_pattern(units: Iterable[str]) -> str:
    own = [re.escape(fold(unit).text.casefold()) for unit in units]
    plural = [f"{unit}s" for unit in own if unit.isascii()]
    return "|".join(sorted({*own, *plural, *en.UNITS.split("|"), *zh.UNITS.split("|")}, key=len, reverse=True))


def _figures(said: str, currency: str) -> Iterator[_Found]:
    for match in _FIGURE.finditer(said):
        first = match["first"]
        low = _decimal(first)
        high = _decimal(match["last"]) if match["last"] else low
        if len(first.replace(",", "").partition(".")[0]) > _MOST_DIGITS:
            continue
        one = _Found(match.start(), match.end(), low, high, match[0].strip())
        before, after = _MONEY_BEFORE.search(said[: one.start]), _MONEY_AFTER.match(said, one.end)
        if after is not None:
            one.end = after.end()
        # Below zero, or a share.
        one.odd = re.search(r"(?:^|[\s,])-$", said[: one.start]) is not None or said[one.end :].lstrip()[:1] == "%"
        money = before or after
        one.currency = settled(money["currency"], currency) if money else None
        one.start = before.start() if before else one.start
        yield one


def _decimal(text: str) -> Decimal:
    """1,200 is grouped, 3,50 has a comma for a point."""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return Decimal(text.replace(",", ""))


def _labelled(said: str, found: list[_Found], unit: str, behind: bool) -> list[_Found]:
    """The figures, each with what it is; `behind`: the words stand behind their figures."""
    taken = 0
    for index, one in enumerate(found):
        before = _STOPS.split(said[taken : one.start])[-1]
        tail = said[one.end : found[index + 1].start if index + 1 < len(found) else len(said)]
        stop = _STOPS.search(tail)
        alone = stop is not None or index + 1 == len(found)
        after = tail[: stop.start()] if stop else tail
        one.field, used = _field(before, after, unit, behind or alone)
        taken = one.end + used
    return found


def _field(before: str, after: str, unit: str, behind: bool) -> tuple[str | None, int]:
    """What a figure between two pieces of text is, and how much of what follows belongs to it."""
    lead = rf"\s*(?:(?:{unit})(?![a-z]))?\s*"
    if match := re.match(lead + en.A_DAY, after) or (re.match(lead + zh.A_DAY, after) if behind else None):
        return "capacity", match.end()
    for words in (en, zh):
        if match := re.match(rf"\s*(?:{words.EACH.format(unit=unit)})", after):
            return "price", match.end()
    for words in (en, zh):
        for days, times in words.DAYS.items():
            if match := re.match(rf"\s*(?:{days})", after):
                return f"lead*{times}" if times != 1 else "lead", match.end()
    for words in (en, zh):
        for field, pattern in words.BEFORE.items():
            if re.search(rf"(?<![a-z])(?:{pattern.replace('{unit}', unit)}){words.FILLER}$", before):
                return field, 0
    for words in (en, zh):
        for field, pattern in words.AFTER.items():
            match = re.match(lead + f"(?:{pattern})", after)
            if match and behind:
                return field, match.end()
    return None, 0


def _value(one: _Found, field: str | None = None) -> Decimal | None:
    """The figure that counts: the longest wait of a range, the least output; None where a range says too little."""
    if one.odd:
        return None
    field, _, times = (one.field or field or "").partition("*")
    one.field = field or None
    if field == "lead":
        if times == "0":
            return (one.high / 24).to_integral_value(ROUND_CEILING)
        return one.high * int(times or 1)
    if one.low != one.high and field not in ("capacity", "minimum"):
        return None
    return one.high if field == "minimum" else one.low
