"""Days named in English."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.easter import easter

from nlu import calendar as cal
from nlu.calendar import Cue, DayFound
from nlu.languages.en.numbers import ONES, TENS

_DAYS = {name: n for n, names in enumerate(
    ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
     "sunday sun")) for name in names.split()}  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sep sept", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
          "new years eve": (12, 31), "new year's eve": (12, 31), "new years day": (1, 1), "new year's day": (1, 1),
          "new year's": (1, 1), "new years": (1, 1), "new year": (1, 1), "valentine's day": (2, 14),
          "valentines day": (2, 14), "valentine's": (2, 14), "halloween": (10, 31)}  # fmt: skip
_COUNTS = {**ONES, **TENS, "a": 1, "an": 1, "another": 1, "a couple of": 2, "couple of": 2, "a few": 0}
_PARTS = {"early": 5, "mid": 15, "the middle of": 15, "middle of": 15, "late": 25, "the beginning of": 5, "beginning of": 5,
          "start of": 5, "the start of": 5}  # fmt: skip

_DAY = "(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + ")"
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ORD = r"(?:st|nd|rd|th)"
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_SPAN = r"(?:more\s+)?(?:(?:working|business|calendar)\s+)?(?P<unit>days?|weeks?|wks?|months?|years?|fortnights?)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("past", r"\b(?:yesterday|last (?:time|week|month|year|night|" + _DAY + r")|" + _COUNT + r" (?:days?|weeks?|months?) ago|(?:days?|weeks?|months?) ago)\b"),
        ("iso", r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
        ("after", rf"\b(?P<n>{_COUNT})\s+(?P<unit>days?|weeks?|months?)\s+(?:from|after)\s+(?P<base>now|today|tomorrow|this {_DAY}|next {_DAY}|{_DAY})\b"),
        ("day_month", rf"\b(?:{_DAY},?\s+)?(?:the\s+)?(?P<d>\d{{1,2}}){_ORD}?\s*(?:of\s+)?(?P<m>{_MONTH})(?:,?\s*(?P<y>\d{{4}})\b)?"),
        ("month_day", rf"\b(?:{_DAY},?\s+)?(?P<m>{_MONTH})\s*(?:the\s+)?(?P<d>\d{{1,2}}){_ORD}?(?!\d|:|\s*(?:pcs|pieces))\b(?:,?\s*(?P<y>\d{{4}})\b)?"),
        ("numeric", (
            r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/]|\.\d|"
            r"\s*[x%])"
        )),
        ("day_after", r"\b(?:the\s+)?day after (?:tomorrow|tmrw|tmr)\b"),
        ("tomorrow", r"\b(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)(?: (?:morning|afternoon|evening|night|noon))?\b"),
        ("today", r"\b(?:today|tonight|end of (?:the )?day)\b"),
        ("next_month", rf"\b(?:the\s+)?(?P<d>\d{{1,2}}){_ORD}\s+of\s+next\s+month\b"),
        ("end_named", rf"\b(?:the )?end of (?P<m>{_MONTH})"),
        ("end", (
            r"\b(?:the )?(?:very )?end of (?:the |this )?(?P<next>next |coming )?(?P<what>week|month|year)\b|"
            r"\b(?P<what2>month|year)[ -]end\b"
        )),
        ("part", rf"\b(?P<part>{'|'.join(_PARTS)})[ -](?P<m>{_MONTH})"),
        ("week_day", rf"\b(?P<w>{_DAY})\b,?\s+(?:of\s+)?(?P<which>next|this|the following|the week after next|after next)(?:\s+week)?\b(?!\s+(?:month|year|{_DAY}))"),
        ("next_day", rf"\b(?P<which>next|this coming|the coming|coming|this|following)\s+(?:week'?s?\s+)?(?P<w>{_DAY})\b(?!\s*,?\s*(?:the\s+)?\d)"),
        ("week", r"\b(?P<which>next|this|the following|the coming|coming)\s+(?P<what>weekend|week|month)\b"),
        ("weekend", r"\b(?:the )?weekend\b"),
        ("span", rf"\b(?:(?:with)?in|inside|under)\s+(?:the\s+next\s+|the\s+|next\s+|about\s+|around\s+)?(?P<n>{_COUNT})\s+{_SPAN}(?:'?\s*time)?\b"),
        ("weekday", rf"\b(?:on\s+)?(?P<w>{_DAY})\b(?!\s*,?\s*(?:the\s+)?\d{{1,2}}(?:{_ORD})?\b)(?:\s+(?:morning|afternoon|evening|night|noon))?"),
        ("fixed", r"\b(?P<name>" + "|".join(sorted(map(re.escape, _FIXED), key=len, reverse=True)) + r"|easter)\b"),
        ("ordinal", rf"\b(?:{_DAY},?\s+)?(?:the\s+)?(?P<d>\d{{1,2}}){_ORD}\b(?!\s+(?:of\s+(?!the month|this month)|birthday|anniversary|floor|street|ave|avenue|grade|order|one|time|year|edition|place|item))(?:\s+of\s+(?:the|this)\s+month)?"),
    )
)  # fmt: skip

_BEFORE_CUE = re.compile(
    r"(?P<cue>(?:no|not) later than|by or before|on or before|at the latest(?: by| on)?|latest(?: by| on)?|by|"
    r"until|till|til|"
    r"deadline(?: is|:)?|due(?: date)?(?: is| on| by|:)?|before|prior to|ahead of|on or around|on or about|"
    r"around|about|approximately|"
    r"roughly|circa|some ?time around|~|earliest(?: is| would be| possible)?|at the earliest|not before|starting|"
    r"from|as of|on|for)"
    r"(?:\s+or\s+before)?(?:\s*:)?\s*(?:the\s+|this\s+)?$"
)
_AFTER_CUE = re.compile(
    r"\s*,?\s*(?:\(?(?P<by>at the (?:very )?latest|latest|the latest|or (?:earlier|sooner|before)|max|deadline)\)?"
    r"|(?P<around>or so|ish|-ish|give or take)|(?P<from>at the (?:very )?earliest|earliest|or later|onwards?))\b"
)
_CUES: dict[str, Cue] = {
    "by": "by", "until": "by", "till": "by", "til": "by", "deadline": "by", "due": "by", "no": "by", "not": "by",
    "latest": "by", "at": "by", "before": "before", "prior": "before", "ahead": "before", "around": "around",
    "about": "around", "approximately": "around", "roughly": "around", "circa": "around", "some": "around",
    "sometime": "around", "~": "around", "earliest": "from", "starting": "from", "from": "from", "as": "from",
    "on": "on", "for": "by",
}  # fmt: skip
_BINDING = ("by", "no later", "not later", "latest", "at the latest", "deadline", "due")
_OCCASION = re.compile(
    r"\b(?:wedding|party|event|fair|match|birthday|show|exhibition|opening|conference|anniversary|ceremony|"
    r"festival|race|"
    r"tournament|concert|meeting|launch|reunion|graduation|marathon|game|workshop|dinner|reception|trip|gala|"
    r"celebration|pay|paying|payment|call(?: (?:me|us|you))?(?: back)?|phone|meet|visit|talk|speak|closed|away|holiday|"
    r"reply|answer|decide|(?:send|give|get) (?:you |me )?(?:the |our |my )?(?:logo|artwork|files?|design|details|"
    r"sizes|address))s?"
    r"(?: that)?(?:\s+(?:is|are|takes place|will be|starts|begins|happens|being|coming up))?(?:\s+(?:on|is|this|"
    r"in))?\s*$"
)


def find(text: str, today: date) -> Iterator[DayFound]:
    """Every day named in the folded text; overlapping finds are sorted out by the caller (the longest counts)."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = _day(kind, match, today)
            if day is None and kind != "past":
                continue
            yield _with_cue(text, match, kind, day or today)


