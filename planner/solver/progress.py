"""What a running search tells whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """So far: `planned` of `orders` placed, at `cost` minor units, after `seconds` of at most `limit`.

    `bound`: no plan for all of them costs less (None: not known yet).
    """

    seconds: float
    limit: float
    planned: int
    orders: int
    cost: int
    bound: int | None = None

    @property
    def gap(self) -> float | None:
        """The part of the cost that could be saved at most; None where nothing is known."""
        return None if self.bound is None or not self.cost else max(0.0, 1 - self.bound / self.cost)
