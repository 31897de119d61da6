"""A history in, what is expected of the coming days out."""

from __future__ import annotations

from datetime import date

import numpy as np

from planner.domain.forecast import LEAST_HISTORY, SURE, Forecast, History, Interval, Record
from planner.forecasting.smoothing import LONGEST, WEEK, Floats, smoothed_paths

#: Weeks that are foretold again to see how well that goes, and the most days ahead that anything is said of.
TRIES, FURTHEST = 8, 28
#: Paths of each such try: enough for an interval.
FEWER_PATHS = 200
SEED = 7
_EDGE = (1 - SURE) / 2


def forecast(history: History, first: date, last: date) -> Forecast:
    """The days after the history, up to `last`, and the sum from `first` to `last`; nothing where it is too short.

    The same history gives the same forecast. Raises ValueError where `last` is not after the history's last day or
    more than FURTHEST days after, or `first` after `last`.
    """
    ahead = (last - history.last).days
    if not 1 <= ahead <= FURTHEST or first > last:
        raise ValueError(f"{first} to {last} can't be foretold from {history.last}")
    if len(history.values) < LEAST_HISTORY:
        return Forecast()
    values = np.asarray(history.values, dtype=np.float64)
    paths = smoothed_paths(values, ahead, SEED)
    start = max((first - history.last).days - 1, 0)
    days = tuple(_interval(paths[:, day]) for day in range(ahead))
    return Forecast(days, _interval(paths[:, start:].sum(axis=1)), record_of(values))


def record_of(values: Floats) -> Record | None:
    """How the last weeks would have been foretold, each from what was known before it; None where nothing can be said
    of that."""
    recent = values[-(LONGEST + TRIES * WEEK) :]
    ends = [len(recent) - WEEK * back for back in range(1, TRIES + 1) if len(recent) - WEEK * back >= LEAST_HISTORY]
    off = naive = came = 0.0
    within = 0
    for end in ends:
        sums = smoothed_paths(recent[:end], WEEK, SEED, FEWER_PATHS).sum(axis=1)
        found, actual = _interval(sums), float(recent[end : end + WEEK].sum())
        off += abs(found.expected - actual)
        naive += abs(float(recent[end - WEEK : end].sum()) - actual)
        came += actual
        within += found.low <= actual <= found.high
    if not ends or not came:
        return None
    return Record(off / came, naive / came, within, len(ends))


def _interval(drawn: Floats) -> Interval:
    low, middle, high = (float(n) for n in np.quantile(drawn, (_EDGE, 0.5, 1 - _EDGE)))
    return Interval(low, middle, high)
