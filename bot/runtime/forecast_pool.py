"""Forecasting in a worker process: fitting takes seconds, and importing what fits them two more."""

from __future__ import annotations

import asyncio
import logging
from datetime import date

from bot.runtime.workers import WorkerDied, WorkerOverran, Workers
from planner.domain.forecast import Forecast, History

log = logging.getLogger(__name__)

#: Seconds that one forecast may take. Most take three.
LIMIT = 60.0


class ForecastPool:
    """`Forecaster` over processes, started when the first forecast is wanted. Where one fails nothing is foretold: the
    plain figures are told without it."""

    def __init__(self, workers: int = 1):
        self._workers = Workers(workers)

    async def forecast(self, history: History, first: date, last: date) -> Forecast:
        try:
            return await asyncio.wrap_future(self._workers.submit(LIMIT, foretold, history, first, last))
        except (WorkerDied, WorkerOverran) as failed:
            log.error("a forecast failed (%s): the figures are told without it", failed)
            return Forecast()

    def close(self) -> None:
        self._workers.close()


def foretold(history: History, first: date, last: date) -> Forecast:
    """Imported only where something is foretold."""
    from planner.forecasting.forecast import forecast

    return forecast(history, first, last)
