"""What is looked after now and then, besides what is due: what other processes changed, and what may be let go of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.services.retention import Retention
from bot.services.supplier_records import refresh
from bot.services.use_cases import UseCases

log = logging.getLogger(__name__)

#: Seconds between two looks at who speaks for whom, at what suppliers say of themselves (and admins teach), and at
#: whether the daily sweep is due.
CONNECTIONS, RECORDS, RETENTION = 20.0, 5.0, 600.0


class Housekeeping:
    """Slow loops. A failure is logged, and tried again the next time."""

    def __init__(self, use_cases: UseCases, retention: Retention):
        self._use_cases = use_cases
        self._retention = retention

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_every(CONNECTIONS, self._use_cases.invites.refresh), name="connections")
            office = self._use_cases.office
            tasks.create_task(_every(RECORDS, lambda: refresh(office)), name="suppliers")
            tasks.create_task(_every(RECORDS, self._use_cases.taught_readers.refresh), name="teachings")
            if self._use_cases.reloader is not None:
                tasks.create_task(_every(RECORDS, self._use_cases.reloader.catch_up), name="catalogues")
            tasks.create_task(_every(RETENTION, self._retention.daily), name="retention")


async def _every(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            log.warning("housekeeping stumbled: %s", error)
        await asyncio.sleep(seconds)
