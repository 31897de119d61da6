"""The Beta distribution: how much of it lies below a point, and below which point so much of it lies."""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from typing import Final

_TINY: Final = 1e-300
_CLOSE: Final = 1e-15
#: The fraction takes about the root of the greater parameter in terms: enough for millions of observations.
_MOST_TERMS: Final = 10_000


def below(x: float, a: float, b: float) -> float:
    """The share of Beta(a, b), both above 0, that lies below `x`: the regularised incomplete beta function.

    By Lentz's continued fraction (Press et al., Numerical Recipes, 3rd edition, 6.4).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def quantile(share: float, a: float, b: float) -> float:
    """The point below which `share` of Beta(a, b) lies, by bisection, to the last digits that a float has."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if below(middle, a, b) < share:
            low = middle
        else:
            high = middle
        if high - low < _CLOSE * high:
            break
    return (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction, from the left, two terms a round."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return result


def _not_zero(x: float) -> float:
    return x if abs(x) > _TINY else _TINY
