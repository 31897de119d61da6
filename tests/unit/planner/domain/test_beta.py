"""The Beta distribution, against what is known about it without any fraction."""

from __future__ import annotations

from fractions import Fraction
from math import atan2, comb, exp, lgamma, log, log1p, pi, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.beta import below, quantile

parameters = st.floats(0.01, 500)
shares = st.floats(0.001, 0.999)


@given(st.integers(1, 60), st.integers(1, 60), st.fractions(0, 1, max_denominator=1000))
@settings(deadline=None)
def test_whole_parameters_count_successes(a: int, b: int, x: Fraction) -> None:
    """With whole parameters it is the chance of at least a successes in a + b - 1 tries."""
    tries = a + b - 1
    exact = sum((comb(tries, k) * x**k * (1 - x) ** (tries - k) for k in range(a, tries + 1)), start=Fraction(0))
    assert below(float(x), a, b) == pytest.approx(float(exact), rel=1e-10, abs=1e-13)


@given(st.floats(0, 1), st.floats(0.05, 50))
@settings(deadline=None)
def test_powers_and_the_arcsine_are_met(x: float, a: float) -> None:
    """Where one parameter is 1 it is a power; where both are a half it is the arcsine."""
    assert below(x, a, 1) == pytest.approx(x**a, rel=1e-10, abs=1e-13)
    assert below(x, 1, a) == pytest.approx(1 - (1 - x) ** a, rel=1e-10, abs=1e-13)
    assert below(x, 0.5, 0.5) == pytest.approx(2 / pi * atan2(sqrt(x), sqrt(1 - x)), rel=1e-10, abs=1e-13)


@given(shares, parameters, parameters)
@settings(deadline=None)
def test_neighbours_fit_each_other(x: float, a: float, b: float) -> None:
    """The recurrences in both parameters hold, and what is not below is above (NIST DLMF 8.17.4, 8.17.20, 8.17.21)."""
    edge = exp(a * log(x) + b * log1p(-x) - (lgamma(a) + lgamma(b) - lgamma(a + b)))
    assert below(x, a, b) == pytest.approx(below(x, a + 1, b) + edge / a, rel=1e-8, abs=1e-11)
    assert below(x, a, b) == pytest.approx(below(x, a, b + 1) - edge / b, rel=1e-8, abs=1e-11)
    assert below(x, a, b) == pytest.approx(1 - below(1 - x, b, a), rel=1e-8, abs=1e-11)


@given(shares, st.floats(0.5, 500), st.floats(0.5, 500))
@settings(deadline=None)
def test_a_quantile_has_its_share_below_it(share: float, a: float, b: float) -> None:
    """The two functions undo each other."""
    assert below(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-9)


def test_known_quantiles_are_met() -> None:
    """The intervals after few and after many observations are those of the statistical tables."""
    assert quantile(0.5, 2, 2) == pytest.approx(0.5, abs=1e-14)
    assert quantile(0.25, 1, 3) == pytest.approx(1 - 0.75 ** (1 / 3), abs=1e-14)
    assert quantile(0.95, 3, 1) == pytest.approx(0.95 ** (1 / 3), abs=1e-14)
    assert quantile(0.975, 50_000, 50_000) == pytest.approx(0.5 + 1.959964 * 0.5 / sqrt(100_001), abs=1e-7)


def test_nothing_is_below_the_range_and_all_of_it_below_its_end() -> None:
    """Outside 0 to 1 there is nothing."""
    assert [below(x, 2.5, 0.5) for x in (-1.0, 0.0, 1.0, 2.0)] == [0, 0, 1, 1]
