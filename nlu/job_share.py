"""Parts of the job in a supplier's reply: "half of it", "two thirds of that", 三分之一, 六成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from nlu.languages.zh import numbers as zh_numbers

_EN_TOPS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_EN_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_SHARE = re.compile(
    r"\b(?:(?P<top>a|one|two|three|four|five|six|seven)[ -])?(?P<part>half|(?:third|quarter|fifth|sixth|eighth|"
    r"tenth)s?)\b"
    r"(?! (?:an hour|a day|past|way|batch|one|time|day|week))(?! (?!of\b|is\b|are\b|would\b|can\b|at\b|max\b|only\b|"
    r"done\b|by\b|"
    r"for\b|then\b|the\b|now\b)[a-z]+)(?:,? of (?:it|them|that|those|these|this|the \w{2,12}))?|"
    r"\b(?P<percent>\d{1,2}) ?(?:%|percent|per cent) of (?:it|them|that|those|these|this|the \w{2,12})|"
    r"(?P<bottom>百|[二三四五六七八九十]|\d{1,2})分之(?P<above>[一二两三四五六七八九十]{1,3}|\d{1,2})|"
    r"(?P<tenths>[一二两三四五六七八九])成(?!本|功|品|交|了)|(?P<half>一半)(?!的?(?:布|料|货|废|坏|停))"
)
_OFFERED = re.compile(
    r"(?:\b(?:only|just|at most|max|best|manage|(?:can|could|will|'ll) (?:\w{2,8} )?(?:do|make|take|handle|supply|"
    r"deliver|have)"
    r"(?: on)?|room for|capacity for)\b(?: about| around| roughly| maybe)?\s*|(?:只能|最多|顶多|至多|先|能|可以|"
    r"只)(?:做|交|接|给|"
    r"完成|赶)?(?:出|到|个)?)$"
)
_OFFERED_AFTER = re.compile(
    r"\s*(?:(?:is|are|would be|seems) (?:\w{2,8} )?(?:fine|ok|okay|possible|doable|feasible|all|the (?:most|max|"
    r"best))\b|"
    r"(?:is|'s) what (?:we|i) can|(?:we|i) (?:can|could)(?!'?t|not| not)|max\b|at most\b|only\b|"
    r"(?:的(?:话|量)?)?(?:我们?|咱们?)?(?:还)?(?:可以|行(?!不)|能(?![不否])|没问题|接得|做得|吃得))"
)
_MADE = re.compile(r"(?:做|完成|印|缝|裁|织|染)(?:好|完|成)?了\s*$|\b(?:finished|made|completed|done)(?: about)?\s*$")
_MADE_AFTER = re.compile(
    r"\s*(?:(?:is|are|already|now) )*(?:done|finished|completed?|made|ready)\b|(?:都|已经?|也)*(?:做|印|缝|裁|织|"
    r"染)?(?:好|完|完成)了"
)

#: Beside a share: it is one of the price or of a payment.
_OF_MONEY = re.compile(
    r"(?:[涨加提降高贵低付收]|上浮|便宜|优惠|打)(?:价|到|了|个|款|前)*\s*$|"
    r"\b(?:pay|paid|deposit|price|add|raise|by|extra|charge)(?: of| by)?\s*$"
)
_OF_MONEY_AFTER = re.compile(
    r"\s*(?:的?(?:定金|订金|预付|货款|首付|价)|(?:up ?front|deposit|in advance|more|less|extra|price|cheaper|off)\b)"
)


@dataclass(frozen=True)
class JobShare:
    """A part of the job's pieces; `offered`: that many would be made, `made`: that many are."""

    share: Fraction
    offered: bool
    made: bool

    def of(self, pieces: Decimal | int) -> int:
        """So many whole pieces."""
        return int(pieces * self.share.numerator // self.share.denominator)


def job_share(text: str) -> JobShare | None:
    """The first part of the job that a folded text offers or tells to be made; else the first it names."""
    found = [share for match in _SHARE.finditer(text) if (share := _read(match, text)) is not None]
    return next((share for share in found if share.offered or share.made), found[0] if found else None)


def _read(match: re.Match[str], text: str) -> JobShare | None:
    share = _share(match)
    if not 0 < share < 1:
        return None
    lead = text[max(0, match.start() - 24) : match.start()]
    if _OF_MONEY.search(lead) or _OF_MONEY_AFTER.match(text, match.end()):
        return None
    made = bool(_MADE.search(lead) or _MADE_AFTER.match(text, match.end()))
    offered = bool(_OFFERED.search(lead) or _OFFERED_AFTER.match(text, match.end()))
    return JobShare(share, offered and not made, made)


def _share(match: re.Match[str]) -> Fraction:
    if match["part"]:
        return Fraction(_EN_TOPS[match["top"] or "one"], _EN_PARTS[match["part"].removesuffix("s")])
    if match["percent"]:
        return Fraction(int(match["percent"]), 100)
    if match["bottom"]:
        below = 100 if match["bottom"] == "百" else _figure(match["bottom"])
        return Fraction(_figure(match["above"]), below or 1)
    return Fraction(1, 2) if match["half"] else Fraction(_figure(match["tenths"]), 10)


def _figure(word: str) -> int:
    if word.isdecimal():
        return int(word)
    figure = zh_numbers.read(list(word), 0)
    return int(figure.value) if figure else 0
