"""The days of the week on which somebody works: "Mon-Sat", 周一到周六, "every day but Sunday"."""

from __future__ import annotations

import itertools
import re

from nlu.languages.en.day_names import DAYS as _EN
from nlu.languages.en.day_names import either
from nlu.normalise import fold

EVERY_DAY = frozenset(range(1, 8))
_HAN = {**{c: n for n, c in enumerate("一二三四五六日", 1)}, "天": 7, **{str(n): n for n in range(1, 8)}}
_WEEK = "(?:周|星期|礼拜)"
_DAY = rf"(?:(?P<en>{either(_EN)})(?:s|days)?\b\.?|{_WEEK}?(?P<zh>[一二三四五六日1-7])|{_WEEK}(?P<sky>天))"
_ANY = re.compile(_DAY)
_TO = re.compile(r"\s*(?:-|~|\bto\b|\bthrough\b|\bthru\b|\btill\b|到|至)\s*")
_ALL = re.compile(r"every ?day|daily|all days|all week|7 days|seven days|每天|天天|全周|一周七天|7天|无休|不休")
_WEEKDAYS = re.compile(r"\bweek ?days\b|\bworking days\b|工作日|双休")
_BUT = re.compile(r"\b(?:but|except|not|no|off|closed)\b|除|休息|不上班|单休|(?<!无)休")


def workdays_said(text: str) -> frozenset[int] | None:
    """The weekdays (1 = Monday) that a text says are worked on; None where it says none."""
    said = fold(text).text.strip().casefold()
    if re.fullmatch(r"(?:每周)?单休", said):
        return EVERY_DAY - {7}
    named = _named(_ALL.sub(" ", said))
    if _BUT.search(_ALL.sub(" ", _WEEKDAYS.sub(" ", said))) and named:
        return (EVERY_DAY - named) or None
    if _ALL.search(said) and not named:
        return EVERY_DAY
    if _WEEKDAYS.search(said):
        return frozenset(range(1, 6)) | named
    return named or None


def _named(said: str) -> frozenset[int]:
    """The days that are named, and those between two."""
    found: list[tuple[int, int, int]] = []
    for match in _ANY.finditer(said):
        name = match["en"]
        day = _EN[name] + 1 if name else _HAN[match["zh"] or match["sky"]]
        found.append((match.start(), match.end(), day))
    days: set[int] = set()
    for (_, end, first), (start, _, last) in itertools.pairwise(found):
        if _TO.fullmatch(said[end:start]):
            days |= {(first + n - 1) % 7 + 1 for n in range((last - first) % 7 + 1)}
    return frozenset(days | {day for _, _, day in found})
