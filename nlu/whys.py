"""Questions about offered plans: "why so expensive?", "why can't it be sooner?", 能不能早一点."""

from __future__ import annotations

import re
from typing import Literal

from nlu.languages.en import whys as en
from nlu.languages.zh import whys as zh
from nlu.normalise import fold

Why = Literal["price_curve", "why_price", "why_not_sooner", "timeline"]

_PATTERNS: tuple[tuple[Why, re.Pattern[str]], ...] = (
    ("price_curve", re.compile(f"{en.CURVE}|{zh.CURVE}")),
    ("why_price", re.compile(f"{en.PRICE}|{zh.PRICE}")),
    ("why_not_sooner", re.compile(f"{en.SOONER}|{zh.SOONER}")),
    ("timeline", re.compile(f"{en.TIMELINE}|{zh.TIMELINE}")),
)
_DAY = re.compile(f"{en.DAY}|{zh.DAY}")
#: What is longer says something else as well; and a number is a change of the wish, not a question about it.
_LONGEST = 60


def why_asked(text: str) -> Why | None:
    """Which question about the options a message is; None where it is anything else, or says anything else besides."""
    folded = fold(text).text.strip().casefold()
    if not folded or len(folded) > _LONGEST or re.search(r"\d", folded):
        return None
    found = next((what for what, pattern in _PATTERNS if pattern.search(folded)), None)
    # "price by day" names no day.
    return None if found != "price_curve" and _DAY.search(folded) else found
