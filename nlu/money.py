"""Money: an amount with its currency, written before or after it; 12块5 is 12.50."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.figures import Figure
from nlu.languages.zh.numbers import DIGITS as _DIGITS
from nlu.packed import words
from nlu.tokens import Token

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "₹": "INR"}
_CODES = {"rmb": "CNY", "cny": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "hkd": "HKD",
          "sgd": "SGD", "aud": "AUD", "cad": "CAD", "chf": "CHF", "krw": "KRW", "twd": "TWD"}  # fmt: skip
_NAMES = {"yuan": "CNY", "yuans": "CNY", "kuai": "CNY", "dollar": "USD", "dollars": "USD", "bucks": "USD",
          "buck": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "yen": "JPY",
          "francs": "CHF", "renminbi": "CNY"}  # fmt: skip
_HAN = {
    "人民币": "CNY", "块钱": "CNY", "块": "CNY", "元钱": "CNY", "元": "CNY", "圆": "CNY", "美元": "USD",
    "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "港币": "HKD", "港元": "HKD", "刀": "USD", "欧": "EUR",
}  # fmt: skip
#: Currencies that call their unit a dollar, or write it "$"; and those of "¥".
_DOLLARS = ("USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD")
_YEN = ("CNY", "JPY")
#: What names a currency, each with its code.
CURRENCY_WORDS = {**_SIGNS, **_CODES, **_NAMES, **_HAN}


def settled(word: str, home: str) -> str:
    """The currency that a word of CURRENCY_WORDS means where `home` is the one at hand: whose dollar, whose ¥."""
    currency = CURRENCY_WORDS[word]
    return home if any(currency in shared and home in shared for shared in (_DOLLARS, _YEN)) else currency


@dataclass(frozen=True, slots=True)
class Amount:
    """Money at the tokens from `start` to before `end`; `most` is the upper end of a range."""

    start: int
    end: int
    value: Decimal
    currency: str
    most: Decimal | None = None
    about: bool = False


_KUAI_AFTER = re.compile(r"^(?:钱|[0-9一二两三四五六七八九]{0,2}(?:毛|角)?[一每/])")
_KUAI_BEFORE = re.compile(r"(?:价|预算|不超过|每|钱|费|出到)[^,。\n]{0,6}$")
_KUAI_END = re.compile(
    r"^(?:[0-9一二两三四五六七八九]{0,2}(?:$|[,.。!?)\n])|以内|以下|之内|内|左右|上下|出头|搞定|封顶|拿下|就行|吧)"
)
#: Three digits behind the point: no price has them, so the point parts thousands.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_AFTER_GRAND = words("total in all altogether each per max tops or , . ! ? ) for please and by to")


def _means_money(tokens: Sequence[Token], figure: Figure, counted: bool) -> bool:
    """块 counts pieces in this trade too: do the words around it, or pieces counted before, say that it is money?"""
    after = "".join(t.text for t in tokens[figure.end + 1 : figure.end + 6])
    before = "".join(t.text for t in tokens[max(0, figure.start - 8) : figure.start])
    if _KUAI_AFTER.match(after) or _KUAI_BEFORE.search(before):
        return True
    return counted and _KUAI_END.match(after) is not None


class MoneyFinder:
    """`home`: the catalogue's currency, which also settles whose dollar or whose ¥ is meant."""

    def __init__(self, home: str, counters: frozenset[str]):
        self._home = home
        self._counters = counters

    def find(self, tokens: Sequence[Token], figures: Sequence[Figure]) -> Iterator[Amount]:
        for index, figure in enumerate(figures):
            following = figures[index + 1] if index + 1 < len(figures) else None
            found = self._amount(tokens, figure, following, figures[:index])
            if found:
                yield found

    def _settle(self, currency: str) -> str:
        if currency in _DOLLARS and self._home in _DOLLARS:
            return self._home
        if currency in _YEN and self._home in _YEN:
            return self._home
        return currency

    def _amount(
        self, tokens: Sequence[Token], figure: Figure, following: Figure | None, before: Sequence[Figure]
    ) -> Amount | None:
        start, currency = self._before(tokens, figure.start)
        value, end = self._comma_decimal(tokens, figure, bool(currency))
        end, after, value = self._after(tokens, end, value, following)
        if not currency and not after:
            return None
        if "块" in self._counters and after and tokens[figure.end].text == "块":
            counted = any(f.end < figure.start and tokens[f.end].text in self._counters for f in before)
            if not _means_money(tokens, figure, counted):
                return None
        if figure.most is not None and figure.value != value:
            return Amount(start, end, value, self._settle(currency or after), figure.most * value / figure.value)
        code = _SIGNS.get(currency or after) or currency or after
        return Amount(start, end, value, self._settle(code), figure.most, figure.about)

    def _before(self, tokens: Sequence[Token], at: int) -> tuple[int, str]:
        if at == 0:
            return at, ""
        word = tokens[at - 1].text
        if word in _SIGNS:
            lead = tokens[at - 2].text if at > 1 else ""
            own = {"us": "USD", "hk": "HKD", "a": "AUD", "c": "CAD", "s": "SGD", "nt": "TWD"}.get(lead)
            if own and tokens[at - 1].glued:
                return at - 2, own
            return at - 1, _SIGNS[word] if _SIGNS[word] not in ("USD", "CNY") else self._settle(_SIGNS[word])
        if word in _CODES:
            return at - 1, _CODES[word]
        three = "".join(t.text for t in tokens[max(0, at - 3) : at])
        for name, code in _HAN.items():
            if len(name) > 1 and name not in ("块钱", "元钱") and three.endswith(name):
                return at - len(name), code
        return at, ""

    def _comma_decimal(self, tokens: Sequence[Token], figure: Figure, priced: bool) -> tuple[Decimal, int]:
        """ "9,50 €", "€1.200,50": where the comma is the decimal sign, and the point parts thousands."""
        end = figure.end
        value = figure.value
        following = tokens[end].text if end < len(tokens) else ""
        priced = priced or following in _SIGNS or following in _CODES or following in _NAMES
        if priced and figure.end - figure.start == 1 and _THOUSANDS.fullmatch(tokens[figure.start].text):
            value = Decimal(tokens[figure.start].text.replace(".", ""))
        if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end].glued and tokens[end + 1].glued:
            cents = tokens[end + 1].text
            after = tokens[end + 2].text if end + 2 < len(tokens) else ""
            if (
                len(cents) == 2
                and cents.isdigit()
                and (priced or after in _SIGNS or after in _NAMES or after in _CODES)
            ):
                return value + Decimal(cents) / 100, end + 2
        return value, end

    def _after(
        self, tokens: Sequence[Token], end: int, value: Decimal, following: Figure | None
    ) -> tuple[int, str, Decimal]:
        word = tokens[end].text if end < len(tokens) else ""
        if word in _SIGNS:
            return end + 1, self._settle(_SIGNS[word]), value
        if word in _CODES:
            return end + 1, _CODES[word], value
        if _NAMES.get(word):
            return end + 1, self._settle(_NAMES[word]), value
        if word in ("cent", "cents"):
            return end + 1, self._home, value / 100
        if word == "grand" and (end + 1 >= len(tokens) or tokens[end + 1].text in _AFTER_GRAND):
            return end + 1, self._home, value * 1000
        if word == "毛":
            return end + 1, "CNY", value / 10
        ahead = "".join(t.text for t in tokens[end : end + 3])
        if ahead == "人民币" and not any(t.kind == "number" for t in tokens[end + 3 : end + 4]):
            return end + 3, "CNY", value
        for name, code in _HAN.items():
            if name != "人民币" and ahead.startswith(name):
                end += len(name)
                return self._change(tokens, end, value, name, following, code)
        return end, "", value

    def _change(
        self, tokens: Sequence[Token], end: int, value: Decimal, name: str, following: Figure | None, code: str
    ) -> tuple[int, str, Decimal]:
        """12块5, 三块五: the digit after 块 is tenths, two digits are hundredths."""
        if name == "块" and following and following.start == end:
            digits = "".join(str(_DIGITS.get(t.text, t.text)) for t in tokens[end : following.end])
            last = following.end
            ahead = tokens[last].text if last < len(tokens) else ""
            if len(digits) == 2 and digits[1] == "1" and ahead in self._counters:
                # 三块五一把: the second digit begins what the price is of.
                digits, last, ahead = digits[0], last - 1, ""
            if digits.isdigit() and len(digits) <= 2 and ahead not in self._counters:
                end = last + (1 if ahead in ("毛", "角") else 0)
                return end, code, value + Decimal(digits) / (10 if len(digits) == 1 else 100)
        return end, code, value
