"""How long a search for locations may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Allowance:
    """How long a search may take: `seconds` make its limits of work, `left` and `stop` end what runs away.

    `report`: told of cost and bound so far, minor units.
    """

    seconds: float
    seed: int
    left: Callable[[], float]
    stop: Callable[[], bool]
    report: Callable[[float, float], None]

    def over(self) -> bool:
        return self.left() <= 0 or self.stop()
