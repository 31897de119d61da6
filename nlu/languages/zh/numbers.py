"""Numbers in Chinese characters, spoken forms included: 一百二 is 120, 二三十 is 20 to 30, 两打 is two dozen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlu.figures import Figure

DIGITS = (
    {c: n for n, c in enumerate("零一二三四五六七八九")}
    | {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
    | {"两": 2, "〇": 0, "俩": 2, "仨": 3}
)
#: One character for a multiple of ten.
_TENS = {"廿": 20, "卅": 30, "卌": 40}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "拾": 10, "佰": 100, "仟": 1000}
ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
#: What makes 从50到60 a change and no range.
CHANGES = frozenset("改增减加调变升降量")

#: 一样, 一共, 一起 …: words, no numbers.
_NOT_AFTER_ONE = frozenset("半样起共下点批些直定般旦边切律致概并会儿向贯")
_NOT_BEFORE = frozenset("几数统同第唯万周期礼拜专初")
#: 近百把, 上千个: a bare hundred or thousand, said to be about so many; 百来个, 千元 need no word before.
_NEARLY, _ROUND_TAILS = frozenset("近上约"), frozenset("来多元")
_OVER = frozenset("几多来")


def read(words: Sequence[str], start: int) -> Figure | None:
    """The number that begins at `start`; None where none does. Positions are indices in `words`."""
    first = words[start]
    following = words[start + 1] if start + 1 < len(words) else ""
    if start and words[start - 1] in _NOT_BEFORE and not (words[start - 1] in "万" and first in DIGITS):
        return None
    if first == "一" and following in _NOT_AFTER_ONE:
        return None
    if first in ("百", "千", "万"):
        return _round(words, start)
    if first in _TENS:
        more = DIGITS.get(following, 0)
        return Figure(start, start + (2 if more else 1), Decimal(_TENS[first] + more))
    if first not in DIGITS and first not in ("十", "拾"):
        return None
    return _spread(words, start) or _spread_end(words, start) or _plain(words, start)


def _round(words: Sequence[str], start: int) -> Figure | None:
    """百来个, 近千把, 千元以内: a scale by itself."""
    before, after = words[start - 1] if start else "", words[start + 1] if start + 1 < len(words) else ""
    if (before in DIGITS or before in SCALES or before.isdigit()) or not (
        before in _NEARLY or after in _ROUND_TAILS or (after == "十" and words[start + 2 : start + 3] == ["来"])
    ):
        return None
    value = Decimal(SCALES[words[start]])
    if before in _NEARLY:
        return Figure(start - 1, start + 1, value, about=True)
    end = start + (3 if after == "十" else 2 if after in _OVER else 1)
    return Figure(start, end, value, about=end > start + 1)


def _spread(words: Sequence[str], start: int) -> Figure | None:
    """二三十, 三五个, 一两百: two digits one after the other, both meant."""
    if start + 1 >= len(words):
        return None
    low, high = DIGITS.get(words[start]), DIGITS.get(words[start + 1])
    if low is None or high is None or not low < high or low == 0:
        return None
    end, factor = start + 2, 1
    while end < len(words) and words[end] in SCALES:
        factor *= SCALES[words[end]]
        end += 1
    if factor == 1 and (high - low > 2 or (end < len(words) and words[end] in DIGITS)):
        return None
    return Figure(start, end, Decimal(low * factor), most=Decimal(high * factor))


def _spread_end(words: Sequence[str], start: int) -> Figure | None:
    """十五六把, 一百二三十个: only the end of the number is two digits, both meant."""
    here = start
    while here < len(words) and (words[here] in DIGITS or words[here] in SCALES):
        here += 1
    for place in range(start + 1, here - 1):
        low, high = DIGITS.get(words[place], 0), DIGITS.get(words[place + 1])
        if words[place - 1] not in SCALES or low == 0 or high != low + 1:
            continue
        above = SCALES[words[place - 1]]
        factor = SCALES.get(words[place + 2], 1) if place + 2 < here else above // 10
        end = min(place + 3, here)
        base = _plain(words[start:place], 0)
        if base is None or end < here or factor >= above:
            return None
        return Figure(start, end, base.value + low * factor, most=base.value + high * factor)
    return None


def _plain(words: Sequence[str], start: int) -> Figure | None:
    total, section, digit, here, scale = 0, 0, -1, start, 0
    positional = ""
    while here < len(words):
        word = words[here]
        if word in DIGITS:
            if digit >= 0 and not (scale == 0 and len(positional) == here - start):
                break
            if digit == 0 and scale:
                pass
            digit = DIGITS[word]
            positional += str(digit)
        elif word in SCALES:
            factor = SCALES[word]
            if factor == 10_000:
                total += (section + max(digit, 0)) * factor
                section = 0
            elif scale and factor >= scale and scale != 10_000:
                break
            else:
                section += (digit if digit > 0 else 1) * factor
            scale, digit = factor, -1
        else:
            break
        if word == "零":
            digit = -1
            positional = "" if scale else positional
        here += 1
    if here == start:
        return None
    if scale == 0:
        value = int(positional or "0")
    elif digit > 0:
        # A bare digit after a scale stands for the next lower one: 一百二 is 120, but 一百零二 is 102.
        tail = digit if scale == 10 or words[here - 2] == "零" else digit * scale // 10
        value = total + section + tail
    else:
        value = total + section
    about = here < len(words) and words[here] in ("几", "多", "来") and scale > 0
    return Figure(start, here + (1 if about else 0), Decimal(value), about=about)
