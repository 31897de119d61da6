"""What a maker says about its workshop rather than about a job: closed on some days, or able to do less."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from nlu.day_spans import DaySpan, day_spans
from nlu.languages.en import day_spans as en
from nlu.languages.zh import day_spans as zh
from nlu.normalise import fold

#: What is longer says something else as well: that is for a person to read.
LONGEST = 160
_CLOSED, _OPEN, _INSTEAD, _LESS, _FROM_NOW_ON, _PER_DAY = (
    re.compile(f"(?:{getattr(en, name)})|(?:{getattr(zh, name)})")
    for name in ("CLOSED", "OPEN", "INSTEAD", "LESS", "FROM_NOW_ON", "PER_DAY")
)
_QUANTITY = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s*[%月号日/:])")
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:.点](\d{2})?)?\s*(?:-|~|to|until|到|至)\s*(\d{1,2})(?:[:.点](\d{2})?)?(?!\d)"
)
_QUIET = re.compile(r"quiet|night|安静|免打扰|勿扰")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Closed:
    """No work from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Capacity:
    """So many units a day: from `first` to `last`, both included; from now on where they are None. `process`: its id,
    None where none is named."""

    units: Decimal
    process: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class HoursSaid:
    """From one time of the day to another, "HH:MM": working hours, or `quiet` ones."""

    start: str
    end: str
    quiet: bool


def closed_of(text: str, today: date) -> Closed | None:
    """The days on which a message says that nobody works; None where it says no such thing, or more than that."""
    said = _said(text)
    if said is None or not _CLOSED.search(said) or _OPEN.search(said):
        return None
    return _only(day_spans(said, today), said)


def only_closed_of(text: str, today: date) -> Closed | None:
    """As `closed_of`, where the message offers nothing instead ("but after that I can")."""
    days = closed_of(text, today)
    return None if days is None or _INSTEAD.search(fold(text).text.casefold()) else days


def days_of(text: str, today: date) -> Closed | None:
    """The days in what stands behind a command; None where there are none, or several."""
    said = fold(text).text.strip().casefold()
    return _only(day_spans(said, today), said)


def capacity_of(text: str, today: date, processes: Mapping[str, Sequence[str]]) -> Capacity | None:
    """How little a day a message says can be done, of which process (its id → its names); None where it doesn't."""
    said = _said(text)
    units = _PER_DAY.search(said) if said else None
    if said is None or units is None or not _LESS.search(said):
        return None
    process, rest = _process(said[: units.start()] + " " + said[units.end() :], processes)
    spans = day_spans(rest, today)
    if (not spans and not _FROM_NOW_ON.search(rest)) or len(spans) > 1 or _DIGIT.search(_without(spans, rest)):
        return None
    amount = Decimal(units["most"] or units["most_zh"])
    return Capacity(amount, process, *_ends(spans))


def capacity_said(text: str, today: date, processes: Mapping[str, Sequence[str]]) -> Capacity | None:
    """What stands behind a command: "sewing 200", "sewing 0 on 12 Dec"; None where no number can be made out."""
    process, rest = _process(fold(text).text.strip().casefold(), processes)
    rest = _THOUSANDS.sub("", rest)
    units = _QUANTITY.search(rest)
    if units is None:
        return None
    left = rest[: units.start()] + " " + rest[units.end() :]
    spans = day_spans(left, today)
    if len(spans) > 1 or (not spans and _DIGIT.search(left)):
        return None
    return Capacity(Decimal(units[0]), process, *_ends(spans))


def hours_said(text: str) -> HoursSaid | None:
    """ "9-18", "quiet 21:30-8"; None where there are no two times of the day, or work ends before it begins."""
    said = fold(text).text.strip().casefold()
    match = _HOURS.search(said)
    if match is None:
        return None
    start, end = (f"{int(match[n]):02}:{match[n + 1] or '00'}" for n in (1, 3))
    quiet = _QUIET.search(said) is not None
    times = start != end and all(time[3:] < "60" and time <= "24:00" for time in (start, end))
    return HoursSaid(start, end, quiet) if times and (quiet or start < end) else None


def _ends(spans: Sequence[DaySpan]) -> tuple[date | None, date | None]:
    return (spans[0].first, spans[0].last) if spans else (None, None)


def _said(text: str) -> str | None:
    said = fold(text).text.strip().casefold()
    return said if said and len(said) <= LONGEST and not re.search("[?？吗]", said) else None


def _only(spans: Sequence[DaySpan], said: str) -> Closed | None:
    """The one span (or several without a day between them), where nothing else in the text is a number."""
    follows = (after.first - before.last == timedelta(1) for before, after in pairwise(spans))
    if not spans or not all(follows):
        return None
    return None if _DIGIT.search(_without(spans, said)) else Closed(spans[0].first, spans[-1].last)


def _without(spans: Sequence[DaySpan], said: str) -> str:
    for span in reversed(spans):
        said = said[: span.start] + said[span.end :]
    return said


def _process(said: str, processes: Mapping[str, Sequence[str]]) -> tuple[str | None, str]:
    """The process that is named, the longest name first, and the text without it."""
    names = [(fold(name).text.casefold(), process) for process, wordings in processes.items() for name in wordings]
    for name, process in sorted(names, key=lambda pair: -len(pair[0])):
        if name and name in said:
            return process, said.replace(name, " ", 1)
    return None, said
