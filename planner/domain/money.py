"""Money: an integer number of a currency's minor unit. Rates per piece may be finer than that, as exact decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# ISO 4217 exponents that are not 2 (ISO 4217 amendment list, table A.1).
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip


def exponent(currency: str) -> int:
    """Digits after the decimal point in amounts of `currency` (ISO 4217): 2 for CNY, 0 for JPY."""
    return _EXPONENTS.get(currency, 2)


def to_minor(amount: str | int | Decimal, currency: str) -> int:
    """Minor units of a written amount: "12.50" CNY is 1250. Half a minor unit rounds away from zero.

    Raises ValueError where `amount` is no finite decimal number.
    """
    return round_minor(rate_to_minor(amount, currency))


def rate_to_minor(rate: str | int | Decimal, currency: str) -> Decimal:
    """A price per unit in minor units, exact: "0.0145" CNY is Decimal("1.45"). Raises ValueError as `to_minor` does."""
    try:
        value = Decimal(rate)
    except InvalidOperation:
        raise ValueError(f"not an amount: {rate!r}") from None
    if not value.is_finite():
        raise ValueError(f"not an amount: {rate!r}")
    return value.scaleb(exponent(currency))


def rate_from_minor(rate: Decimal, currency: str) -> Decimal:
    """The inverse of `rate_to_minor`, exact."""
    return rate.scaleb(-exponent(currency))


def round_minor(amount: Decimal) -> int:
    """An exact number of minor units, rounded half away from zero."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


def from_minor(minor: int, currency: str) -> str:
    """The plain written form, as the JSON formats have it: 1250 CNY is "12.50"."""
    digits = exponent(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


@dataclass(frozen=True, order=True)
class Money:
    """An amount of one currency: `minor` is in its minor unit (fen, cent)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{from_minor(self.minor, self.currency)} {self.currency}"
