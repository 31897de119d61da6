"""Money: an amount with its currency, written before or after it; 12块5 is 12.50."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.figures import Figure
from nlu.tokens import Token

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "₹": "INR"}
_CODES = {"rmb": "CNY", "cny": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "hkd": "HKD",
          "sgd": "SGD", "aud": "AUD", "cad": "CAD", "chf": "CHF", "krw": "KRW", "twd": "TWD"}  # fmt: skip
_NAMES = {"yuan": "CNY", "yuans": "CNY", "kuai": "CNY", "dollar": "USD", "dollars": "USD", "bucks": "USD",
          "buck": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "yen": "JPY",
          "francs": "CHF", "cents": "", "renminbi": "CNY"}  # fmt: skip
_HAN = {
    "人民币": "CNY", "块钱": "CNY", "块": "CNY", "元钱": "CNY", "元": "CNY", "圆": "CNY", "美元": "USD",
    "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "港币": "HKD", "港元": "HKD", "刀": "USD", "欧": "EUR",
}  # fmt: skip
#: Currencies that call their unit a dollar, or write it "$"; and those of "¥".
_DOLLARS = ("USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD")
_YEN = ("CNY", "JPY")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money at the tokens from `start` to before `end`; `most` is the upper end of a range."""

    start: int
    end: int
    value: Decimal
    currency: str
    most: Decimal | None = None


class MoneyFinder:
    """`home`: the catalogue's currency, which also settles whose dollar or whose ¥ is meant."""

    def __init__(self, home: str, counters: frozenset[str]):
        self._home = home
        self._counters = counters

    def find(self, tokens: Sequence[Token], figures: Sequence[Figure]) -> Iterator[Amount]:
        for index, figure in enumerate(figures):
            following = figures[index + 1] if index + 1 < len(figures) else None
            found = self._amount(tokens, figure, following)
            if found:
                yield found

    def _settle(self, currency: str) -> str:
        if currency in _DOLLARS and self._home in _DOLLARS:
            return self._home
        if currency in _YEN and self._home in _YEN:
            return self._home
        return currency

    def _amount(self, tokens: Sequence[Token], figure: Figure, following: Figure | None) -> Amount | None:
        start, currency = self._before(tokens, figure.start)
        value, end = self._comma_decimal(tokens, figure, bool(currency))
        end, after, value = self._after(tokens, end, value, following)
        if not currency and not after:
            return None
        code = _SIGNS.get(currency or after) or currency or after
        return Amount(start, end, value, self._settle(code), figure.most)

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
        """ "9,50 €": where the comma is the decimal sign."""
        end = figure.end
        if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end].glued and tokens[end + 1].glued:
            cents = tokens[end + 1].text
            after = tokens[end + 2].text if end + 2 < len(tokens) else ""
            if (
                len(cents) == 2
                and cents.isdigit()
                and (priced or after in _SIGNS or after in _NAMES or after in _CODES)
            ):
                return figure.value + Decimal(cents) / 100, end + 2
        return figure.value, end

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
        if word == "毛":
            return end + 1, "CNY", value / 10
        ahead = "".join(t.text for t in tokens[end : end + 2])
        for name, code in _HAN.items():
            if name != "人民币" and ahead.startswith(name):
                if name in self._counters and name == "块":
                    return end, "", value
                end += len(name)
                return self._change(tokens, end, value, name, following, code)
        return end, "", value

    def _change(
        self, tokens: Sequence[Token], end: int, value: Decimal, name: str, following: Figure | None, code: str
    ) -> tuple[int, str, Decimal]:
        """12块5, 三块五: the digit after 块 is tenths, two digits are hundredths."""
        if name == "块" and following and following.start == end and following.most is None:
            digits = str(following.value)
            used = following.end - following.start == 1
            ahead = tokens[following.end].text if following.end < len(tokens) else ""
            if used and digits.isdigit() and len(digits) <= 2 and ahead not in self._counters:
                end = following.end + (1 if ahead in ("毛", "角") else 0)
                return end, code, value + Decimal(digits) / (10 if len(digits) == 1 else 100)
        return end, code, value
