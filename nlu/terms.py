"""The terms in a supplier's reply: pieces, price (absolute or relative to the job's), and day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from nlu.calendar import DayFound
from nlu.languages.en import replies as en
from nlu.languages.en.numbers import ONES
from nlu.languages.zh import numbers as zh_numbers
from nlu.languages.zh import replies as zh
from nlu.mention import Mention, Scan
from nlu.money import Amount
from planner.domain.reply import JobTerms, ReplyBound


@dataclass(frozen=True)
class Terms:
    """What a reply names; prices in major units. `only_refused`: figures were named, but only to refuse them."""

    quantity: int | None = None
    unit_price: Decimal | None = None
    total_price: Decimal | None = None
    currency: str | None = None
    day: date | None = None
    bound: ReplyBound | None = None
    relative_day: int | None = None
    relative_price: bool = False
    only_refused: bool = False

    @property
    def any(self) -> bool:
        return (
            any(x is not None for x in (self.quantity, self.unit_price, self.total_price, self.day))
            or self.relative_price
        )

    def differs(self, job: JobTerms) -> bool:
        """Are they other terms than the job's? A day no later than the job's is none."""
        if self.quantity is not None and self.quantity != job.quantity:
            return True
        if self.relative_price or (self.unit_price is not None and self.unit_price != job.unit_price):
            return True
        if self.total_price is not None:
            offered = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
            if self.total_price != offered:
                return True
        if self.day is None:
            return False
        return (
            (job.due is not None and self.day > job.due)
            or (job.due is None and self.bound == "from")
            or self.relative_day is not None
        )

    def agrees(self, job: JobTerms) -> bool:
        return self.any and not self.differs(job) and self.unit_price is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{getattr(en, name)})|(?:{getattr(zh, name)})")


def read_terms(scan: Scan, today: date, job: JobTerms) -> Terms:
    """The terms named in a reply."""
    unit, total, currency, relative, refused = _prices(scan, job)
    quantity = _quantity(scan, job)
    day, bound, ahead = _day(scan, today, job)
    return Terms(
        quantity, unit, total, currency, day, bound, ahead, relative, refused and unit is None and total is None
    )


def _window(scan: Scan, mention: Mention, before: int = 22, after: int = 22) -> tuple[str, str]:
    """The text around a mention, within its clause."""
    text = scan.folded.text
    start, end = scan.tokens[mention.start].start, scan.tokens[mention.end - 1].end
    lead = re.split(r"[,.;!?\n，。；！？、](?!\d)", text[max(0, start - before) : start])[-1]
    tail = re.split(r"[,;!?\n，。；！？、]|\.(?!\d)", text[end : end + after])[0]
    return lead, tail


_PERCENT = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*(?:%|percent|per cent|个点|个百分点)|"
    r"(?P<cheng>[一二两三四五六七八九半])成(?P<half>半)?"
)


#: A charge for the whole job, on top of its price.
_FEE = re.compile(
    r"(?:\b(?:fee|charge|surcharge)s?(?: of| is|:)?|(?:加急|开机|打样|制版|运输|包装|手续|开版|起版)费(?:用)?(?:是|"
    r"要|得|:)?)\s*$"
)


def _prices(scan: Scan, job: JobTerms) -> tuple[Decimal | None, Decimal | None, str | None, bool, bool]:
    text = scan.folded.text
    refused = False
    percent = _PERCENT.search(text)
    if percent and "cotton" not in text[percent.end() : percent.end() + 8]:
        lead, tail = text[max(0, percent.start() - 20) : percent.start()], text[percent.end() : percent.end() + 20]
        more, less = _pattern("MORE").search(lead + " " + tail), _pattern("LESS").search(lead + " " + tail)
        if more or less:
            share = _share(percent) / 100
            unit = None if job.unit_price is None else job.unit_price * (1 - share if less and not more else 1 + share)
            return unit, None, None, True, False
    for mention in _by_price(scan):
        lead, tail = _window(scan, mention)
        if _pattern("TOO_LOW").match(tail.strip()) or re.match(
            r"\s*(?:is |就|的话|这价|的价)?\s*(?:too|太|不够|低了|做不)", tail
        ):
            refused = True
            continue
        value, code = _value(mention)
        if value is None:
            continue
        if mention.kind == "figure" and not _FEE.search(lead) and not _priced_figure(mention, lead, tail, job):
            continue
        whole = _pattern("WHOLE").search(lead + " " + tail) is not None
        each = _pattern("EACH").search(tail) is not None or (_pattern("EACH").search(lead) is not None and not whole)
        if _FEE.search(lead) or re.match(r"\s*(?:rush|setup|set-up|express|shipping|extra) (?:fee|charge|cost)", tail):
            base = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
            return None, None if base is None else base + value, code, True, False
        sign = _sign(lead, tail)
        if sign:
            if whole and not each:
                base = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
                return None, None if base is None else base + sign * value, code, True, False
            return None if job.unit_price is None else job.unit_price + sign * value, None, code, True, False
        if whole and not each:
            return None, value, code, False, False
        if not each and _looks_total(value, job):
            return None, value, code, False, False
        return value, None, code, False, False
    return None, None, None, False, refused


def _share(match: re.Match[str]) -> Decimal:
    if match["n"]:
        return Decimal(match["n"])
    digit = Decimal("0.5") if match["cheng"] == "半" else Decimal(zh_numbers.DIGITS[match["cheng"]])
    return digit * 10 + (5 if match["half"] else 0)


def _by_price(scan: Scan) -> list[Mention]:
    """Amounts of money first, then bare figures that may be prices."""
    return [m for m in scan.mentions if m.kind == "money"] + [m for m in scan.mentions if m.kind == "figure"]


def _value(mention: Mention) -> tuple[Decimal | None, str | None]:
    if mention.kind == "money":
        amount: Amount = mention.data
        return amount.value, amount.currency
    return mention.data.value, None


_PRICE_BEFORE = re.compile(r"(?:\bat|price(?: of| is)?|charge|for|单价|价格|价|@|算|按|得|要|给)\s*(?:是|to|is|:)?\s*$")
_PRICE_AFTER = re.compile(
    r"^\s*(?:each\b|apiece|per\b|a ?piece|/|一(?:件|个|套|张|双|条|把|只|台|份|盒|本|米|斤)|就\s*\d)"
)
_COUNTED = re.compile(
    r"^\s*(?:pcs|pieces?|units?|days?|weeks?|hours?|件|个(?!点)|套|张|双|条|把|只|台|份|盒|本|天|周|小时|%|号|日|点)"
)


def _priced_figure(mention: Mention, lead: str, tail: str, job: JobTerms) -> bool:
    if _PRICE_AFTER.match(tail):
        return True
    if _COUNTED.match(tail):
        return False
    if re.search(r"(?:加|涨|贵|\+)\s*$", lead) or re.match(r"\s*more (?:each|per|a piece)", tail):
        return True
    if re.match(r"\s*(?:is|would be|'s) (?:the|my|our) (?:lowest|least|minimum|best)|\s*最低", tail):
        return True
    if re.search(r"(?:\bat|price(?: of| is)?|charge|单价|价格|价|@)\s*(?:是|to|is|:)?\s*$", lead):
        return True
    # "how about 90?" may be pieces as well: it is a price where it is like the job's price.
    proposed = re.search(r"(?:how about|what about|make it|lowest(?: is)?|最低|就)\s*(?:是|to|is|:)?\s*$", lead)
    return bool(proposed) and _like_price(mention.data.value, job)


def _like_price(value: Decimal, job: JobTerms) -> bool:
    price = job.unit_price
    return price is not None and price * Decimal("0.4") <= value <= price * Decimal("2.5") and value != job.quantity


def _sign(lead: str, tail: str) -> int:
    """+1 for so much more than the job's price, -1 for less, 0 for an absolute price."""
    near = lead[-10:]
    if re.search(r"(?:少|便宜|降|减|优惠|让利|让)\s*(?:个|了)?\s*$", near) or re.match(
        r"\s*\S{0,6}\s*(?:less|cheaper|off|lower|discount)\b", tail
    ):
        return -1
    if re.search(
        (
            r"(?:加(?:价)?|涨(?:价)?|贵|多|高|另收|补|多给|多收|再加|\+|extra|add(?:ing)?|another|additional|"
            r"plus|up by|"
            r"raise (?:it )?by|increase of|by)\s*(?:个|了|到个)?\s*$"
        ),
        near,
    ):
        return 0 if re.search(r"(?:加到|涨到|提到|to)\s*$", near) else 1
    if re.match(r"\s*(?:\S{1,8}\s){0,2}(?:more|extra|on top|additional|higher|surcharge)\b", tail):
        return 1
    return 0


