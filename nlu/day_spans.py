"""Days in a row: "12-20 Dec", "next week", 下周, 12号到20号, or a single day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from nlu import calendar as cal
from nlu.calendar import DayFound
from nlu.languages.en import dates as en_dates
from nlu.languages.en import day_spans as en
from nlu.languages.en.day_names import COUNTS, DAYS, MONTHS
from nlu.languages.zh import dates as zh_dates
from nlu.languages.zh import day_spans as zh
from nlu.languages.zh import numbers as zh_numbers

#: Longer than this is a slip of the pen.
LONGEST = timedelta(days=366)
_SPANS = tuple((kind, re.compile(pattern)) for kind, pattern in (*en.SPANS, *zh.SPANS))
_BETWEEN = re.compile(f"(?:{en.BETWEEN})|(?:{zh.BETWEEN})")
_FROM, _UNTIL_EN, _UNTIL_ZH = re.compile(f"(?:{en.FROM})|(?:{zh.FROM})"), re.compile(en.UNTIL), re.compile(zh.UNTIL)
_THROUGH = re.compile(r"\b(?:through|thru)\s+(?:the\s+)?$")
_ZH_DAY = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
_AHEAD = {"next": 1, "下": 1, "下下": 2, "this": 0, "这": 0, "本": 0}


@dataclass(frozen=True)
class DaySpan:
    """Days from `first` to `last`, both included, named at the characters from `start` to before `end`."""

    start: int
    end: int
    first: date
    last: date


def day_spans(text: str, today: date) -> list[DaySpan]:
    """The spans that a folded text names, in its order; of those that overlap a period counts before a single day, and
    a longer one before a shorter one.

    What ended before `today`, or has no end, is left out; what has begun already begins today.
    """
    # A single day comes last: 这周每天 is no day by the end of this week.
    groups = (_named(text, today), _of_days(text, today))
    found = [span for group in groups for span in sorted(group, key=lambda s: (s.first == s.last, s.start - s.end))]
    kept: list[DaySpan] = []
    for span in found:
        sane = today <= span.last and span.first <= span.last and span.last - span.first <= LONGEST
        if sane and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(DaySpan(span.start, span.end, max(span.first, today), span.last))
    return sorted(kept, key=lambda s: s.start)


def _named(text: str, today: date) -> Iterator[DaySpan]:
    for kind, pattern in _SPANS:
        for match in pattern.finditer(text):
            days = _days(kind, match, text, today)
            if days is not None:
                yield DaySpan(match.start(), match.end(), *days)


def _days(kind: str, match: re.Match[str], text: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    match kind:
        case "days":
            return _of_month(match, today)
        case "weekdays":
            return _weekdays(match, today)
        case "rest_of_week":
            return today, monday + timedelta(6)
        case "next_week":
            return monday + timedelta(7), monday + timedelta(13)
        case "week_after":
            return monday + timedelta(14), monday + timedelta(20)
        case "weekend":
            return monday + timedelta(5), monday + timedelta(6)
        case "next_weekend":
            return monday + timedelta(12), monday + timedelta(13)
        case "rest_of_month":
            return today, cal.month_end(today)
        case "next_month":
            return cal.month_end(today) + timedelta(1), cal.month_end(today, 1)
        case "month":
            last = cal.end_of(today, _month(match["m"]))
            return last.replace(day=1), last
        case _:
            count = _number(match["n"]) * (1 if match["u"] in ("day", "days", "天") else 7)
            starts = [day.day for day in _found(text, today) if day.end <= match.start()]
            first = starts[-1] if starts else today + timedelta(1 if kind == "count_next" else 0)
            return (first, first + timedelta(count - 1)) if count else None


def _of_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    groups = match.groupdict()
    end, start = _number(match["d2"]), _number(match["d"])
    year = int(groups["y"]) if groups.get("y") else None
    last_month, first_month = (_month(groups[name]) if groups.get(name) else None for name in ("m2", "m"))
    last_month = last_month or (first_month if first_month and start <= end else None)
    if last_month is None:
        last = cal.day_of_month(today, end) if first_month is None else None
        if last is None:
            return None
        first = cal.safe(last.year, last.month, start) if start <= end else None
        before = last.replace(day=1) - timedelta(1)
        return (first or cal.safe(before.year, before.month, start) or last), last
    last = cal.month_day(today, last_month, end, year)
    if last is None:
        return None
    for a_year in (last.year, last.year - 1):
        first = cal.safe(a_year, first_month or last_month, start)
        if first is not None and first <= last:
            return first, last
    return None


def _weekdays(match: re.Match[str], today: date) -> tuple[date, date] | None:
    groups = match.groupdict()
    first_day, last_day = (DAYS.get(name, _ZH_DAY.get(name, 0)) for name in (match["w"], match["w2"]))
    said = groups.get("rel") or groups.get("rel2")
    if said is None:
        first = cal.this_weekday(today, first_day)
    else:
        first = today - timedelta(today.weekday()) + timedelta(days=first_day, weeks=_AHEAD.get(said, 0))
    return first, first + timedelta((last_day - first_day) % 7)


def _found(text: str, today: date) -> Sequence[DayFound]:
    """Single days, none inside another."""
    kept: list[DayFound] = []
    for day in sorted((*en_dates.find(text, today), *zh_dates.find(text, today)), key=lambda d: d.start - d.end):
        if not day.past and all(day.end <= other.start or other.end <= day.start for other in kept):
            kept.append(day)
    return sorted(kept, key=lambda d: d.start)


def _of_days(text: str, today: date) -> Iterator[DaySpan]:
    """One day, two days with "to" between them, or all until a day."""
    days = _found(text, today)
    for first, last in pairwise(days):
        between = text[first.end : last.start]
        until = not between.strip() and text[last.start :].startswith(("until", "till", "到"))
        if until or _BETWEEN.fullmatch(between):
            yield DaySpan(first.start, last.end, first.day, last.day)
    for day in days:
        lead = text[: day.start]
        said = text[day.start : day.end]
        if _THROUGH.search(lead) or _UNTIL_ZH.search(lead) or said.startswith("到"):
            yield DaySpan(day.start, day.end, today, day.day)
        elif _UNTIL_EN.search(lead) or said.startswith(("until", "till")):
            yield DaySpan(day.start, day.end, today, max(today, day.day - timedelta(1)))
        elif day.cue != "from" and not _FROM.search(lead):
            yield DaySpan(day.start, day.end, day.day, day.day)


def _month(name: str) -> int:
    return MONTHS.get(name.rstrip("."), 0) or _number(name)


def _number(word: str) -> int:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    if word in COUNTS:
        return COUNTS[word]
    figure = zh_numbers.read(list(word), 0)
    return int(figure.value) if figure else 0
