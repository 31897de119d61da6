"""Those who can do a step, as arrays: what of their terms does not depend on the order, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, Quantity, Supplier

#: Charges this close to half a minor unit are worked out exactly: binary fractions might round the wrong way.
CLOSE = 1e-3


class Crew(tuple[tuple[Supplier, Offer], ...]):
    """(supplier, offer) pairs in the problem's order; arrays have a row for each."""

    @cached_property
    def rows(self) -> dict[str, int]:
        """Supplier → row."""
        return {supplier.id: row for row, (supplier, _) in enumerate(self)}

    @cached_property
    def lead(self) -> NDArray[np.int64]:
        """Calendar days from the last working day until goods can leave."""
        return np.array([offer.lead_days for _, offer in self], dtype=np.int64)

    @cached_property
    def capacity(self) -> NDArray[np.float64]:
        """Units a working day."""
        return np.array([float(offer.daily_capacity) for _, offer in self], dtype=np.float64)

    def charge(self, quantity: Quantity) -> NDArray[np.float64]:
        """`Offer.charge` for a run of `quantity` at each: whole minor units."""
        exact = self._setup + (self._rate * np.maximum(float(quantity), self._least)).min(axis=1, initial=np.inf)
        whole: NDArray[np.float64] = np.floor(exact + 0.5)
        for row in np.flatnonzero(_close(exact)):
            whole[row] = self[row][1].charge(quantity)
        return whole

    def charge_each(self, rows: NDArray[np.int64], quantities: Sequence[Quantity]) -> NDArray[np.float64]:
        """`Offer.charge` for runs of different quantities, each at the supplier of its row: whole minor units."""
        billed = np.maximum(np.array(quantities, dtype=np.float64)[:, None], self._least[rows])
        exact = self._setup[rows] + (self._rate[rows] * billed).min(axis=1, initial=np.inf)
        whole: NDArray[np.float64] = np.floor(exact + 0.5)
        for i in map(int, np.flatnonzero(_close(exact))):
            whole[i] = self[rows[i]][1].charge(quantities[i])
        return whole

    def works(self, first: int, length: int) -> NDArray[np.bool_]:
        """[row, day]: who works on which of `length` days from the ordinal day `first` on; not to be changed."""
        if (first, length) not in self._worked:
            weekday = np.array([date.fromordinal(first + d).weekday() for d in range(min(7, length))], dtype=np.int64)
            works = self._week[:, np.resize(weekday, length)]
            row, day = self._closed[:, 0], self._closed[:, 1] - first
            inside = (day >= 0) & (day < length)
            works[row[inside], day[inside]] = False
            self._worked[first, length] = works
        return self._worked[first, length]

    @cached_property
    def _worked(self) -> dict[tuple[int, int], NDArray[np.bool_]]:
        return {}

    @cached_property
    def _week(self) -> NDArray[np.bool_]:
        week = [[d in supplier.workdays for d in range(1, 8)] for supplier, _ in self]
        return np.array(week, dtype=np.bool_).reshape(-1, 7)

    @cached_property
    def _closed(self) -> NDArray[np.int64]:
        """(row, ordinal day) pairs."""
        days = [(row, day.toordinal()) for row, (supplier, _) in enumerate(self) for day in supplier.closed]
        return np.array(days, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def _tiers(self) -> int:
        return max((len(offer.unit_costs) for _, offer in self), default=0)

    @cached_property
    def _rate(self) -> NDArray[np.float64]:
        """[row, tier]; inf where an offer has fewer tiers."""
        rate = np.full((len(self), self._tiers), np.inf)
        for row, (_, offer) in enumerate(self):
            rate[row, : len(offer.unit_costs)] = [float(r) for _, r in offer.unit_costs]
        return rate

    @cached_property
    def _least(self) -> NDArray[np.float64]:
        """[row, tier]: the least quantity that is billed; never 0 beside a missing tier."""
        least = np.ones((len(self), self._tiers))
        for row, (_, offer) in enumerate(self):
            floor = float(offer.min_quantity)
            starts = [max(float(start) if k else 0.0, floor) for k, (start, _) in enumerate(offer.unit_costs)]
            least[row, : len(starts)] = starts
        return least

    @cached_property
    def _setup(self) -> NDArray[np.float64]:
        return np.array([float(offer.setup_cost) for _, offer in self], dtype=np.float64)


def _close(exact: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which amounts lie so close to half a minor unit that rounding them needs exact figures."""
    close: NDArray[np.bool_] = np.abs(exact - np.floor(exact) - 0.5) < CLOSE + 1e-12 * exact
    return close
