"""How far a plan is, on one line of a terminal that is written again and again."""

from __future__ import annotations

import threading
import time
from typing import TextIO

from planner.domain.money import from_minor
from planner.solver.progress import Progress

#: Letters of the bar, and seconds between two looks of it.
WIDTH, PAUSE = 30, 0.1


class Bar:
    """Called with what a search tells, from any thread."""

    def __init__(self, stream: TextIO, currency: str):
        self._currency = currency
        self._stream, self._lock, self._shown = stream, threading.Lock(), 0.0

    def __call__(self, so_far: Progress) -> None:
        with self._lock:
            if (now := time.monotonic()) - self._shown >= PAUSE:
                self._shown = now
                self._stream.write(f"\r{line_of(so_far, self._currency)}\x1b[K")
                self._stream.flush()

    def close(self) -> None:
        """Leave an empty line."""
        with self._lock:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def line_of(so_far: Progress, currency: str) -> str:
    """`[######----] 12 s, 50/50 orders, cost 463.57 CNY, bound 436.51, gap 5.8 %`."""
    part = min(1.0, so_far.seconds / so_far.limit) if so_far.limit > 0 else 1.0
    full = round(WIDTH * part)
    words = [f"{so_far.seconds:.0f} s", f"{so_far.planned}/{so_far.orders} orders"]
    words.append(f"cost {from_minor(so_far.cost, currency)} {currency}")
    if so_far.bound is not None and so_far.gap is not None:
        words += [f"bound {from_minor(so_far.bound, currency)}", f"gap {100 * so_far.gap:.1f} %"]
    return f"[{'#' * full}{'-' * (WIDTH - full)}] " + ", ".join(words)
