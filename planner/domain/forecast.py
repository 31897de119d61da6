"""What is expected of the coming days, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: The share of cases in which what comes is to lie within an interval.
SURE: Final = 0.8
#: Days of history below which nothing is forecast: three times each day of the week.
LEAST_HISTORY: Final = 21


@dataclass(frozen=True)
class History:
    """What was asked for on each day from `first` on, none left out."""

    first: date
    values: tuple[float, ...]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=len(self.values) - 1)

    def between(self, first: date, last: date) -> Sequence[float]:
        """The values of some days, both included; days that are not there are left out."""
        start = max((first - self.first).days, 0)
        return self.values[start : max((last - self.first).days + 1, 0)]


@dataclass(frozen=True)
class Interval:
    """`low` to `high` holds what comes in SURE of all cases; `expected`: as often less as more."""

    low: float
    expected: float
    high: float


@dataclass(frozen=True)
class Record:
    """How well the same method would have done on this history: sums of a week foretold at earlier days.

    `error`: by how much it was off on average, as a share of what came; `naive`: the same, had one said "as in the week
    before"; `within`: in how many of `tries` what came lay within the interval.
    """

    error: float
    naive: float
    within: int
    tries: int


@dataclass(frozen=True)
class Forecast:
    """The days after a history's last, the first of them first. `total`: their sum up to the day that was asked for.

    Empty where the history is too short; `record` None where it is too short to try.
    """

    days: tuple[Interval, ...] = ()
    total: Interval | None = None
    record: Record | None = None
