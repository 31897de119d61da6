"""SQLite without the driver's thread: the same statements on the same file, run where they are asked for.

Nine tenths of a short statement's time is the way to the thread and back; and what runs in one thread runs in the same
order every time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


class _Now:
    """Takes the place of the driver's queue."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = item
        try:
            result = function()
        except BaseException as error:
            if future is not None:
                future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class _NoThread:
    """Takes the place of the driver's thread."""

    def __init__(self, **_: object) -> None:
        pass

    def start(self) -> None:
        pass


@contextmanager
def sqlite_in_line() -> Iterator[None]:
    """SQLite connections that are opened inside of this have no thread."""
    with patch("aiosqlite.core.SimpleQueue", _Now), patch("aiosqlite.core.Thread", _NoThread):
        yield
