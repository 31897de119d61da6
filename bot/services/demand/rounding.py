"""Figures as they are told."""

from __future__ import annotations

from math import floor, log10


def about(n: float) -> int:
    """Two digits that count: nobody can be surer of what is to come."""
    if abs(n) < 1:
        return 0
    step = 10 ** max(floor(log10(abs(n))) - 1, 0)
    return int(round(n / step) * step)
