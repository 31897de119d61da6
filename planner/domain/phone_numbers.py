"""Telephone numbers in a text, however they are written, told from quantities, prices, dates and codes.

Digits are gathered into chains of groups ("138 0013 8000", "(010) 6234-5678"). A chain holds a number where some of its
groups, one after another, look like one: by what they begin with, how many digits they are, and how they are grouped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

#: Digits as Chinese writes and says them, the ones for cheques and the ones for the telephone included.
HAN_DIGITS: Final = str.maketrans("〇零一二三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖", "001234567891122334566789")
_O_FOR_ZERO: Final = re.compile(r"(?<=\d)o+(?![a-np-z])")

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_CLOCK: Final = r"(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?"
#: Times without a colon, which are told to five minutes.
_HHMM: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]")
#: Dates and times: their digits belong to no number.
_DATED: Final = re.compile(
    rf"(?<![\d./-])(?:(?:19|20)\d\d([-/. ]?){_MONTH}\1{_DAY}|{_DAY}[-/.]{_DAY}[-/.](?:19|20)?\d\d|{_MONTH}[-/.]{_DAY})"
    rf"(?![./-]?\d)|(?<!\d){_CLOCK}(?!\d)"
)
#: What may stand between two groups: nothing that is a letter, or that lists, compares, measures or prices.
_GAP: Final = re.compile(r"(?:[^\w\n,:;，、：；。%‰$€£¥￥°\"'′″×<>=~≤≥]|_){1,3}")
#: Numbers that are too short to be known by themselves, after a word that announces one.
_ANNOUNCED: Final = re.compile(
    r"(?:(?<![a-z])(?:tel(?:ephone)?|phone|mobile|mob|cell|call|ring|dial|sms|fax|ph)(?:\s?(?:me|us))?"
    r"(?:\s(?:at|on|is|no\.?|number))*|(?:电话|手机|座机|热线|致电|拨打|打给我?|传真|固话|号码|联系方式|联系我|短信|来电)(?:号码?)?[是为]?)"
    r"[\s.:：#]*(?P<number>\(?\d(?:[ ().-]{0,2}\d){6,13})(?!\d|\s?(?:pcs|pieces|units|件|个|条|套|米))"
)
_LISTED: Final = re.compile(r"(?<![\d.,])\d(?:[ ,，、./-]{1,2}\d){8,}(?![\d.,]?\d)")
_DIGIT_WORD: Final = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPELLED: Final = re.compile(rf"(?<![a-z]){_DIGIT_WORD}(?:[\s,.-]{{1,2}}{_DIGIT_WORD}){{6,}}(?![a-z])")

#: How many digits a number has by itself, with those for dialling abroad.
_LEAST, _MOST = 8, 17
#: How people group the eleven digits of a Chinese mobile number.
_MOBILE_SHAPES: Final = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (4, 3, 4), (1, 3, 3, 4)}
#: Countries whose numbers of twelve digits are often written without a plus.
_CALLING_CODES: Final = ("0", "33", "34", "39", "44", "49", "60", "62", "63", "66", "84", "85", "88", "90", "91", "97")


@dataclass(frozen=True)
class _Group:
    digits: str
    start: int
    end: int


def phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the telephone numbers are in a text in small letters and half width; places may overlap."""
    yield from (found.span() for found in _SPELLED.finditer(text))
    text = text.translate(HAN_DIGITS)
    text = _O_FOR_ZERO.sub(lambda found: "0" * len(found[0]), text)
    text = _DATED.sub(lambda found: "d" * len(found[0]), text)
    yield from (found.span("number") for found in _ANNOUNCED.finditer(text))
    for found in _LISTED.finditer(text):
        digits = re.findall(r"\d", found[0])
        if any(later <= sooner for sooner, later in pairwise(digits)) and len(set(digits)) > 2:
            yield found.span()
    for chain in _chains(text):
        first = 0
        while first < len(chain):
            end = next((n for n in _ends(chain, first) if _is_number(chain[first:n], text)), None)
            if end is not None:
                before = text[max(chain[first].start - 2, 0) : chain[first].start]
                yield chain[first].start - len(before) + len(before.rstrip("+(")), chain[end - 1].end
            first = end or first + 1


