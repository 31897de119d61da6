"""Loops that work something off whenever there may be something: woken by a commit, else by the tick."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Pump:
    """Calls `work` until it says that nothing is left, each time it is woken. `lanes`: how many calls at once."""

    def __init__(self, name: str, work: Callable[[], Awaitable[bool]], lanes: int = 1):
        self.name = name
        self._work = work
        self._lanes = lanes
        self._woken = asyncio.Event()
        self._busy = 0

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Is nothing under way or waiting to be looked at?"""
        return self._busy == 0 and not self._woken.is_set()

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as lanes:
            for _ in range(self._lanes):
                lanes.create_task(self._lane())

    async def _lane(self) -> None:
        while True:
            await self._woken.wait()
            self._busy += 1
            self._woken.clear()
            try:
                while await self._work():
                    # More may have come in: another lane can help.
                    self._woken.set()
                    await asyncio.sleep(0)
            except asyncio.CancelledError:
                raise
            except Exception:
                # The tick tries again; a database that is away for a minute must not end the process.
                log.exception("%s stumbled", self.name)
            finally:
                self._busy -= 1
