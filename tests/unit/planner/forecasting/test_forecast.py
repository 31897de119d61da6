"""Forecasts of demand: what is said of the coming days, how sure, and when nothing is said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate, repeat

import numpy as np
import pytest

from planner.domain.forecast import LEAST_HISTORY, Forecast, History
from planner.forecasting.forecast import forecast
from planner.forecasting.smoothing import in_line
from tests.bench.demand import mean, rolling
from tests.bench.demand_series import series

FIRST = date(2026, 6, 1)


def ahead(values: list[float], days: int = 7) -> Forecast:
    history = History(FIRST, tuple(values))
    return forecast(history, history.last + timedelta(days=1), history.last + timedelta(days=days))


def test_a_week_is_found_again() -> None:
    """What repeats every week is expected again, and the intervals are narrow and around it."""
    week = [10.0, 20, 30, 40, 90, 60, 5]
    found = ahead(week * 10)
    assert found.total is not None
    assert found.record is not None
    for day, usual in zip(found.days, week, strict=True):
        assert day.low <= day.expected <= day.high
        assert day.expected == pytest.approx(usual, rel=0.1, abs=2)
    assert found.total.expected == pytest.approx(sum(week), rel=0.05)
    assert found.record.error < 0.05


def test_the_sum_is_of_the_days_that_were_asked_for() -> None:
    """Days between the history and the first that counts are left out of the sum, not of the days."""
    history = History(FIRST, tuple([50.0] * 40 + [52.0] * 30))
    found = forecast(history, history.last + timedelta(days=3), history.last + timedelta(days=4))
    assert len(found.days) == 4
    assert found.total is not None
    assert found.total.expected == pytest.approx(104, rel=0.1)


@pytest.mark.parametrize("days", [1, 7, LEAST_HISTORY - 1])
def test_a_short_history_gives_no_forecast(days: int) -> None:
    """Less than three weeks are not enough to say anything."""
    assert ahead([40.0] * days) == Forecast()


@pytest.mark.parametrize("values", [[0.0] * 60, [7.0] * 60, [0.0] * 59 + [900.0], [*accumulate(repeat(1.0, 21))]])
def test_odd_histories_give_something_finite(values: list[float]) -> None:
    """Nothing at all, always the same, one order in two months: no day below 0, none out of proportion."""
    found = ahead(values, 14)
    for day in found.days:
        assert 0 <= day.low <= day.expected <= day.high <= 3 * max(values)


def test_too_far_ahead_is_refused() -> None:
    """Nobody is told of days that can't be foretold, nor of days that are over."""
    history = History(FIRST, (1.0,) * 60)
    for first, last in ((61, 99), (40, 50), (65, 62)):
        with pytest.raises(ValueError, match="can't be foretold"):
            forecast(history, FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def test_it_is_the_same_every_time() -> None:
    """The same history gives the same figures, so that two looks don't differ."""
    values = [float(n) for n in series("steady", 3)[:90]]
    assert ahead(values) == ahead(values)


def test_a_holiday_is_no_new_level() -> None:
    """A few days out of line are brought nearer to what their weekdays are like; the others stay."""
    calm = np.tile([10.0, 12, 11, 13, 15, 16, 9], 8) + np.resize([0.0, 0.4, -0.4], 56)
    broken = calm.copy()
    broken[30:33] = 0
    assert np.abs(in_line(broken) - calm).max() < 2


def test_it_beats_the_week_before_on_a_small_sample() -> None:
    """By rolling origin on series of several kinds: smaller errors and losses, and intervals that hold about as much
    as they say."""
    ours, naive = [], []
    for kind in ("steady", "trend", "promotions", "intermittent", "young"):
        found = rolling(kind, 1, origins=2)
        ours += found["smoothed"]
        naive += found["as a week before"]
    assert mean(ours).mase < mean(naive).mase
    assert mean(ours).pinball < mean(naive).pinball
    assert 0.68 <= mean(ours).within <= 0.93
