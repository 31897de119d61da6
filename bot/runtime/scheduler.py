"""APScheduler, for ticks in memory only: what is due is rows, so nothing is lost with the process."""

from __future__ import annotations

from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 1


class Ticks:
    """Calls `tick` every second on the event loop."""

    def __init__(self, tick: Callable[[], None]):
        self._scheduler = AsyncIOScheduler(
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None}, timezone="UTC"
        )

        # A coroutine, because APScheduler would run a plain function in a thread.
        async def call() -> None:
            tick()

        self._scheduler.add_job(call, "interval", seconds=TICK_SECONDS, id="tick")

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
