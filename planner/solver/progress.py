"""What a running search tells whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """So far: `planned` of `orders` placed, at `cost` minor units, after `seconds`."""

    seconds: float
    planned: int
    orders: int
    cost: int
