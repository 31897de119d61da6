"""Turns at something that one can have at a time: first come, first served, but whoever has patience goes last."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: After so many who were in a hurry, one who has patience is served: nobody waits for ever.
FAIR = 8

_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def patiently() -> Iterator[None]:
    """What is done in here can wait for a moment: nobody looks at the clock yet."""
    token = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(token)


class Turns:
    """An `asyncio.Lock` with two queues; used with `async with`."""

    def __init__(self) -> None:
        self._taken = False
        self._hurried: deque[asyncio.Future[None]] = deque()
        self._patient: deque[asyncio.Future[None]] = deque()
        self._in_a_row = 0

    async def __aenter__(self) -> None:
        if not self._taken:
            self._taken = True
            return
        turn = asyncio.get_running_loop().create_future()
        queue = self._patient if _patient.get() else self._hurried
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                queue.remove(turn)
            else:
                # It was handed over in the same moment.
                self._pass_on()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        """To the next who still wants it."""
        while self._hurried or self._patient:
            hurried = self._hurried and not (self._patient and self._in_a_row >= FAIR)
            turn = (self._hurried if hurried else self._patient).popleft()
            self._in_a_row = self._in_a_row + 1 if hurried else 0
            if not turn.done():
                turn.set_result(None)
                return
        self._taken = False
