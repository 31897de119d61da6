"""Days named in Chinese."""

# ruff: noqa: E501 - a pattern a line reads better than patterns in pieces

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlu import calendar as cal
from nlu.calendar import Cue, DayFound
from nlu.languages.zh import numbers

_FIXED = {"元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "劳动节": (5, 1), "五一": (5, 1),
          "儿童节": (6, 1), "六一": (6, 1), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "十一假期": (10, 1),
          "万圣节": (10, 31), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "平安夜": (12, 24),
          "圣诞节": (12, 25), "圣诞": (12, 25), "跨年": (12, 31)}  # fmt: skip
# The lunar calendar's feasts (Hong Kong Observatory, Gregorian-lunar conversion tables).
_LUNAR = {
    "春节": ("2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11"),
    "元宵": ("2025-02-12", "2026-03-03", "2027-02-20", "2028-02-09", "2029-02-27", "2030-02-17", "2031-02-06", "2032-02-25"),
    "端午": ("2025-05-31", "2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05", "2031-06-24", "2032-06-12"),
    "中秋": ("2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12", "2031-10-01", "2032-09-19"),
}  # fmt: skip
_LUNAR_NAMES = {"春节": "春节", "过年": "春节", "大年初一": "春节", "除夕": "春节", "大年三十": "春节", "元宵节": "元宵",
                "元宵": "元宵", "端午节": "端午", "端午": "端午", "中秋节": "中秋", "中秋": "中秋"}  # fmt: skip
_WEEK = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6, "末": 5} | {str(n): n - 1 for n in range(1, 7)}

_N = "(?:[0-9]{1,4}|[零一二三四五六七八九十百两半]{1,5})"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("past", r"昨天|昨晚|前天|上个?(?:周|星期|礼拜)[一二三四五六日天]?|上个?月|去年|上次|上回|以前那批"),
        ("full", rf"(?:(?P<y>\d{{4}})\s*年|(?P<rel>今年|明年))?\s*(?P<m>{_N})\s*月\s*(?:份\s*)?(?P<d>{_N})\s*[日号]?(?![天个件])"),
        ("month_end", rf"(?P<m>(?:{_N}月份?)|本月|这个月|当月|下个月|下月|下下个月|月)\s*(?P<part>底|末|中旬|中|初|上旬|下旬)"),
        ("month_in", r"(?P<rel>这个月|本月|下个月|下月)(?:之内|以内|内|里)"),
        ("month_rel", rf"(?P<rel>本月|这个月|下个月|下月)\s*(?P<d>{_N})\s*[日号]"),
        ("day", rf"(?<![\d月.:/路街巷弄村楼栋幢座园苑厦坊室-])(?<![^知]道)(?P<d>{_N})\s*[号日](?!线|楼|店|门|院|机|色|码|款|用品|常)"),
        ("week", r"(?P<rel>下下|下|这|本)?个?(?:周|星期|礼拜)(?P<w>[一二三四五六日天末1-6])(?!\d|个|年|周)"),
        ("week_in", r"(?P<rel>下下|下|这|本)个?(?:周|星期|礼拜)(?:之内|以内|内|里)?(?![一二三四五六日天末1-6])"),
        ("weekend", r"周末"),
        ("year_end", r"(?P<rel>今年|明年)?年(?:底|末)"),
        ("relative", r"今天|今晚|今日|明天|明晚|明日|大后天|后天|后日"),
        ("span", rf"(?P<n>{_N}|半)\s*(?P<u>天|日|个?(?:星期|礼拜)|周|个月|年)\s*(?:的?时间)?\s*(?P<how>之内|以内|内|之后|以后|后)"),
        ("fixed", r"(?P<name>" + "|".join(sorted([*_FIXED, *_LUNAR_NAMES], key=len, reverse=True)) + ")"),
    )
)  # fmt: skip

_LEAD = re.compile(
    r"(?P<cue>最晚|最迟|不晚于|不迟于|截止到|截止日期|截止|deadline|交期|交货期|期限|赶在|最早|最快|大概|大约|差不多|约|最好)"
    r"(?:要|也要|得|也得)?\s*(?:是|在|到|为|:|：|也)?\s*$"
)
_TAIL = re.compile(
    r"\s*(?P<noon>上午|下午|早上|晚上|中午|凌晨)?\s*(?:(?P<before>之前|以前|前)(?![后面胸排])|(?P<around>左右|前后|上下)|(?P<on>当天|那天|当日)|"
    r"(?P<in>之内|以内|内)|(?P<from>之后|以后|后(?!背|面|天)|起|开始))?"
)
_LEAD_CUES: dict[str, Cue] = {
    "最早": "from",
    "最快": "from",
    "大概": "around",
    "大约": "around",
    "差不多": "around",
    "约": "around",
}
#: 昨天要, 昨天之前: a day that lies behind, but asked for all the same.
_WANTED = re.compile(
    r"(?:(?:之前|以前|前)?\s*(?:就)?(?:要|得要|必须|到货|交货|交|发货|送到|拿到)(?:到|货|的)?|(?:之前|以前|前))(?=[\s。.!！，,、；;]|$)"
    r"|(?:之前|以前|前)(?=[要送交发到寄])"
)
_OCCASION = re.compile(
    r"\s*(?:的|有|是|举办|举行|办)\s*[^，。,.;；\n]{0,8}?(?:婚礼|活动|生日|聚会|年会|比赛|典礼|开业|展会|校庆|派对|会议|宴)"
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
    cue: Cue | None = "by" if kind in ("span", "week_in", "month_in") else None
    if kind == "month_end" and match["part"] in ("中旬", "中", "初", "上旬", "下旬"):
        cue = "around"
    lead = _LEAD.search(text, max(0, start - 10), start)
    if lead:
        cue = _LEAD_CUES.get(lead["cue"], "by")
        start = lead.start()
    occasion = bool(_OCCASION.match(text, end))
    tail = _TAIL.match(text, end)
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
    gone = _gone(match, day) if kind == "past" and (lead or _WANTED.match(text, match.end())) else None
    if gone is not None:
        day, cue = gone, cue or "by"
    return DayFound(
        start,
        end,
        day,
        cue,
        past=kind == "past" and gone is None,
        occasion=(occasion or kind == "fixed") and cue is None,
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
        unit = {"天": "d", "日": "d", "年": "y", "个月": "m"}.get(match["u"], "w")
        if match["n"] == "半":
            return today + timedelta(days=15) if unit == "m" else None
        amount = _number(match["n"])
        return cal.later(today, amount, unit) if amount else None
    if kind == "fixed":
        return _feast(match["name"], today)
    return None


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


def _feast(name: str, today: date) -> date | None:
    if name in _FIXED:
        return cal.month_day(today, *_FIXED[name])
    days = (date.fromisoformat(day) for day in _LUNAR[_LUNAR_NAMES[name]])
    eve = timedelta(days=1 if name in ("除夕", "大年三十") else 0)
    return next((day - eve for day in days if day - eve >= today), None)
