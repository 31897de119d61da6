"""Loops that work something off whenever there may be something: woken by a commit, else by the tick."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from planner.domain.errors import StorageError

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Seconds between two looks: what comes in meanwhile is found by one, and idle looks don't crowd out work.
CALM = 0.02


class Pump(Generic[T]):
    """Takes work while there is room for it, and does it: `lanes` pieces at once.

    `take` is given how many may be taken, and returns what it took: nothing where nothing is left. It runs alone,
    however many lanes there are: idle lanes cost nothing. `ended` hears of each piece: the pump's name, how many
    seconds it took, and whether it failed.
    """

    def __init__(
        self,
        name: str,
        take: Callable[[int], Awaitable[Sequence[T]]],
        do: Callable[[T], Awaitable[None]],
        lanes: int = 1,
        ended: Callable[[str, float, bool], None] = lambda name, seconds, failed: None,
    ):
        self.name = name
        self._take = take
        self._do = do
        self._lanes = lanes
        self._tell = ended
        self._woken = asyncio.Event()
        self._looking = False
        self._closed = False
        self._under_way: set[asyncio.Task[None]] = set()
        #: Set when `run` is over.
        self.ended = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Is nothing under way or waiting to be looked at?"""
        return not (self._under_way or self._looking or (self._woken.is_set() and not self._closed))

    async def run(self) -> None:
        """Until cancelled, or closed and done with what was taken."""
        try:
            while not self._closed:
                await self._woken.wait()
                self._looking = True
                self._woken.clear()
                try:
                    await self._look()
                except StorageError as error:
                    log.warning("%s: %s", self.name, error)
                except Exception:
                    # The tick tries again; a database that is away for a minute must not end the process.
                    log.exception("%s stumbled", self.name)
                finally:
                    self._looking = False
                await asyncio.sleep(CALM)
            if self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            self.ended.set()

    def close(self) -> None:
        """Take nothing more; `run` ends with what is under way."""
        self._closed = True
        self._woken.set()

    async def _look(self) -> None:
        if not self._closed and (room := self._lanes - len(self._under_way)) > 0:
            for piece in await self._take(room):
                task = asyncio.create_task(self._done(piece), name=self.name)
                self._under_way.add(task)
                task.add_done_callback(self._ended)

    async def _done(self, piece: T) -> None:
        began, failed = time.monotonic(), True
        try:
            await self._do(piece)
            failed = False
        except StorageError as error:
            log.warning("%s left something unfinished: %s", self.name, error)
        except Exception:
            # Its lease ends, and it is taken again.
            log.exception("%s left something unfinished", self.name)
        finally:
            self._tell(self.name, time.monotonic() - began, failed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        # There is room, and what waited behind this piece may be due.
        self._woken.set()