def _chains(text: str) -> Iterator[list[_Group]]:
    """Groups of digits with nothing but gaps between them."""
    chain: list[_Group] = []
    for found in re.finditer(r"\d+", text):
        if chain and not _GAP.fullmatch(text, chain[-1].end, found.start()):
            yield chain
            chain = []
        chain.append(_Group(found[0], found.start(), found.end()))
    if chain:
        yield chain


def _ends(chain: Sequence[_Group], first: int) -> list[int]:
    """After which groups a number that begins with the first of them can end, the longest first."""
    length, ends = 0, []
    for n in range(first, len(chain)):
        length += len(chain[n].digits)
        if length > _MOST:
            break
        if length >= _LEAST:
            ends.append(n + 1)
    return ends[::-1]


def _is_number(groups: Sequence[_Group], text: str) -> bool:
    """Do these groups, all of them, make one telephone number?"""
    digits = "".join(group.digits for group in groups)
    shape = tuple(len(group.digits) for group in groups)
    gaps = [text[a.end : b.start] for a, b in pairwise(groups)]
    if len(groups) > 1 and all(group.digits == "000" for group in groups[1:]):
        return False
    before = text[max(groups[0].start - 2, 0) : groups[0].start]
    glued = before[-1:].isascii() and before[-1:].isalpha()
    if before.endswith("+"):
        return digits[0] != "0" and len(digits) <= 15
    if digits.startswith("0"):
        fraction = re.search(r"\d[.,]$", before) is not None
        times = len(groups) > 1 and all(_HHMM.fullmatch(group.digits) for group in groups)
        return not fraction and not glued and not times and _with_zero(digits, shape)
    if digits.startswith("86") and len(digits) == 13 and _is_mobile(digits[2:]):
        return True
    if _is_mobile(digits):
        return shape in _MOBILE_SHAPES or (shape in ((5, 6), (6, 5)) and gaps == [" "]) or _spread(groups, gaps)
    if len(groups) == 1:
        return not glued and _in_one_piece(digits, text[groups[0].end : groups[0].end + 1])
    return _north_american(groups, gaps)


def _is_mobile(digits: str) -> bool:
    return len(digits) == 11 and digits[0] == "1" and digits[1] >= "3"


def _with_zero(digits: str, shape: tuple[int, ...]) -> bool:
    """Numbers that begin with 00 and a country, or with 0 and an area."""
    if digits.startswith("00"):
        return digits[2] != "0" and len(digits) >= 11
    return 9 <= len(digits) <= 12 and (shape[0] > 1 or set(shape) == {1})


def _spread(groups: Sequence[_Group], gaps: Sequence[str]) -> bool:
    """Eleven digits in groups of one's own: evenly apart, and neither a list nor round figures."""
    if len(set(gaps)) > 1 or set("*+/&") & set("".join(gaps)):
        return False
    sizes = {len(group.digits) for group in groups}
    if sizes == {1} or any(group.digits[0] == "0" for group in groups):
        return True
    ascending = all(int(a.digits) < int(b.digits) for a, b in pairwise(groups))
    return max(sizes) > 2 and not _round(groups) and not (ascending and len(groups) > 3)


def _in_one_piece(digits: str, after: str) -> bool:
    """A local number, or one with its country but no plus. Codes run on in letters; barcodes have thirteen digits."""
    if (after.isascii() and after.isalpha()) or int(digits) % 1000 == 0:
        return False
    return len(digits) in (10, 11) or (len(digits) == 12 and digits.startswith(_CALLING_CODES))


def _north_american(groups: Sequence[_Group], gaps: Sequence[str]) -> bool:
    """415-555-2671, (415) 555-2671, 1 415.555.2671; and service numbers such as 400-820-8820 and 400-8208-820."""
    if groups[0].digits == "1" and len(groups) == 4:
        groups, gaps = groups[1:], gaps[1:]
    shape = tuple(len(group.digits) for group in groups)
    if _round(groups) or shape not in ((3, 3, 4), (3, 4, 3), (3, 7)):
        return False
    if not all(set(gap) & set("-.)·_‐‑–—") for gap in gaps):
        return False
    area, exchange = groups[0].digits, groups[1].digits
    return area in ("400", "800") or (shape == (3, 3, 4) and area[0] >= "2" and exchange[0] >= "2")


def _round(groups: Sequence[_Group]) -> bool:
    """Are they all round figures, such as quantities are?"""
    return all(int(group.digits) % 50 == 0 for group in groups)
