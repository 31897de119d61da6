"""What people have set out to do, by time."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime


class Agenda:
    """Deeds, each at its time; those of one time in the order they were noted."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = itertools.count()

    def add(self, at: datetime, deed: Callable[[], None]) -> None:
        heapq.heappush(self._heap, (at, next(self._count), deed))

    @property
    def next(self) -> datetime | None:
        return self._heap[0][0] if self._heap else None

    def due(self, now: datetime) -> Iterator[Callable[[], None]]:
        """Those whose time has come; they are gone from here."""
        while self._heap and self._heap[0][0] <= now:
            yield heapq.heappop(self._heap)[2]
