"""Days named in English."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlu import calendar as cal
from nlu.calendar import Cue, DayFound
from nlu.feasts import feast
from nlu.languages.en.day_cues import AFTER_CUE, BEFORE_CUE, BINDING, CUES, LED, OCCASION, OWN_DEED, WANTED
from nlu.languages.en.day_names import (
    COUNT,
    COUNTS,
    DAY,
    DAYS,
    FIXED,
    MONTH,
    MONTHS,
    MOVING,
    NTH,
    ORD,
    PARTS,
    either,
)

_PART = f"(?P<part>{either(PARTS)})"
_SPAN = r"(?:more\s+)?(?:(?P<work>working|business|week)\s+|calendar\s+)?(?P<unit>days?|weeks?|wks?|months?|years?|fortnights?|hours?|hrs?)"
_FEASTS = either([*FIXED, *MOVING])
#: A stroke between numbers that makes no day: "3/4 inch", "1 1/2 m", "24/7".
_NO_FRACTION = r"(?!\s*(?:\"|inch|in\b|cm\b|mm\b|m\b|kg\b|kilo|metre|meter|lb|pound|oz|of\b|[x%]))"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("past", r"\b(?:yesterday|last (?:time|week|month|year|night|" + DAY + r")|" + COUNT + r" (?:days?|weeks?|months?) ago|(?:days?|weeks?|months?) ago)\b"),
        ("iso", r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
        ("iso", r"(?<![\d-])(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})(?!\d)"),
        ("after", rf"\b(?P<n>{COUNT})\s+(?P<unit>days?|weeks?|months?)\s+(?:from|after)\s+(?P<base>now|today|tomorrow|this {DAY}|next {DAY}|{DAY})\b"),
        ("day_month", rf"\b(?:{DAY},?\s+)?(?:the\s+)?(?P<d>\d{{1,2}}){ORD}?[\s-]*(?:of\s+)?(?P<m>{MONTH})(?:,?[\s-]*(?P<y>\d{{4}})\b)?"),
        ("month_day", rf"\b(?:{DAY},?\s+)?(?P<m>{MONTH})\s*(?:the\s+)?(?P<d>\d{{1,2}}){ORD}?(?!\d|:|\s*(?:pcs|pieces))\b(?:,?\s*(?P<y>\d{{4}})\b)?"),
        ("numeric", r"(?<![\d./-])(?<!\d )(?!24/7\b)(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/]|\.\d)" + _NO_FRACTION),
        ("day_after", r"\b(?:the\s+)?day after (?:tomorrow|tmrw|tmr)\b"),
        ("tomorrow", r"\b(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)(?: (?:morning|afternoon|evening|night|noon))?\b"),
        ("today", r"\b(?:today|tonight|end of (?:the )?day|eod|cob)\b"),
        ("next_month", rf"\b(?:the\s+)?(?P<d>\d{{1,2}}){ORD}\s+of\s+next\s+month\b"),
        ("end_named", rf"\b(?:the )?end of (?P<m>{MONTH})"),
        ("end", (
            r"\b(?:the )?(?:very )?end of (?:the |this )?(?P<next>next |coming )?(?P<what>week|month|year)\b|"
            r"\b(?P<what2>month|year)[ -]end\b|\beo(?P<what3>[wmy])\b"
        )),
        ("part", rf"\b{_PART}[ -](?P<m>{MONTH})"),
        ("part_next", rf"\b{_PART}[ -](?:(?P<rel>next|this|the)\s+)?(?P<what>month|week)\b"),
        ("nth_week", rf"\b(?:the\s+)?(?P<nth>{either(NTH)})\s+week\s+(?:of|in)\s+(?:(?P<m>{MONTH})|(?P<rel>next|this|the) month)"),
        ("week_day", rf"\b(?P<w>{DAY})\b,?\s+(?:of\s+)?(?P<which>next|this|the following|the week after next|after next)(?:\s+week)?\b(?!\s+(?:month|year|{DAY}))"),
        ("week_on", rf"\b(?:a week on (?P<w>{DAY})|(?:on )?(?P<w2>{DAY}) week)\b"),
        ("next_day", rf"\b(?P<which>next|this coming|the coming|coming|this|following)\s+(?:week'?s?\s+)?(?P<w>{DAY})\b(?!\s*,?\s*(?:the\s+)?\d)"),
        ("week", r"\b(?P<which>next|this|the following|the coming|coming)\s+(?P<what>weekend|week|month)\b"),
        ("week_after", r"\b(?:the\s+)?week after next\b"),
        ("weekend", r"\b(?:the )?weekend\b"),
        ("span", rf"\b(?:(?:with)?in|inside|under)\s+(?:the\s+next\s+|the\s+|next\s+|(?P<about>about\s+|around\s+|roughly\s+|approx\.?\s+))?(?:{COUNT}\s*(?:-|to|or)\s*)?(?P<n>{COUNT})\s+{_SPAN}(?:'?\s*time)?(?P<half>\s+and\s+a\s+half)?\b"),
        ("span", rf"\b(?P<n>{COUNT})\s+{_SPAN}\s+(?:max|tops|at (?:the )?most)\b"),
        ("month", rf"\b(?P<prep>in|during|by|before|until)\s+(?P<m>{MONTH})(?!\s*\d)(?!\s+(?:the\s+)?\d)"),
        ("weekday", rf"\b(?:on\s+)?(?P<w>{DAY})\b(?!\s*,?\s*(?:the\s+)?\d{{1,2}}(?:{ORD})?\b)(?:\s+(?:morning|afternoon|evening|night|noon))?"),
        ("fixed", rf"\b(?P<name>{_FEASTS})(?!\w)"),
        ("ordinal", rf"\b(?:{DAY},?\s+)?(?:the\s+)?(?P<d>\d{{1,2}}){ORD}\b(?!\s+(?:of\s+(?!the month|this month)|birthday|anniversary|floor|street|ave|avenue|grade|order|one|time|year|edition|place|item))(?:\s+of\s+(?:the|this)\s+month)?"),
    )
)  # fmt: skip


def find(text: str, today: date) -> Iterator[DayFound]:
    """Every day named in the folded text; overlapping finds are sorted out by the caller (the longest counts)."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = _day(kind, match, today)
            if day is None and kind != "past":
                continue
            yield _with_cue(text, match, kind, day or today)


