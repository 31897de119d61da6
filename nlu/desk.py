"""What a maker asks to see, outside of any job: "what do we have to do today?", 我的评分."""

from __future__ import annotations

import re
from typing import Literal

from nlu.languages.en import desk as en
from nlu.languages.zh import desk as zh
from nlu.normalise import fold

Desk = Literal["jobs", "score", "prices", "capacity", "away", "hours", "demand"]

_NAMES: tuple[Desk, ...] = ("jobs", "score", "prices", "capacity", "away", "hours", "demand")
_PATTERNS: tuple[tuple[Desk, re.Pattern[str]], ...] = tuple(
    (name, re.compile("|".join((*getattr(en, name.upper()), *getattr(zh, name.upper()))))) for name in _NAMES
)
#: What is longer says something else as well.
_LONGEST = 60
_ENDS = " ?!.,。？！，~"


def desk_asked(text: str) -> Desk | None:
    """What a message asks to see; None where it is anything else, or says anything else besides."""
    said = " ".join(fold(text).text.casefold().split()).strip(_ENDS)
    if not said or len(said) > _LONGEST:
        return None
    return next((what for what, pattern in _PATTERNS if pattern.fullmatch(said)), None)
