"""How long a changed catalogue takes to be read by, and how long nothing else can happen meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

from bot.runtime.trades import make_reader
from planner.domain.catalogue import Catalogue
from planner.domain.supplier import SupplierBook, Trade
from tests.bench.here import NOW, shipped_trades
from tests.bench.table import show

HEAD = ("trades", "seconds", "event loop held up, at most ms")


def bench_reload(many: Catalogue) -> None:
    """Print what a reload of the readers takes: those of the shipped trades, and one of ten thousand wordings."""
    shipped = shipped_trades()
    large = {many.id: Trade(many, SupplierBook({}, next(iter(shipped.values())).book.shipping))}
    rows = [
        (name, *asyncio.run(_reloaded(trades)))
        for name, trades in {"shipped": shipped, "10,000 wordings": large}.items()
    ]
    show("Reading: a changed catalogue without a restart, in a thread beside the bot", HEAD, rows)


async def _reloaded(trades: Mapping[str, Trade]) -> tuple[float, float]:
    """Seconds until the new reader reads, and the longest that the event loop was late, in milliseconds."""
    serving = make_reader(trades)
    late: list[float] = [0.0]

    async def beat() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            late.append(time.perf_counter() - began - 0.001)

    beating = asyncio.create_task(beat())
    began = time.perf_counter()
    serving.take_over(await asyncio.to_thread(make_reader, trades))
    serving.read("hello, two things please", NOW)
    took = time.perf_counter() - began
    beating.cancel()
    return took, 1000 * max(late)