def _own_cue(kind: str, match: re.Match[str]) -> Cue | None:
    """How a day binds by what it is called."""
    if kind == "month":
        return "before" if match["prep"] == "before" else "by"
    if kind in ("part", "part_next") or (kind == "span" and match.groupdict().get("about")):
        return "around"
    return "by" if kind in ("span", "nth_week") else "on" if match.group().startswith("on ") else None


def _with_cue(text: str, match: re.Match[str], kind: str, day: date) -> DayFound:
    start, end = match.span()
    cue = _own_cue(kind, match)
    lead = text[max(0, start - 40) : start]
    before = BEFORE_CUE.search(lead)
    if before and (before.start() == 0 or not lead[before.start() - 1].isalnum()):
        words = before.group("cue")
        cue = CUES.get(words.split()[0].rstrip(":"), cue)
        if words.startswith(("on or before", "by or before")):
            cue = "by"
        if words.startswith("on or a"):
            cue = "around"
        if words.startswith(("at the earliest", "not before")):
            cue = "from"
        start -= len(lead) - before.start()
    occasion = kind == "fixed" and cue is None
    if cue in (None, "on"):
        occasion = occasion or OCCASION.search(text[max(0, match.start() - 40) : match.start()]) is not None
    occasion = occasion or OWN_DEED.search(text[max(0, match.start() - 80) : match.start()]) is not None
    after = AFTER_CUE.match(text, end)
    if after:
        cue = "by" if after.group("by") else "around" if after.group("around") else "from"
        end = after.end()
    # "by yesterday": a day that lies behind, but asked for all the same.
    past = kind == "past" and not (before and cue == "by" and before["cue"].startswith(BINDING) and _gone(match, day))
    if past and WANTED.search(lead):
        return DayFound(match.start(), end, day, cue, occasion=True)
    if kind == "past" and not past:
        day = _gone(match, day) or day
    return DayFound(start, end, day, cue, past=past, occasion=occasion)


def _gone(match: re.Match[str], today: date) -> date | None:
    """The day that "yesterday" and "last Friday" were; None for what names no day."""
    text = match.group()
    if text == "yesterday":
        return today - timedelta(days=1)
    name = text.rpartition(" ")[2]
    if text.startswith("last ") and name in DAYS:
        return today - timedelta(days=(today.weekday() - DAYS[name] - 1) % 7 + 1)
    return cal.weekday(today, 6, -1) if text == "last week" else None


def _count(text: str) -> int:
    return int(text) if text.isdigit() else COUNTS.get(text, 0)


def _month(text: str) -> int:
    return MONTHS[text.rstrip(".")]


