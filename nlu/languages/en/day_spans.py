"""Several days in a row, and what a workshop says of them, in English."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

from nlu.languages.en.day_names import COUNT, DAY, MONTH, ORD

_D = rf"\d{{1,2}}(?:{ORD})?"
_TO = r"\s*(?:-|~|\bto\b|\btill\b|\buntil\b|\bthrough\b|\bthru\b)\s*(?:the\s+)?"
#: Periods by name: kind → pattern. `n`: how many; `w`, `w2`: weekdays; `d`, `d2`, `m`, `m2`, `y`: days of months.
SPANS = (
    ("days", rf"\b(?P<d>{_D})\s*(?:of\s+)?(?P<m>{MONTH}){_TO}(?P<d2>{_D})\s*(?:of\s+)?(?P<m2>{MONTH})(?:,?\s*(?P<y>\d{{4}}))?"),
    ("days", rf"\b(?P<d>{_D}){_TO}(?P<d2>{_D})\s*(?:of\s+)?(?P<m2>{MONTH})(?:,?\s*(?P<y>\d{{4}}))?"),
    ("days", rf"\b(?P<m>{MONTH})\s*(?P<d>{_D}){_TO}(?P<m2>{MONTH})\s*(?P<d2>{_D})\b(?:,?\s*(?P<y>\d{{4}}))?"),
    ("days", rf"\b(?P<m>{MONTH})\s*(?P<d>{_D}){_TO}(?P<d2>{_D})\b(?:,?\s*(?P<y>\d{{4}}))?"),
    ("days", rf"\b(?P<d>\d{{1,2}}{ORD}){_TO}(?P<d2>\d{{1,2}}{ORD})\b"),
    ("weekdays", rf"\b(?:(?P<rel>next|this)\s+)?(?P<w>{DAY}){_TO}(?P<w2>{DAY})\b(?:\s+(?:of\s+)?(?P<rel2>next|this)\s+week)?"),
    ("rest_of_week", r"\b(?:the )?rest of (?:the|this) week\b|\b(?:all )?this week\b(?!end)"),
    ("next_week", r"\b(?:all (?:of )?)?(?:the )?(?:whole (?:of )?)?next week\b(?!end)"),
    ("week_after", r"\b(?:the )?week after next\b"),
    ("weekend", r"\b(?:this|the|over the) weekend\b"),
    ("next_weekend", r"\bnext weekend\b"),
    ("rest_of_month", r"\b(?:the )?rest of (?:the|this) month\b|\b(?:all )?this month\b"),
    ("next_month", r"\b(?:all (?:of )?)?next month\b"),
    ("month", rf"\b(?:in|all (?:of )?|for|during)\s+(?P<m>{MONTH})(?!\s*\d)"),
    ("count_next", rf"\b(?:the )?next (?P<n>{COUNT}) (?P<u>days?|weeks?)\b"),
    ("count", rf"\bfor (?P<n>{COUNT}) (?P<u>days?|weeks?)\b"),
)  # fmt: skip
BETWEEN = _TO
FROM = r"\b(?:from|starting|as of|beginning)\s+(?:on\s+)?$"
UNTIL = r"\b(?:until|till)\s+(?:the\s+)?$"
CLOSED = (
    r"\b(?:clos(?:ed|ing)|shut(?:ting)?(?: down)?|away|on (?:holiday|vacation|leave|break)|off work|"
    r"not (?:working|open)|taking (?:a )?(?:holiday|break|time off)|no (?:work|production)|"
    r"(?:we(?:'re| are)|i(?:'m| am)) off)\b"
)
OPEN = r"\b(?:not|n't|never|isn't|aren't|won't be) (?:be )?(?:clos|shut|away|on (?:holiday|vacation|leave))|\b(?:re)?open(?:ed|s)? (?:again|as usual)"
INSTEAD = r"\b(?:can(?!'?t|not)|could(?!n)|able|after|then|ok|okay|fine|yes|earliest|possible|instead|back on)\b"
PER_DAY = r"(?P<most>\d+(?:\.\d+)?)\s*(?:pcs|pieces|units|metres|meters|m|kg|litres|liters|l|cups|items)?\s*(?:a|per|each|every|/)\s*day\b"
LESS = r"\b(?:only|just|at most|max(?:imum)?|no more than|up to|not more than)\b"
FROM_NOW_ON = r"\bfrom now on\b"
