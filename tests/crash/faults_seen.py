"""What the bot itself logged as a fault of its own: whatever heals by trying again would stay unseen otherwise."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from tests.crash.weather import Crash


class FaultsSeen(logging.Handler):
    """Keeps errors with an exception that no mishap of the run explains."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, Crash):
            trace = "".join(traceback.format_exception(error))
            self.seen.append(f"{record.getMessage()}\n{trace}")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Errors go here instead of to the screen."""
        root, own = logging.getLogger(), logging.getLogger("bot")
        was = own.propagate
        own.addHandler(self)
        own.propagate = False
        root.addHandler(quiet := logging.NullHandler())
        try:
            yield
        finally:
            own.removeHandler(self)
            own.propagate = was
            root.removeHandler(quiet)
