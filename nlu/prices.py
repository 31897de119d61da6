"""The price in a supplier's reply: for one piece or for all, absolute or relative to the job's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlu.languages.zh import numbers as zh_numbers
from nlu.mention import Mention, Scan
from nlu.money import Amount
from nlu.reply_words import pattern, window
from planner.domain.reply import JobTerms

_PERCENT = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*(?:%|percent|per cent|个点|个百分点)|"
    r"百分之(?P<fen>[一二两三四五六七八九十]{1,3}|\d{1,3})|(?P<cheng>[一二两三四五六七八九半])成(?P<half>半)?"
)
#: 九折, 85折: so many tenths, or hundredths, of the price.
_ZHE = re.compile(r"(?P<n>\d{1,2}(?:\.\d)?|[一二三四五六七八九]{1,2})折")
_COUNTED = re.compile(
    r"^\s*(?:pcs|pieces?|units?|days?|weeks?|hours?|件|个(?!点)|套|张|双|条|把|只|台|份|盒|本|天|周|小时|%|号|日|点)"
)
#: A charge for the whole job, on top of its price.
_FEE = re.compile(
    r"(?:\b(?:(?:fee|surcharge)s?(?: of| is|:)?|(?:extra |setup |rush |a )charge(?: of|:)?)|(?:加急|开机|打样|"
    r"制版|运输|包装|手续|开版|"
    r"起版|[运邮版模工料]|[\u4e00-\u9fff]{2})费(?:用)?(?:是|要|得|另|另收|另加|:)?)\s*$"
)
_FEE_AFTER = re.compile(
    r"\s*(?:块钱?|元)?的?(?:[运邮版模]|[\u4e00-\u9fff]{2})费|\s*(?:for )?(?:the |a )?(?:rush|set-?up|express|"
    r"shipping|extra|"
    r"delivery|tooling|handling|packaging|sampling|screen)(?: ?up)?(?: (?:fee|charge|cost)s?|$)"
)
#: Before a figure as high as the job's whole price.
_COMES_TO = re.compile(
    r"\b(?:costs?(?: you)?|comes? to|charge(?: you)?|want|for|be|is|at)\s*$|(?:算你?|给|要|得|收|就)\s*$"
)
#: Between a word of doing and a figure: what it is done for ("could do it for 12").
_DONE_FOR = re.compile(
    r"\b(?:do|make|take|sell|have|get|produce|supply|manage)\s+(?:it|them|this|these|those|that|all|the \w{1,20}|"
    r"(?:all )?"
    r"\d{1,5}(?: \w{1,12})?)\s+(?:all )?for\s*$|\byours for\s*$"
)
#: Before a figure: it is refused ("can't do 85"); not so a price that one won't go below.
_REFUSED = re.compile(
    r"\b(?:can'?t|cannot|won'?t|couldn'?t|not)\b(?![^,.;]*\b(?:below|under|less|lower|more|over)\b)[^,.;]{0,14}$"
    r"|(?:(?<!能)不能|没法|做不了)[^，。,低少]{0,3}$"
)
#: Words that make the number before them a price.
PRICE_AFTER = re.compile(
    r"^\s*(?:each\b|apiece|per\b|a ?piece|/|一(?:件|个|套|张|双|条|把|只|台|份|盒|本|米|斤)|就\s*\d)"
)


@dataclass(frozen=True)
class Price:
    """In major units. `relative`: it was named relative to the job's; `refused`: the only prices named were refused."""

    unit: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    relative: bool = False
    refused: bool = False


def read_price(scan: Scan, job: JobTerms) -> Price:
    """The price that a reply names; none where it names none, or only refuses some."""
    text = scan.folded.text
    refused = False
    percent = _PERCENT.search(text)
    if percent:
        lead, tail = text[max(0, percent.start() - 20) : percent.start()], text[percent.end() : percent.end() + 20]
        more, less = pattern("MORE").search(lead + " " + tail), pattern("LESS").search(lead + " " + tail)
        if more or less:
            share = _share(percent) / 100
            unit = None if job.unit_price is None else job.unit_price * (1 - share if less and not more else 1 + share)
            return Price(unit, None, None, True, False)
    discount = _ZHE.search(text)
    if discount and not re.search(r"(?:不|没|无|能否|能不能)[^，。]{0,4}$", text[: discount.start()]):
        figure = (
            discount["n"] if discount["n"][0].isdigit() else "".join(str(zh_numbers.DIGITS[c]) for c in discount["n"])
        )
        share = Decimal(figure) / (10 if Decimal(figure) < 10 else 100)
        return Price(None if job.unit_price is None else job.unit_price * share, None, None, True, False)
    for mention in _by_price(scan):
        lead, tail = window(scan, mention)
        if pattern("TOO_LOW").match(tail.strip()) or re.match(
            r"\s*(?:is |就|的话|这价|的价)?\s*(?:too|太|不够|低了|做不)", tail
        ):
            refused = True
            continue
        if mention.kind == "figure" and _REFUSED.search(lead):
            refused = True
            continue
        value, code = _value(mention)
        if value is None:
            continue
        fee = _FEE.search(lead) or _FEE_AFTER.match(tail)
        if mention.kind == "figure" and not fee and not is_price(mention, lead, tail, job):
            continue
        whole = pattern("WHOLE").search(lead + " " + tail) is not None
        each = pattern("EACH").search(tail) is not None or (pattern("EACH").search(lead) is not None and not whole)
        if not each and (_FEE.search(lead) or _FEE_AFTER.match(tail)):
            base = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
            return Price(None, None if base is None else base + value, code, True, False)
        sign = _sign(lead, tail)
        if sign:
            if whole and not each:
                base = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
                return Price(None, None if base is None else base + sign * value, code, True, False)
            return Price(None if job.unit_price is None else job.unit_price + sign * value, None, code, True, False)
        if whole and not each:
            return Price(None, value, code, False, False)
        if not each and _looks_total(value, job):
            return Price(None, value, code, False, False)
        return Price(value, None, code, False, False)
    return Price(None, None, None, False, refused)


