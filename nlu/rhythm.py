"""How often somebody wants to hear of something: "weekly on wed at 14", 每周三9点, "never"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nlu.normalise import fold

Often = Literal["daily", "weekly", "never"]

_WORDS: tuple[tuple[Often, re.Pattern[str]], ...] = (
    ("never", re.compile(r"\b(?:never|off|stop|none|no more)\b|不要|从不|停|关闭|别发|取消")),
    ("weekly", re.compile(r"\b(?:weekly|every week|once a week)\b|每周|每星期|每个?礼拜|一周一次")),
    ("daily", re.compile(r"\b(?:daily|every day|each day)\b|每天|每日|天天")),
)
_DAYS = (
    r"\bmon(?:days?)?\b|(?:周|星期|礼拜)一",
    r"\btue(?:s|sdays?)?\b|(?:周|星期|礼拜)二",
    r"\bwed(?:nesdays?)?\b|(?:周|星期|礼拜)三",
    r"\bthu(?:rs?|rsdays?)?\b|(?:周|星期|礼拜)四",
    r"\bfri(?:days?)?\b|(?:周|星期|礼拜)五",
    r"\bsat(?:urdays?)?\b|(?:周|星期|礼拜)六",
    r"\bsun(?:days?)?\b|(?:周|星期|礼拜)[日天]",
)
_HOUR = re.compile(r"(下午|晚上|傍晚)?\s*(?<!\d)(\d{1,2})(?:[:点时]\s*(?:00)?|\s*(am|pm)\b|\s*$|(?=\s))")


@dataclass(frozen=True)
class Rhythm:
    """`weekday`: ISO, 1 = Monday; None, like `hour`: not said."""

    often: Often
    weekday: int | None = None
    hour: int | None = None


def rhythm_said(text: str) -> Rhythm | None:
    """What a text asks for; None where it says nothing of the kind."""
    said = fold(text).text.casefold().strip()
    weekday = next((n for n, pattern in enumerate(_DAYS, 1) if re.search(pattern, said)), None)
    often = next((often for often, pattern in _WORDS if pattern.search(said)), "weekly" if weekday else None)
    if often is None:
        return None
    if weekday is not None and often == "daily":
        often = "weekly"
    return Rhythm(often, weekday, _hour(said))


def _hour(said: str) -> int | None:
    found = _HOUR.search(said)
    if found is None:
        return None
    hour = int(found[2])
    if (found[1] or found[3] == "pm") and hour < 12:
        hour += 12
    elif found[3] == "am" and hour == 12:
        hour = 0
    return hour if hour < 24 else None