def _with_cue(text: str, match: re.Match[str], kind: str, day: date) -> DayFound:
    start, end = match.span()
    cue: Cue | None = "by" if kind == "span" else None
    if kind == "part":
        cue = "around"
    if match.group().startswith("on "):
        cue = "on"
    lead = text[max(0, start - 40) : start]
    before = _BEFORE_CUE.search(lead)
    occasion = False
    if before and (before.start() == 0 or not lead[before.start() - 1].isalnum()):
        words = before.group("cue")
        cue = _CUES.get(words.split()[0].rstrip(":"), cue)
        if words.startswith(("on or before", "by or before")):
            cue = "by"
        if words.startswith("on or a"):
            cue = "around"
        if words.startswith(("at the earliest", "not before")):
            cue = "from"
        start -= len(lead) - before.start()
    if cue in (None, "on"):
        occasion = bool(_OCCASION.search(text[max(0, match.start() - 40) : match.start()]))
    after = _AFTER_CUE.match(text, end)
    if after:
        cue = "by" if after.group("by") else "around" if after.group("around") else "from"
        end = after.end()
    # "by yesterday": a day that lies behind, but asked for all the same.
    past = kind == "past" and not (before and cue == "by" and before["cue"].startswith(_BINDING) and _gone(match, day))
    if kind == "past" and not past:
        day = _gone(match, day) or day
    return DayFound(start, end, day, cue, past=past, occasion=occasion or (kind == "fixed" and cue is None))