def _share(match: re.Match[str]) -> Decimal:
    if match["fen"]:
        figure = zh_numbers.read(list(match["fen"]), 0)
        return Decimal(match["fen"]) if match["fen"].isdigit() else Decimal(figure.value if figure else 0)
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


def is_price(mention: Mention, lead: str, tail: str, job: JobTerms) -> bool:
    """Is a figure without a currency a price? Its words say so, or it is like the job's price and counts nothing."""
    if PRICE_AFTER.match(tail) or _DONE_FOR.search(lead):
        return True
    if _COUNTED.match(tail) or re.match(r"\s*(?:%|折|percent|多?件|so far|of (?:them|those|these)\b)", tail):
        return False
    if re.search(r"(?:加|涨|贵|\+)\s*$", lead) or re.match(r"\s*(?:more (?:each|per|a piece)|cheaper|less each)", tail):
        return True
    if _COMES_TO.search(lead) and _looks_total(mention.data.value, job):
        return True
    if re.search(r"\b(?:bump|raise|put|push|bring|take|move) (?:it |that |this |the price )?(?:up )?to\s*$", lead):
        return _like_price(mention.data.value, job)
    if re.search(r"\b(?:our|my|the) (?:min|minimum|moq)(?: order| quantity| run| batch)?(?: is| of)?\s*$", lead):
        return False
    if re.search(r"\b(?:knock|take|drop|shave)\s*$", lead) and re.match(r"\s*off\b", tail):
        return True
    if re.match(r"\s*(?:is|would be|'s) (?:the|my|our) (?:lowest|least|minimum|best)|\s*最低", tail):
        return True
    if re.search(r"(?:\bat|price(?: of| is)?|charge|单价|价格|价|@)\s*(?:是|to|is|:)?\s*$", lead):
        return True
    if pattern("WHOLE").search(f"{lead} {tail}") and _looks_total(mention.data.value, job):
        return True
    # What is left may be pieces as well ("how about 90?"): words of a limit make it pieces.
    dear = re.search(
        r"(?:below|under|lower than|less than|低于|lowest[^,.;]{0,16}|最低|至少|at least|minimum)\s*$", lead
    )
    limited = not dear and re.search(
        r"\b(?:if you (?:take|order|want)|only|just|max(?:imum)?|at most|up to|no more than|can (?:do|make|manage|"
        r"take)|capacity|first|done|"
        r"made|order|no)"
        r"\b[^,.;]{0,8}$|(?:只能|只|最多|至多|顶多|先)[^，。]{0,4}$|(?:做|能做|可以做|还差|差|做了|完成)\s*$",
        lead,
    )
    return not limited and (_like_price(mention.data.value, job) or _agreeable(mention.data.value, lead, tail, job))


def _agreeable(value: Decimal, lead: str, tail: str, job: JobTerms) -> bool:
    """ "80 would work", 便宜点，80: less than was offered, more than could be pieces of the job."""
    if job.unit_price is None or not job.unit_price * Decimal("0.4") <= value < job.unit_price:
        return False
    if job.quantity is not None and value <= job.quantity:
        return False
    works = re.match(
        r"\s*(?:也)?(?:可以|行|就(?:做|行|可以)|能做|(?:works|would (?:work|do)|is (?:fine|ok|enough))\b)", tail
    )
    return works is not None or not (lead.strip() or tail.strip())


def _like_price(value: Decimal, job: JobTerms) -> bool:
    price = job.unit_price
    # Nobody counters with less than what was offered.
    return price is not None and price <= value <= price * Decimal("2.5") and value != job.quantity


def _sign(lead: str, tail: str) -> int:
    """+1 for so much more than the job's price, -1 for less, 0 for an absolute price."""
    near = lead[-10:]
    if re.search(
        r"(?:(?<![至最不])少|便宜|降|减|优惠|让利|让|\b(?:knock|take|drop|shave)(?: off)?|\boff|\b(?:reduce|"
        r"lower) (?:it )?by)"
        r"\s*(?:个|了)?\s*$",
        near,
    ) or re.match(r"\s*\S{0,6}\s*(?:less|cheaper|off|lower|discount)\b", tail):
        return -1
    if re.search(
        (
            r"(?:加[价收]?|涨(?:价)?|贵|(?<![最至顶])多|高|另收|补|提|上调|多给|多收|再加|\+|extra|add(?:ing)?|another|"
            r"additional|"
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
