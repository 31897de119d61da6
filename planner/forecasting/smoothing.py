"""Exponential smoothing with a weekly season, as paths that the coming days may take.

ETS(A,N,A) as a state space model: R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential
Smoothing, Springer 2008; fitted by statsmodels' ETSModel to the square roots, which keeps the spread of counts even.
Paths are simulated with errors that the model has made, drawn again (ch. 6): sums of days have honest intervals too,
as the days of one path depend on each other.
"""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

Floats = NDArray[np.float64]

WEEK = 7
#: Paths of one forecast, and the longest history that is looked at, in days.
PATHS, LONGEST = 400, 182
#: A level, a week's season, and how fast the two move: what is estimated.
PARAMETERS = 10
#: What is estimated is not known: by so much are errors wider than in the past, and by so much of their spread may the
#: level itself be off, on all days of a path alike. Measured by `make bench-demand`.
WIDER, OFF = 1.08, 0.25
#: No path goes beyond so many times the most that was ever seen.
CEILING = 3.0
#: So many robust standard deviations from what its day of the week is like, a day counts as out of line.
OUT_OF_LINE = 3.0


def smoothed_paths(values: Floats, ahead: int, seed: int, paths: int = PATHS) -> Floats:
    """`paths` rows of `ahead` coming days, from at least three weeks of days."""
    seen = np.sqrt(values[-LONGEST:])
    if np.ptp(seen) == 0:
        return np.full((paths, ahead), values[-1])
    model = ETSModel(in_line(seen), error="add", seasonal="add", seasonal_periods=WEEK)
    rng = np.random.default_rng(seed)
    with warnings.catch_warnings():
        # A fit that ends early makes a worse forecast, which its own record then shows.
        warnings.simplefilter("ignore")
        fitted = model.fit(disp=False, maxiter=200)
        # Days out of line are kept from moving the level, not from happening again.
        missed = seen - np.asarray(fitted.fittedvalues)
        missed = (missed - np.median(missed)) * np.sqrt(len(seen) / max(len(seen) - PARAMETERS, 1))
        errors = rng.choice(missed, (ahead, paths)) * WIDER + rng.normal(0, OFF * missed.std(), paths)
        drawn = np.asarray(fitted.simulate(ahead, anchor="end", repetitions=paths, random_errors=errors))
    rows: Floats = np.square(np.maximum(drawn.reshape(ahead, paths).T, 0.0))
    return rows.clip(max=float(values.max()) * CEILING)


def in_line(values: Floats) -> Floats:
    """The values, with those that are far from their weekday's others around them brought nearer: a holiday or a
    promotion is no new level (a Hampel filter by weekday)."""
    found = values.copy()
    for weekday in range(WEEK):
        own = values[weekday::WEEK]
        around = np.array([np.median(own[max(0, n - 3) : n + 4]) for n in range(len(own))])
        away = own - around
        # 1.4826 times the median deviation is the standard deviation of normal errors.
        width = OUT_OF_LINE * 1.4826 * max(float(np.median(np.abs(away))), 1e-6)
        found[weekday::WEEK] = around + np.clip(away, -width, width) if len(own) > 2 else own
    return found


def naive_paths(values: Floats, ahead: int, seed: int, paths: int = PATHS) -> Floats:
    """As a week before, with the differences that weeks have shown: what every forecast has to beat (R. J. Hyndman and
    G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2 and 5.5)."""
    rng = np.random.default_rng(seed)
    steps = values[WEEK:] - values[:-WEEK]
    rows = np.empty((paths, ahead))
    for day in range(ahead):
        before = rows[:, day - WEEK] if day >= WEEK else np.full(paths, values[len(values) - WEEK + day])
        rows[:, day] = before + rng.choice(steps, paths)
    return np.maximum(rows, 0.0)