def _looks_total(value: Decimal, job: JobTerms) -> bool:
    if job.unit_price is None or job.quantity is None or job.quantity < 4:
        return False
    offered = job.unit_price * job.quantity
    return abs(value - offered) < abs(value - job.unit_price)


_HALF = re.compile(
    r"\bhalf(?: of (?:it|them|that))?\b(?! (?:an hour|a day|past))|一半(?!的?(?:布|料|货|废|坏|停))|做一半"
)


_HALF_MEANT = re.compile(
    r"\b(?:only|just|at most|max|can do|could do|can make|manage|best)\b|只能|最多|顶多|先做|能做|可以做|先交"
)


def _quantity(scan: Scan, job: JobTerms) -> int | None:
    figures = [m for m in scan.mentions if m.kind == "figure" and m.data.whole is not None]
    for index, mention in enumerate(figures):
        lead, tail = _window(scan, mention)
        if re.match(
            (
                r"\s*(?:days?|weeks?|hours?|hrs?|months?|years?|am\b|pm\b|点|天|周|小时|个?月|年|个?星期|%|"
                r"percent|个点|号|日|成|台机|"
                r"个人|people|guys|machines?|workers?|times?|次|步|more days|working|business|minutes?|分钟)"
            ),
            tail,
        ):
            continue
        if _PRICE_AFTER.match(tail) or re.search(
            r"(?:加|涨|贵|\bat|price(?: of| is)?|@|单价|no\.?|number|order|job|单号|#|订单)\s*$", lead
        ):
            continue
        if re.match(r"\s*(?:就|太|is too|too)", tail) or _glued_to_letters(scan, mention):
            continue
        counted = re.match(
            r"\s*(?:pcs|pieces?|pc\b|units?|items?|of (?:them|the|those)|件|个|套|张|双|条|把|只|台|份|盒|本|顶|块|批)",
            tail,
        )
        limited = _pattern("ONLY").search(lead) or re.match(
            r"\s*(?:max|only|tops|at most|is (?:the|my|our) (?:max|limit))", tail
        )
        priced = any(m.end == mention.start and m.kind in ("money", "figure") for m in scan.mentions)
        refused = re.search(
            r"\b(?:can'?t|cannot|not|won'?t|unable)\b[^,.;]{0,14}$|(?:不能|没法|不)[^，。,]{0,3}$", lead
        )
        if priced or refused or _each_before(lead):
            continue
        minimum = re.search(
            r"(?:minimum|at least|moq|起订|起做|最少|至少|低于|少于|不到)\s*\S{0,4}$", lead
        ) or re.match(r"\s*件?起", tail)
        alone = not lead.strip() and not tail.strip() and len(figures) == 1
        if (
            counted
            or limited
            or minimum
            or (alone and job.quantity is not None and mention.data.whole <= job.quantity and index == 0)
        ):
            return int(mention.data.value)
    half = _HALF.search(scan.folded.text)
    if half and job.quantity is not None and not figures and _HALF_MEANT.search(scan.folded.text):
        return int(job.quantity / 2) if job.quantity % 2 == 0 else None
    return None


