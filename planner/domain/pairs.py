"""How well two suppliers finish together, learned from what one hands over to the other.

A Beta posterior with decay for each ordered pair, as for single suppliers (`planner.domain.reliability`): every
hand-over is a share of good between 0 and 1, by how late it left and how much of it came whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from planner.domain.reliability import LATE, MISSING_COUNTS, Posterior

#: What is expected of two who have never worked together; a pair is liked for what it is better than that.
USUAL: Final = 0.8
#: Fewer hand-overs than this say nothing.
LEAST: Final = 3
#: The most that a plan may cost more, as a share, so that pairs who are liked work together.
WORTH: Final = 0.01


@dataclass(frozen=True)
class Pair:
    """What `sender` has handed over to `receiver`: how often, and how often all of it whole and on time."""

    sender: str
    receiver: str
    times: int = 0
    fine: int = 0
    known: Posterior = field(default_factory=Posterior)

    def seen(self, days: int, share: float, at: datetime) -> Pair:
        """With one more hand-over: so many `days` late, of which a `share` came whole."""
        late = LATE[min(max(days, 0), len(LATE) - 1)]
        good = late * max(0.0, 1 - MISSING_COUNTS * (1 - min(max(share, 0.0), 1.0)))
        return Pair(
            self.sender,
            self.receiver,
            self.times + 1,
            self.fine + (days <= 0 and share >= 1),
            self.known.seen(good, 1.0, at),
        )

    def liking(self, now: datetime) -> float:
        """0 (nothing speaks for it) to 1 (as good as can be)."""
        if self.times < LEAST:
            return 0.0
        return min(max((self.known.faded(now).mean(USUAL) - USUAL) / (1 - USUAL), 0.0), 1.0)
