"""A stand-in for time that is the same on every machine, so that limits do not make plans differ."""

from __future__ import annotations

from planner.solver.demand import Demand
from planner.solver.tables import Horizon
from planner.solver.terms import Terms


class Work:
    """An allowance of units, each about a millisecond of one core."""

    def __init__(self, units: float):
        self.left = units

    def take(self, units: float) -> bool:
        """Spend some; False where nothing was left."""
        if self.left <= 0:
            return False
        self.left -= units
        return True


def of_programme(terms: Terms, demand: Demand, horizon: Horizon) -> float:
    """The units that one dynamic programme over an order takes."""
    rows = sum(len(terms.makers(need.step)) for need in demand.open.values())
    return 0.5 * len(demand.open) + 0.01 * rows + 2e-4 * rows * horizon.length
