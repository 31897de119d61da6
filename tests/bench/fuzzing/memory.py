"""Does reading leave anything behind? The memory of this process while it reads messages full of new words."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from nlu.reader import Reader
from tests.bench.here import NOW, shipped_trades
from tests.bench.table import Cell, show

#: Read first: bounded caches fill up and the allocator takes what it needs.
WARM_UP, MESSAGES, LOOKS = 10_000, 20_000, 4


def bench_memory() -> None:
    """Print the resident memory after every few thousand messages."""
    reader, rng = Reader(shipped_trades()["apparel"].catalogue), Random(1)
    _read(reader, rng, WARM_UP)
    began = _resident()
    rows: list[Sequence[Cell]] = [(f"after {WARM_UP:,} messages", began, 0.0)]
    for look in range(1, LOOKS + 1):
        _read(reader, rng, MESSAGES // LOOKS)
        now = _resident()
        rows.append((f"and {MESSAGES * look // LOOKS:,} more", now, now - began))
    show("Memory while reading: 12 words in each message that were never used before", ("", "MB", "more MB"), rows)


def _read(reader: Reader, rng: Random, count: int) -> None:
    for number in range(count):
        strange = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(10)]
        han = ["".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(3)) for _ in range(2)]
        text = f"{number % 90 + 2} black hoodies, {' '.join(strange)}, {'，'.join(han)}, size M"
        reader.read(text, NOW)
        reader.reply(text, NOW)


def _resident() -> float:
    """Megabytes of this process in memory. Linux tells; elsewhere it is the most there ever was."""
    gc.collect()
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
