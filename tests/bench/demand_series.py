"""Demand as it may be, by the day: seeded, so that the same series come back every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = Callable[[np.random.Generator, Floats], Floats]

DAYS = 230
#: Monday to Sunday, as shares of a usual day.
WEEK = np.array([0.9, 0.85, 0.9, 1.0, 1.3, 1.3, 0.75])


def _steady(rng: np.random.Generator, mean: Floats) -> Floats:
    return mean


def _trend(rng: np.random.Generator, mean: Floats) -> Floats:
    """Up or down by 2 to 18 % a month."""
    growth: Floats = np.exp(float(rng.choice([-1, 1])) * rng.uniform(0.0013, 0.011) * np.arange(len(mean)) / 2)
    return mean * growth


def _promotions(rng: np.random.Generator, mean: Floats) -> Floats:
    """Now and then two or three times as much for three days."""
    for start in rng.choice(len(mean) - 4, 6, replace=False):
        mean[start : start + 3] *= rng.uniform(1.6, 2.8)
    return mean


def _holidays(rng: np.random.Generator, mean: Floats) -> Floats:
    """Thrice two to six days on which hardly anybody orders."""
    for start in rng.choice(len(mean) - 8, 3, replace=False):
        mean[start : start + rng.integers(2, 7)] *= rng.uniform(0.1, 0.4)
    return mean


def _intermittent(rng: np.random.Generator, mean: Floats) -> Floats:
    """Nothing on most days, a few pieces on others."""
    return mean * (rng.uniform(0.3, 3.0) / float(mean.mean()))


def _shift(rng: np.random.Generator, mean: Floats) -> Floats:
    """One day a customer comes or goes who orders about half of everything."""
    mean[int(rng.integers(len(mean) // 3, len(mean) - 20)) :] *= rng.choice([0.55, 1.7])
    return mean


def _young(rng: np.random.Generator, mean: Floats) -> Floats:
    """Sold for two months only."""
    return mean[-65:]


KINDS: Mapping[str, Shape] = {
    "steady": _steady,
    "trend": _trend,
    "promotions": _promotions,
    "holidays": _holidays,
    "intermittent": _intermittent,
    "level shift": _shift,
    "young": _young,
}


def series(kind: str, number: int) -> Floats:
    """Pieces a day: a weekly pattern of its own on a level that drifts, in the shape of its kind, with the spread of a
    negative binomial."""
    rng = np.random.default_rng([list(KINDS).index(kind), number])
    pattern = WEEK * np.exp(rng.normal(0, 0.15, 7))
    level = np.exp(rng.uniform(np.log(20), np.log(600)))
    mean = level * (pattern / pattern.mean())[np.arange(DAYS) % 7] * np.exp(np.cumsum(rng.normal(0, 0.01, DAYS)))
    mean = KINDS[kind](rng, mean)
    even = 2.0 if kind == "intermittent" else float(rng.uniform(8, 40))
    return rng.negative_binomial(even, even / (even + mean)).astype(np.float64)
