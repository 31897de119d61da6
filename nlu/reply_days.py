"""The day in a supplier's reply, named or so many days after the job's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.calendar import DayFound
from nlu.languages.en.numbers import ONES
from nlu.languages.zh import numbers as zh_numbers
from nlu.mention import Scan
from nlu.reply_words import pattern
from planner.domain.reply import JobTerms, ReplyBound

_GIVEN_UP = re.compile(
    r"(?:won'?t|not (?:gonna|going to|possible|doable|realistic)|can'?t|cannot|will not|wont|unlikely|impossible|"
    r"no way|no chance|not|miss(?:ed)?|instead of|rather than|couldn'?t)\b[^.;,\n]{0,28}$"
    r"|(?:赶不上|来不及|(?<!行)不行|做不完|交不了|交不上|到不了|(?<!能)不能|没法|不是|不可能|保证不了)[^，。,;；]{0,8}$"
)
_GIVEN_UP_AFTER = re.compile(
    r"^\s*(?:is |it'?s |this is |that is )?(?:not (?:possible|doable|realistic|gonna|going)|impossible|"
    r"too (?:early|soon|tight)|won'?t|can'?t|no way|isn'?t)|^[^，。,;；]{0,6}(?:赶不|来不及|(?<!行)不行|做不|交不|"
    r"到不了|太赶|太急|太紧|没法|出不|"
    r"不可能|够呛|悬)"
)


_MARKS = re.compile(r"[,.;!?\n，。；！？]")
#: Before a day: it lies behind, whatever its name, or is one by which the other side must act.
_SINCE = re.compile(
    r"\b(?:since|if (?:you|u|they|we get|i get|the|your)\b(?! (?:can |could )?(?:give|allow|wait|let|grant|push|move|"
    r"accept))"
    r"[^,.;]{0,40}|once (?:you|we|i|the)\b[^,.;]{0,40})"
    r"(?: (?:last|this|the|by|on|before))*\s*$"
)


@dataclass(frozen=True)
class DayTerm:
    """The day, how it binds, and how many days after the job's it is (`ahead`; None where it was named outright).

    `instead`: it takes the place of another that was refused. `alone`: the reply says nothing but it. `clause`: what
    stands around it up to the next mark.
    """

    day: date | None = None
    bound: ReplyBound | None = None
    ahead: int | None = None
    instead: bool = False
    alone: bool = False
    clause: str = ""


def read_day(scan: Scan, job: JobTerms) -> DayTerm:
    """The day that a reply names; none where it names none, or only refuses one."""
    text = scan.folded.text
    ahead = _days_more(text)
    days: list[DayFound] = [m.data for m in scan.mentions if m.kind == "day" and not m.data.past]
    # "not gonna make the 5th, more like the 8th": a day that is given up counts only where no other is named.
    days = [d for d in days if not _SINCE.search(text[max(0, d.start - 60) : d.start])]
    held = [d for d in days if not _given_up(text, d)] if len(days) > 1 else days
    chosen = held[-1] if held else None
    if chosen is not None and not (ahead is not None and chosen.cue == "by" and _is_span(text, chosen)):
        if len(days) == 1 and _given_up(text, chosen) and not _not_before(text, chosen):
            if ahead is None:
                return DayTerm()
        else:
            rest = text[: chosen.start] + text[chosen.end :]
            alone = not any(c.isalnum() for c in rest)
            clause = _MARKS.split(text[: chosen.start])[-1] + " " + _MARKS.split(text[chosen.end :])[0]
            return DayTerm(chosen.day, _bound(text, chosen), None, len(held) < len(days), alone, clause)
    if ahead is not None and job.due is not None:
        return DayTerm(job.due + timedelta(days=ahead), "by", ahead)
    return DayTerm(ahead=ahead)


def _is_span(text: str, day: DayFound) -> bool:
    return (
        re.search(r"\d|[一二两三四五六七八九十]", text[day.start : day.end]) is not None
        and re.search(r"天|day|week|周", text[day.start : day.end]) is not None
    )


def _days_more(text: str) -> int | None:
    for match in pattern("MORE_DAYS").finditer(text):
        groups = match.groupdict()
        if groups.get("zn"):
            number = int(groups["zn"]) if groups["zn"].isdigit() else _chinese(groups["zn"])
            return number * (1 if groups["zu"] in ("天", "日") else 7)
        if not (groups.get("tail") or groups.get("more") or groups.get("by") or groups["n"] == "another"):
            continue
        word = groups["n"]
        number = (
            int(word)
            if word.isdigit()
            else {"a": 1, "an": 1, "another": 1, "a couple": 2, "a couple of": 2}.get(word, ONES.get(word, 0))
        )
        return number * (7 if (groups["u"] or "").startswith("week") else 1)
    return None


def _chinese(word: str) -> int:
    figure = zh_numbers.read(list(word), 0)
    return int(figure.value) if figure else 0


def _given_up(text: str, day: DayFound) -> bool:
    return bool(
        _GIVEN_UP.search(text[max(0, day.start - 45) : day.start])
        or _GIVEN_UP_AFTER.match(text[day.end : day.end + 30])
    )


def _not_before(text: str, day: DayFound) -> bool:
    lead = text[max(0, day.start - 45) : day.start] + (" before " if day.cue == "before" else "")
    if day.cue == "by" and text[day.start : day.end].startswith(("until", "till")):
        lead += " until "
    if re.search(r"[\u4e00-\u9fff]", text) and day.cue == "before":
        return bool(_GIVEN_UP_AFTER.match(text[day.end : day.end + 30]))
    return bool(pattern("NOT_BEFORE").search(lead))


def _bound(text: str, day: DayFound) -> ReplyBound | None:
    lead = _MARKS.split(text[max(0, day.start - 60) : day.start])[-1] + text[day.start : day.end]
    if _not_before(text, day) or day.cue == "from" or pattern("EARLIEST").search(lead):
        return "from"
    if re.search(r"才(?:能|可以|有|行|做|交|出|开始)|以后|之后", text[day.end : day.end + 8]) or re.search(
        r"(?:得|要|需要?)(?:等)?到\s*$", text[max(0, day.start - 5) : day.start]
    ):
        return "from"
    if day.cue in ("by", "before"):
        return "by"
    handed_over = re.match(r"\s*(?:准时|一定|统一)?(?:交货|发货|交付|出货|送货)", text[day.end : day.end + 8])
    return "on" if day.cue == "on" or handed_over else None
