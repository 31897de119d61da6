"""Several days in a row, and what a workshop says of them, in Chinese."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

_N = "(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})"
_DAY = "[一二三四五六日天]"
_WEEK = "个?(?:周|星期|礼拜)"
_TO = r"\s*(?:号|日)?\s*(?:-|~|到|至)\s*"
SPANS = (
    ("days", rf"(?:(?P<y>\d{{4}})年)?(?:(?P<m>{_N})月)?(?P<d>{_N}){_TO}(?:(?P<m2>{_N})月)?(?P<d2>{_N})[号日]"),
    ("weekdays", rf"(?P<rel>下下|下|这|本)?{_WEEK}(?P<w>{_DAY})\s*(?:-|~|到|至)\s*(?P<rel2>下下|下|这|本)?(?:{_WEEK})?(?P<w2>{_DAY})"),
    ("rest_of_week", rf"(?:这|本){_WEEK}(?!{_DAY}|末)"),
    ("week_after", rf"下下{_WEEK}(?!{_DAY}|末)"),
    ("next_week", rf"(?<!下)下{_WEEK}(?!{_DAY}|末)"),
    ("next_weekend", r"下个?周末"),
    ("weekend", r"(?:这个?|本)?周末"),
    ("rest_of_month", r"(?:这个|本|当)月(?![0-9一二三四五六七八九十底末中初上下])"),
    ("next_month", r"下个?月(?![0-9一二三四五六七八九十底末中初上下])"),
    ("month", rf"(?P<m>{_N})月份?(?:整个月|全月|都|休息|放假|停工|歇业)"),
    ("count_next", rf"(?:接下来|未来|之后)(?:的)?(?P<n>{_N})(?P<u>天|个?(?:周|星期|礼拜))"),
    ("count", rf"(?:休息?|放假?|停工?|歇|关门|出门)(?:了|个)?(?P<n>{_N})(?P<u>天|个?(?:周|星期|礼拜))(?![一二三四五六日])"),
)  # fmt: skip
BETWEEN = r"\s*(?:-|~|到|至)\s*"
FROM = r"从\s*$"
UNTIL = r"(?:一直|休息?|放假?|停工?)?到\s*$"
CLOSED = r"休息|放假|关门|停工|歇业|停产|不开工|不上班|不营业|休假|出门|不在|休(?=[0-9一二三四五六七八九十两]+天)"
OPEN = r"不休息|不放假|不停工|不关门|不歇业|照常|正常(?:上班|营业|开工)|没放假|没休息"
INSTEAD = r"可以|(?<!不)能|之后|以后|后再|才|最快|最早|行(?!不)"
PER_DAY = r"(?:每天|一天|每日|日产)[^0-9，。,;；]{0,8}?(?P<most_zh>\d+(?:\.\d+)?)"
LESS = r"只|最多|顶多|至多|不超过"
FROM_NOW_ON = r"以后|今后|从现在(?:起|开始)|往后"
