"""What a stopwatch said, many times over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

_T = TypeVar("_T")


@dataclass
class Times:
    """Durations in seconds."""

    seconds: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Measure what happens inside; what raises is not counted."""
        began = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - began)

    def each(self, items: Iterator[_T]) -> Iterator[_T]:
        """Measure how long each item takes to come."""
        while True:
            began = time.perf_counter()
            try:
                item = next(items)
            except StopIteration:
                return
            self.seconds.append(time.perf_counter() - began)
            yield item

    def ms(self, percent: float) -> float:
        """The percentile in milliseconds: the least that so many percent do not exceed (nearest rank)."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]

    @property
    def rate(self) -> float:
        """How many a second, one after the other."""
        return len(self.seconds) / sum(self.seconds)
