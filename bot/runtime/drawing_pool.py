"""Drawing in a worker process: it takes a third of a second, which the event loop has not got."""

from __future__ import annotations

import asyncio
import logging

from bot.runtime.workers import WorkerDied, Workers
from bot.telegram.pictures.charts import Chart
from bot.telegram.pictures.draw import draw

log = logging.getLogger(__name__)

#: Seconds that one picture may take. Most take a third of one.
LIMIT = 20.0


class DrawingPool:
    """`Drawer` over processes, started when the first picture is wanted; one that dies is replaced, and its picture
    drawn once more. Raises WorkerOverran where a picture takes longer than LIMIT."""

    def __init__(self, workers: int = 1):
        self._workers = Workers(workers, _import_matplotlib)

    async def draw(self, chart: Chart) -> bytes:
        try:
            return await self._draw(chart)
        except WorkerDied as died:
            log.error("a drawer died (%s); its picture is drawn once more", died)
            return await self._draw(chart)

    async def _draw(self, chart: Chart) -> bytes:
        return await asyncio.wrap_future(self._workers.submit(LIMIT, draw, chart))

    def close(self) -> None:
        self._workers.close()


def _import_matplotlib() -> None:
    """The first time on a machine it looks at every font there is: that is no picture's fault."""
    from bot.telegram.pictures import fonts

    fonts.font()
