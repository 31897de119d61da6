"""Days named in Chinese."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlu import calendar as cal
from nlu.calendar import Cue, DayFound
from nlu.feasts import feast, last_lunar_month
from nlu.languages.zh import numbers
from nlu.languages.zh.day_cues import (
    LEAD,
    LEAD_CUES,
    OCCASION,
    OCCASION_BEFORE,
    OWN_DEED,
    TAIL,
    WANTED,
    WANTED_NEXT,
)
from nlu.languages.zh.day_names import FIXED, MOVING

_WEEK = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6, "末": 5} | {str(n): n - 1 for n in range(1, 7)}

_N = "(?:[0-9]{1,4}|[零一二三四五六七八九十百两半]{1,5})"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("past", r"昨天|昨晚|前天|上个?(?:周|星期|礼拜)[一二三四五六日天]?|上个?月|去年|上次|上回|以前那批"),
        ("full", rf"(?:(?P<y>\d{{4}}|\d{{2}})\s*年|(?P<rel>今年|明年))?\s*(?P<m>{_N})\s*月\s*(?:份\s*)?(?P<d>{_N})\s*[日号]?(?![天个件])"),
        ("month_end", rf"(?P<m>(?:{_N}月份?)|本月|这个月|当月|下个月|下月|下下个月|月)\s*(?P<part>底|末|中旬|中|初|上旬|下旬)"),
        ("compact", r"(?<!\d)(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
        ("numeric", r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])(?P<sep>[/.-])(?P<d>[0-3]?\d)\s*(?:[日号](?!线|楼|店|门|院|机|色|码|款)|(?=之前|以前|前(?![后面胸排])|截止|当天|那天))"),
        ("month", rf"(?P<m>{_N})月份(?![0-9底末初中上下])|(?P<rel>下下个?月|下个?月)(?![0-9一二三四五六七八九十底末初中上下旬之以内里份\d])|(?P<this>这个月|本月)(?=要|交|送|到货|做完|做好|完成)"),
        ("month_in", r"(?P<rel>这个月|本月|下个月|下月)(?:之内|以内|内|里)"),
        ("month_rel", rf"(?P<rel>本月|这个月|下个月|下月)\s*(?P<d>{_N})\s*[日号]"),
        ("day", rf"(?<![\d月.:/路街巷弄村楼栋幢座园苑厦坊室-])(?<![^知]道)(?P<d>{_N})\s*[号日](?!线|楼|店|门|院|机|色|码|款|用品|常)"),
        ("week", r"(?P<rel>下下|下|这|本)?个?(?:周|星期|礼拜)(?P<w>[一二三四五六日天末1-6])(?!\d|个|年|周)"),
        ("week", r"(?P<rel>下下|下|这|本)个?(?:周|星期|礼拜)[一二三四五六日天](?:或者?|或是|、|到|至|-|~)(?:周|星期|礼拜)?(?P<w>[一二三四五六日天])"),
        ("week_in", r"(?P<rel>下下|下|这|本)个?(?:周|星期|礼拜)(?:之内|以内|内|里)?(?![一二三四五六日天末1-6])"),
        ("weekend", r"周末"),
        ("year_end", r"(?P<rel>今年|明年)?年(?:底|末)"),
        ("relative", r"今[天晚日早儿]|明[天晚日早儿]|大后天|后[天日儿]"),
        ("span", rf"(?P<n>{_N}|半)\s*(?P<half>个半)?(?P<u>个?工作日|天|日|个?(?:星期|礼拜)|周|个?月|年|个?小时|个?钟头)(?P<half2>半)?\s*(?:的?时间)?\s*(?P<how>之内|以内|内|之后|以后|后)"),
        ("lunar", rf"腊月(?P<d>{_N}|廿[一二三四五六七八九]?|初[一二三四五六七八九十])"),
        ("fixed", r"(?<![块元百千万点米])(?P<name>" + "|".join(sorted([*FIXED, *MOVING], key=len, reverse=True)) + ")"),
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


def _with_cue(text: str, match: re.Match[str], kind: str, day: date) -> DayFound:
    start, end = match.span()
    cue: Cue | None = "by" if kind in ("span", "week_in", "month_in", "month") else None
    if kind == "month_end" and match["part"] in ("中旬", "中", "初", "上旬", "下旬"):
        cue = "around"
    lead = LEAD.search(text, max(0, start - 10), start)
    if lead:
        cue = LEAD_CUES.get(lead["cue"], "by")
        start = lead.start()
    occasion = OCCASION.match(text, end) is not None
    known = OCCASION_BEFORE.search(text, max(0, start - 12), start) is not None
    occasion = occasion or (known and not WANTED_NEXT.match(text, end))
    tail = TAIL.match(text, end)
    if tail and tail.end() > end:
        end = tail.end()
        if tail["before"]:
            cue = "before"
        elif tail["around"]:
            cue = "around"
        elif tail["on"]:
            cue = "on"
        elif tail["in"]:
            cue = "by"
        elif tail["from"]:
            cue = "from"
    gone = _gone(match, day) if kind == "past" and (lead or WANTED.match(text, match.end())) else None
    if gone is not None:
        day, cue = gone, cue or "by"
    return DayFound(
        start,
        end,
        day,
        cue,
        past=kind == "past" and gone is None,
        occasion=((occasion or kind == "fixed") and cue is None) or OWN_DEED.match(text, end) is not None,
    )


def _gone(match: re.Match[str], today: date) -> date | None:
    """The day that 昨天 or 前天 was; None for what names no day."""
    days = {"昨天": 1, "昨晚": 1, "前天": 2}.get(match.group())
    return None if days is None else today - timedelta(days=days)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    figure = numbers.read(list(text), 0)
    return int(figure.value) if figure and figure.end == len(text) and figure.most is None else 0


def _day(kind: str, match: re.Match[str], today: date) -> date | None:
    get = match.groupdict().get
    if kind == "full":
        year = int(match["y"]) if get("y") else {"今年": today.year, "明年": today.year + 1}.get(get("rel") or "")
        return cal.month_day(today, _number(match["m"]), _number(match["d"]), year)
    if kind in ("compact", "numeric"):
        return cal.month_day(today, int(match["m"]), int(match["d"]), int(match["y"]) if get("y") else None)
    if kind == "month":
        if get("m"):
            return cal.end_of(today, _number(match["m"])) if 1 <= _number(match["m"]) <= 12 else None
        return cal.month_end(today, (match["rel"] or "").count("下"))
    if kind == "lunar":
        return last_lunar_month(today, _number(match["d"].lstrip("初")))
    if kind == "month_end":
        return _in_month(match["m"], match["part"], today)
    if kind == "month_in":
        return cal.month_end(today, 1 if match["rel"].startswith("下") else 0)
    if kind == "month_rel":
        last = cal.month_end(today, 1 if match["rel"].startswith("下") else 0)
        return cal.safe(last.year, last.month, _number(match["d"]))
    if kind == "day":
        return cal.day_of_month(today, _number(match["d"]))
    if kind == "week":
        number, rel = _WEEK[match["w"]], get("rel")
        if rel in ("下", "下下"):
            return cal.weekday(today, number, len(rel))
        return cal.this_weekday(today, number) if rel else cal.weekday(today, number)
    if kind == "week_in":
        return cal.weekday(today, 6, {"下": 1, "下下": 2}.get(match["rel"], 0))
    if kind == "weekend":
        return cal.this_weekday(today, 5)
    if kind == "year_end":
        return date(today.year + (get("rel") == "明年"), 12, 31)
    if kind == "relative":
        days = {"今": 0, "明": 1, "后": 2, "大": 3}[match.group()[0]]
        return today + timedelta(days=days)
    if kind == "span":
        return _span(match, today)
    if kind == "fixed":
        name = match["name"]
        return feast(MOVING[name], today) if name in MOVING else cal.month_day(today, *FIXED[name])
    return None


def _span(match: re.Match[str], today: date) -> date | None:
    named = match["u"].removeprefix("个")
    amount = 0 if match["n"] == "半" else _number(match["n"])
    if named in ("小时", "钟头"):
        return cal.later(today, -(-amount // 24), "d") if amount else None
    if named == "工作日":
        return cal.working_days(today, amount) if amount else None
    if named == "月" and "个" not in match["u"] and not match["half"]:
        # 3月后 is after March.
        return None
    unit = {"天": "d", "日": "d", "年": "y", "月": "m"}.get(named, "w")
    half = match["half"] or match["half2"] or match["n"] == "半"
    day = cal.later(today, amount, unit)
    if not half:
        return day if amount else None
    return cal.half_more(day, unit) if day is not None and unit != "d" else None


def _in_month(month: str, part: str, today: date) -> date | None:
    if month in ("月", "本月", "这个月", "当月"):
        last = cal.month_end(today)
    elif month.startswith("下"):
        last = cal.month_end(today, 2 if month.startswith("下下") else 1)
    else:
        number = _number(month.rstrip("月份"))
        if not 1 <= number <= 12:
            return None
        last = cal.end_of(today, number)
    day = {"中旬": 15, "中": 15, "初": 5, "上旬": 5, "下旬": 25}.get(part)
    return last if day is None else last.replace(day=day)
