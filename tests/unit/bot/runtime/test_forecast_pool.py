"""Forecasting in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.runtime.forecast_pool import ForecastPool
from planner.domain.forecast import Forecast, History

HISTORY = History(date(2026, 9, 1), tuple(float(10 + n % 7) for n in range(40)))
NEXT = HISTORY.last + timedelta(days=1)


@pytest.fixture
def pool() -> Iterator[ForecastPool]:
    pool = ForecastPool()
    yield pool
    pool.close()


async def test_a_forecast_comes_from_another_process(pool: ForecastPool) -> None:
    """None is started before the first forecast is wanted; a process that is gone costs no more than that forecast."""
    before = {child.pid for child in multiprocessing.active_children()}
    found = await pool.forecast(HISTORY, NEXT, NEXT + timedelta(days=3))
    assert len(found.days) == 4
    (child,) = [child for child in multiprocessing.active_children() if child.pid not in before]
    asking = asyncio.create_task(pool.forecast(HISTORY, NEXT, NEXT + timedelta(days=3)))
    await asyncio.sleep(0)
    child.kill()
    assert await asking in (Forecast(), found)
    assert await pool.forecast(HISTORY, NEXT, NEXT + timedelta(days=3)) == found