def _each_before(lead: str) -> bool:
    return bool(re.search(r"(?:每|per)\s*$", lead))


def _glued_to_letters(scan: Scan, mention: Mention) -> bool:
    token = scan.tokens[mention.start]
    return token.glued and mention.start > 0 and scan.tokens[mention.start - 1].kind == "word"


def _day(scan: Scan, today: date, job: JobTerms) -> tuple[date | None, ReplyBound | None, int | None]:
    text = scan.folded.text
    ahead = _days_more(text)
    days: list[DayFound] = [m.data for m in scan.mentions if m.kind == "day" and not m.data.past]
    # "not gonna make the 5th, more like the 8th": a day that is given up counts only where no other is named.
    held = [d for d in days if not _given_up(text, d)] if len(days) > 1 else days
    chosen = held[-1] if held else None
    if chosen is not None and not (ahead is not None and chosen.cue == "by" and _is_span(text, chosen)):
        if len(days) == 1 and _given_up(text, chosen) and not _not_before(text, chosen):
            if ahead is None:
                return None, None, None
        else:
            return chosen.day, _bound(text, chosen), None
    if ahead is not None and job.due is not None:
        return job.due + timedelta(days=ahead), None, ahead
    return None, None, ahead


def _is_span(text: str, day: DayFound) -> bool:
    return (
        re.search(r"\d|[一二两三四五六七八九十]", text[day.start : day.end]) is not None
        and re.search(r"天|day|week|周", text[day.start : day.end]) is not None
    )


