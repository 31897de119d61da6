"""Where every step of many orders is placed, what capacity that leaves, and how to take back what was tried."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.solver.joint.compiled import NO_DAY
from planner.solver.joint.shared import Orders
from planner.solver.terms import Floats, Ints

Flags: TypeAlias = NDArray[np.bool_]


class State(NamedTuple):
    """A run is what starts on one day of one line. Its planned lots are chained: `head`, then `after` and `ahead`."""

    free: Floats  # [offer, day]
    held: Floats  # [line, day] quantity of the run that starts then, committed lots included
    work: Floats  # [line, day, days since] what the run's planned lots take of each day
    lots: Ints  # [line, day] planned lots of the run
    last: Ints  # [line, day] its last working day
    limit: Ints  # [line, day] the last working day that all its lots bear
    head: Ints  # [line, day] a lot, by its step; -1: none
    after: Ints  # [step]
    ahead: Ints  # [step]
    offer: Ints  # [step] -1: not placed
    line: Ints  # [step]
    start: Ints  # [step]
    bears: Ints  # [step] the last working day of its run that it bears
    freight: Floats  # [step] of what leaves it
    banned: Flags  # [line, day] runs not to be used for now


class Log(NamedTuple):
    """What single cells held before they were changed, to put it back: which array, which cell, what."""

    array: NDArray[np.int8]
    cell: Ints
    value: Floats
    length: Ints  # [1]


#: Entries of the log. A step that moves writes about twenty and two for each day of its runs.
LOG = 1_000_000


def empty(orders: Orders) -> State:
    """Nothing placed yet."""
    shared = orders.shared
    runs, steps = orders.held.shape, len(shared.owner)
    return State(
        free=orders.free.copy(),
        held=orders.held.copy(),
        work=np.zeros((*runs, shared.longest)),
        lots=np.zeros(runs, np.int64),
        last=np.zeros(runs, np.int64),
        limit=np.full(runs, NO_DAY, np.int64),
        head=np.full(runs, -1, np.int64),
        after=np.full(steps, -1, np.int64),
        ahead=np.full(steps, -1, np.int64),
        offer=np.full(steps, -1, np.int64),
        line=np.full(steps, -1, np.int64),
        start=np.full(steps, -1, np.int64),
        bears=np.full(steps, NO_DAY, np.int64),
        freight=np.zeros(steps),
        banned=orders.barred.copy(),
    )


def new_log() -> Log:
    return Log(np.zeros(LOG, np.int8), np.zeros(LOG, np.int64), np.zeros(LOG), np.zeros(1, np.int64))
