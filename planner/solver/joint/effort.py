"""How much work a time limit allows: counted in cells of programmes, not in seconds, and so the same anywhere."""

from __future__ import annotations

import numpy as np

from planner.solver.joint.shared import Shared
from planner.solver.terms import Ints

#: Cells a second that one core of today does.
CELLS = 450_000_000

#: With more orders the arrays no longer stay in the caches, and everything takes this much longer.
MANY, SLOWER = 400, 1.3

#: A start day of a candidate takes as long as so many arrivals of a zone.
START = 10


def cells_of(shared: Shared, windows: Ints) -> int:
    """What planning every order once takes."""
    starts = int(np.maximum(windows[:, 1] - windows[:, 0] + 1, 0).sum())
    spans = (shared.due - shared.earliest + 1)[shared.owner] * (shared.feeds >= 0)
    cells = START * starts + shared.zones**2 * int(spans.sum())
    return max(1, int(cells * (SLOWER if len(shared.due) > MANY else 1)))