def _gone(match: re.Match[str], today: date) -> date | None:
    """The day that "yesterday" and "last Friday" were; None for what names no day."""
    text = match.group()
    if text == "yesterday":
        return today - timedelta(days=1)
    name = text.rpartition(" ")[2]
    if text.startswith("last ") and name in _DAYS:
        return today - timedelta(days=(today.weekday() - _DAYS[name] - 1) % 7 + 1)
    return cal.weekday(today, 6, -1) if text == "last week" else None


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS.get(text, 0)


def _unit(text: str) -> tuple[str, int]:
    return ("w", 2) if text.startswith("fortnight") else (text[0], 1)


def _month(text: str) -> int:
    return _MONTHS[text.rstrip(".")]


def _day(kind: str, match: re.Match[str], today: date) -> date | None:
    get = match.groupdict().get
    if kind == "iso":
        return cal.safe(int(match["y"]), int(match["m"]), int(match["d"]))
    if kind in ("day_month", "month_day"):
        year = get("y")
        return cal.month_day(today, _month(match["m"]), int(match["d"]), int(year) if year else None)
    if kind == "numeric":
        first, second, year = int(match["a"]), int(match["b"]), get("y")
        if match["sep"] == "." and not year and not _led(match):
            return None
        # Day first or month first differs by country; the one that can't be settles it, else the month stands first.
        month, day = (second, first) if first > 12 or (match["sep"] == ".") else (first, second)
        return cal.month_day(today, month, day, int(year) if year else None)
    if kind == "day_after":
        return today + timedelta(days=2)
    if kind == "tomorrow":
        return today + timedelta(days=1)
    if kind == "today":
        return today
    if kind == "next_month":
        last = cal.month_end(today, 1)
        return cal.safe(last.year, last.month, int(match["d"]))
    if kind == "end_named":
        return cal.end_of(today, _month(match["m"]))
    if kind == "end":
        what, ahead = get("what") or get("what2") or "", 1 if get("next") else 0
        if what == "week":
            return cal.weekday(today, 6, ahead)
        return cal.month_end(today, ahead) if what == "month" else date(today.year + ahead, 12, 31)
    if kind == "part":
        return cal.month_day(today, _month(match["m"]), _PARTS[match["part"]])
    if kind == "week_day":
        weeks = {"this": 0}.get(match["which"], 2 if "after next" in match["which"] else 1)
        return cal.weekday(today, _DAYS[match["w"]], weeks)
    if kind == "next_day":
        number = _DAYS[match["w"]]
        return cal.weekday(today, number, 1) if match["which"] == "next" else cal.this_weekday(today, number)
    if kind == "week":
        ahead = 1 if match["which"] in ("next", "the following") else 0
        if match["what"] == "month":
            return cal.month_end(today, ahead)
        return cal.weekday(today, 5 if match["what"] == "weekend" else 6, ahead)
    if kind == "weekend":
        return cal.this_weekday(today, 5)
    if kind == "span":
        unit, factor = _unit(match["unit"])
        amount = _count(match["n"])
        return cal.later(today, amount * factor, unit) if amount else None
    if kind == "after":
        return _after(match, today)
    if kind == "weekday":
        return cal.weekday(today, _DAYS[match["w"]])
    if kind == "fixed":
        if match["name"] == "easter":
            return next(easter(y) for y in (today.year, today.year + 1) if easter(y) >= today)
        return cal.month_day(today, *_FIXED[match["name"]])
    return cal.day_of_month(today, int(match["d"])) if kind == "ordinal" else None


def _led(match: re.Match[str]) -> bool:
    """ "by 24.12.": a figure with a point is a day only where the words say so."""
    return (
        re.search(
            r"\b(?:by|before|on|until|till|due|deadline)\W*$", match.string[max(0, match.start() - 12) : match.start()]
        )
        is not None
    )


def _after(match: re.Match[str], today: date) -> date | None:
    base = match["base"]
    start = today + timedelta(days=1) if base == "tomorrow" else today
    name = base.split()[-1]
    if name in _DAYS:
        start = cal.weekday(today, _DAYS[name], 1 if base.startswith("next") else None)
    amount = _count(match["n"])
    return cal.later(start, amount, match["unit"][0]) if amount else None
