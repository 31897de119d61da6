"""Between which days a supplier's runs may lie: only those windows that differ in whom they can serve, or how much."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from planner.solver.tables import SAME
from planner.solver.terms import Floats

#: A first and a last ordinal day, both within.
Span = tuple[int, int]


@dataclass(frozen=True)
class Days:
    """What an offer can still do a day: `free`[d] on the ordinal day `first` + d."""

    first: int
    free: Floats

    def within(self, start: int, end: int) -> float:
        """How much from `start` to `end`, both within."""
        return float(self.free[max(start - self.first, 0) : max(end - self.first + 1, 0)].sum())

    def on(self, day: int) -> bool:
        """Is anything free that day?"""
        return 0 <= day - self.first < len(self.free) and bool(self.free[day - self.first] > SAME)

    def narrowed(self, start: int, end: int) -> Span | None:
        """From the first to the last free day between `start` and `end`; None where there is none."""
        low = max(start - self.first, 0)
        free = np.flatnonzero(self.free[low : max(end - self.first + 1, low)] > SAME)
        return (int(free[0]) + low + self.first, int(free[-1]) + low + self.first) if len(free) else None


def windows_of(days: Days, spans: Collection[Span], enough: float) -> list[Span]:
    """The windows that matter to orders that may be worked on within these spans.

    Every run fits into a window that starts where a span starts and ends where one ends. `enough`: all that could be
    wanted of the offer; a window is left out if a narrower one can do as much already, for it can serve no fewer.
    """
    starts, ends = sorted({start for start, _ in spans}), sorted({end for _, end in spans})
    reach = list(accumulate((max(end for low, end in spans if low == start) for start in starts), max))
    windows: list[Span] = []
    never = ends[-1] + 1 if ends else 0
    ample = never  # the least end of an ample window that starts later
    for start, latest in reversed(list(zip(starts, reach, strict=True))):
        mine = [end for end in ends if start <= end <= latest]
        own = next((end for end in mine if days.within(start, end) >= enough - SAME), never)
        windows += [(start, end) for end in mine if end < ample and end <= own]
        ample = min(ample, own)
    return sorted(windows)


def ends_of(days: Days, spans: Collection[Span], start: int, enough: float) -> list[int]:
    """The last days that matter to lots that join a run which starts on `start`."""
    ends = sorted({end for low, end in spans if low <= start <= end})
    ample = [end for end in ends if days.within(start, end) >= enough - SAME]
    return [end for end in ends if not ample or end <= ample[0]]
