"""Drawing in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from datetime import date

import pytest

from bot.runtime.drawing_pool import DrawingPool
from bot.sandbox.images import size_of
from bot.telegram.pictures.charts import Point, PriceChart, Tick

DAY = date(2026, 12, 4).toordinal()
CHART = PriceChart(
    "每晚一天大约省¥12", (Point(DAY, 900, "¥9", "最快"), Point(DAY + 2, 700, "¥7")), (Tick(DAY, "12月4日"),)
)


@pytest.fixture
def pool() -> Iterator[DrawingPool]:
    pool = DrawingPool()
    yield pool
    pool.close()


async def test_a_picture_comes_from_another_process(pool: DrawingPool) -> None:
    """No process is there before the first picture; then one draws it, and the next one too."""
    before = {child.pid for child in multiprocessing.active_children()}
    assert size_of(await pool.draw(CHART)) == (1080, 810)
    started = {child.pid for child in multiprocessing.active_children()} - before
    assert len(started) == 1
    assert size_of(await pool.draw(CHART)) == (1080, 810)
    assert {child.pid for child in multiprocessing.active_children()} - before == started


async def test_a_process_that_dies_is_replaced(pool: DrawingPool) -> None:
    """A process that is gone (out of memory, say) costs nobody a picture."""
    before = {child.pid for child in multiprocessing.active_children()}
    await pool.draw(CHART)
    for child in multiprocessing.active_children():
        if child.pid not in before:
            child.kill()
            await asyncio.to_thread(child.join)
    assert size_of(await pool.draw(CHART)) == (1080, 810)


async def test_what_goes_wrong_is_told(pool: DrawingPool) -> None:
    """A chart that can't be drawn raises, and the next one is drawn all the same."""
    with pytest.raises(IndexError):
        await pool.draw(PriceChart("", (), ()))
    assert size_of(await pool.draw(CHART)) == (1080, 810)
