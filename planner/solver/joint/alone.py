"""What every order would cost if it were the only one."""

from __future__ import annotations

import numpy as np

from planner.solver.joint.compiled import NEVER
from planner.solver.joint.shared import Orders
from planner.solver.joint.state import empty
from planner.solver.joint.ways import Target, table_for, way
from planner.solver.joint.windows import windows_of
from planner.solver.terms import Floats


def alone_of(orders: Orders) -> Floats:
    """[order] minor units, rounded down; inf where not even alone it could be in time."""
    shared = orders.shared
    table, state = table_for(shared, windows_of(shared)), empty(orders)
    costs = [way(shared, state, table, order, Target(-1, -1, 0.0), 1.0) for order in range(len(shared.due))]
    return np.array([np.floor(cost) if cost < NEVER else np.inf for cost in costs])
