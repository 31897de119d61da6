"""Numbers: digits, number words, ranges ("20-30", 二三十), and how exactly they are meant ("about 30", 30左右)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the tokens from `start` to before `end`; `most` is the upper end of a range."""

    start: int
    end: int
    value: Decimal
    most: Decimal | None = None
    about: bool = False

    @property
    def whole(self) -> int | None:
        """The value as a count; None where it is none."""
        return int(self.value) if self.value == self.value.to_integral_value() else None

    def scaled(self, factor: int | Decimal, end: int) -> Figure:
        most = None if self.most is None else self.most * factor
        return replace(self, value=self.value * factor, most=most, end=end)
