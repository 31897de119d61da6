"""The time, as it is or as the sandbox has moved it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Movable(Protocol):
    """A clock that can be put forward."""

    def now(self) -> datetime: ...

    def advance(self, by: timedelta) -> datetime:
        """Put it forward; returns the new present."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The machine's clock plus an offset that only grows and outlives the process."""

    def __init__(self, file: Path):
        self._file = file
        self._offset = timedelta()
        if file.exists():
            self._offset = timedelta(seconds=float(json.loads(file.read_text("utf-8"))["seconds"]))

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> datetime:
        """Put the clock forward; it never goes back, because what happened can't be undone."""
        self._offset += max(by, timedelta())
        temporary = self._file.with_suffix(".new")
        temporary.write_text(json.dumps({"seconds": self._offset.total_seconds()}), "utf-8")
        temporary.replace(self._file)
        return self.now()
