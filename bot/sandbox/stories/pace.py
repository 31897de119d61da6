"""How fast a story goes: slow enough to follow, faster, or at once; it may change on the way."""

from __future__ import annotations

import asyncio

#: Seconds between two things that people do, at speed 1.
BEAT = 2.2
#: 0: at once.
SPEEDS = (1, 4, 0)


class Pace:
    """Waits between two acts."""

    def __init__(self, speed: int = 1):
        self.speed = speed
        self._changed = asyncio.Event()

    def set(self, speed: int) -> None:
        """From now on, and for the wait that is under way."""
        self.speed = speed
        self._changed.set()

    async def beat(self, beats: float = 1.0) -> None:
        """A moment for whoever watches."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while self.speed and (left := began + BEAT * beats / self.speed - loop.time()) > 0:
            self._changed.clear()
            try:
                async with asyncio.timeout(left):
                    await self._changed.wait()
            except TimeoutError:
                return