def _day(kind: str, match: re.Match[str], today: date) -> date | None:
    get = match.groupdict().get
    if kind == "iso":
        return cal.safe(int(match["y"]), int(match["m"]), int(match["d"]))
    if kind in ("day_month", "month_day"):
        year = get("y")
        return cal.month_day(today, _month(match["m"]), int(match["d"]), int(year) if year else None)
    if kind == "numeric":
        return _numeric(match, today)
    if kind in ("day_after", "tomorrow", "today"):
        return today + timedelta(days={"day_after": 2, "tomorrow": 1, "today": 0}[kind])
    if kind == "next_month":
        last = cal.month_end(today, 1)
        return cal.safe(last.year, last.month, int(match["d"]))
    if kind == "end_named":
        return cal.end_of(today, _month(match["m"]))
    if kind == "month":
        month = _month(match["m"])
        return cal.end_of(today, month) if match["prep"] in ("in", "during") else cal.month_day(today, month, 1)
    if kind == "end":
        what, ahead = (get("what") or get("what2") or get("what3") or "")[0], 1 if get("next") else 0
        if what == "w":
            return cal.weekday(today, 6, ahead)
        return cal.month_end(today, ahead) if what == "m" else date(today.year + ahead, 12, 31)
    if kind == "part":
        return cal.month_day(today, _month(match["m"]), PARTS[match["part"]])
    if kind == "part_next":
        return _part_of_next(match, today)
    if kind == "nth_week":
        last = cal.end_of(today, _month(match["m"])) if get("m") else cal.month_end(today, get("rel") == "next")
        return last.replace(day=min(last.day, 7 * NTH[match["nth"]]))
    if kind == "week_on":
        return cal.weekday(today, DAYS[get("w") or match["w2"]]) + timedelta(days=7)
    if kind in ("week_day", "next_day", "week", "week_after", "weekend", "weekday"):
        return _in_week(kind, match, today)
    if kind == "span":
        return _span(match, today)
    if kind == "after":
        return _after(match, today)
    if kind == "fixed":
        name = match["name"]
        return feast(MOVING[name], today) if name in MOVING else cal.month_day(today, *FIXED[name])
    return cal.day_of_month(today, int(match["d"])) if kind == "ordinal" else None


def _numeric(match: re.Match[str], today: date) -> date | None:
    """Day first or month first differs by country; the one that can't be settles it, else the month stands first."""
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    pointed = match["sep"] == "."
    if pointed and not year and not LED.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    month, day = (second, first) if first > 12 or pointed else (first, second)
    return cal.month_day(today, month, day, int(year) if year else None)


def _part_of_next(match: re.Match[str], today: date) -> date | None:
    """ "early next month", "mid next week"; "the start of the week" is none of them."""
    part, ahead = PARTS[match["part"]], match["rel"] == "next"
    if match["what"] == "month":
        return cal.month_end(today, ahead).replace(day=part)
    return cal.weekday(today, {5: 1, 15: 2}.get(part, 4), 1) if ahead else None


def _in_week(kind: str, match: re.Match[str], today: date) -> date:
    if kind == "week_day":
        weeks = {"this": 0}.get(match["which"], 2 if "after next" in match["which"] else 1)
        return cal.weekday(today, DAYS[match["w"]], weeks)
    if kind == "next_day":
        number = DAYS[match["w"]]
        return cal.weekday(today, number, 1) if match["which"] == "next" else cal.this_weekday(today, number)
    if kind == "week":
        ahead = 1 if match["which"] in ("next", "the following") else 0
        if match["what"] == "month":
            return cal.month_end(today, ahead)
        if match["what"] == "weekend" and not ahead:
            return cal.this_weekday(today, 5)
        return cal.weekday(today, 5 if match["what"] == "weekend" else 6, ahead)
    if kind == "week_after":
        return cal.weekday(today, 6, 2)
    return cal.this_weekday(today, 5) if kind == "weekend" else cal.weekday(today, DAYS[match["w"]])


def _span(match: re.Match[str], today: date) -> date | None:
    amount, unit = _count(match["n"]), match["unit"]
    if not amount:
        return None
    if unit.startswith("h"):
        return cal.later(today, -(-amount // 24), "d")
    if match["work"]:
        return cal.working_days(today, amount)
    factor = 2 if unit.startswith("fortnight") else 1
    day = cal.later(today, amount * factor, "w" if factor == 2 else unit[0])
    return cal.half_more(day, unit[0]) if match.groupdict().get("half") and day else day


def _after(match: re.Match[str], today: date) -> date | None:
    base = match["base"]
    start = today + timedelta(days=1) if base == "tomorrow" else today
    name = base.split()[-1]
    if name in DAYS:
        start = cal.weekday(today, DAYS[name], 1 if base.startswith("next") else None)
    amount = _count(match["n"])
    return cal.later(start, amount, match["unit"][0]) if amount else None