def _days_more(text: str) -> int | None:
    for match in _pattern("MORE_DAYS").finditer(text):
        groups = match.groupdict()
        if groups.get("zn"):
            number = int(groups["zn"]) if groups["zn"].isdigit() else _chinese(groups["zn"])
            return number * (1 if groups["zu"] in ("天", "日") else 7)
        if not (groups.get("tail") or groups.get("more") or groups["n"] == "another"):
            continue
        word = groups["n"]
        number = (
            int(word)
            if word.isdigit()
            else {"a": 1, "an": 1, "another": 1, "a couple of": 2}.get(word, ONES.get(word, 0))
        )
        return number * (7 if (groups["u"] or "").startswith("week") else 1)
    return None


def _chinese(word: str) -> int:
    figure = zh_numbers.read(list(word), 0)
    return int(figure.value) if figure else 0


_GIVEN_UP = re.compile(
    r"(?:won'?t|not (?:gonna|going to|possible|doable|realistic)|can'?t|cannot|will not|wont|unlikely|impossible|"
    r"no way|no chance|not|miss(?:ed)?|instead of|rather than|couldn'?t)\b[^.;,\n]{0,28}$"
    r"|(?:赶不上|来不及|不行|做不完|交不了|交不上|到不了|不能|没法|不是|不可能|保证不了)[^，。,;；]{0,8}$"
)
_GIVEN_UP_AFTER = re.compile(
    r"^\s*(?:is |it'?s |this is |that is )?(?:not (?:possible|doable|realistic|gonna|going)|impossible|"
    r"too (?:early|soon|tight)|won'?t|can'?t|no way|isn'?t)|^[^，。,;；]{0,6}(?:赶不|来不及|不行|做不|交不|"
    r"到不了|太赶|太急|太紧|没法|出不|"
    r"不可能|够呛|悬)"
)


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
    return bool(_pattern("NOT_BEFORE").search(lead))


def _bound(text: str, day: DayFound) -> ReplyBound | None:
    lead = text[max(0, day.start - 24) : day.end]
    if _not_before(text, day) or day.cue == "from" or _pattern("EARLIEST").search(lead):
        return "from"
    if re.search(r"才(?:能|可以|有|行|做|交|出|开始)|以后|之后", text[day.end : day.end + 8]) or re.search(
        r"(?:得|要|需要?)(?:等)?到\s*$", text[max(0, day.start - 5) : day.start]
    ):
        return "from"
    if day.cue in ("by", "before"):
        return "by"
    return "on" if day.cue == "on" else None
