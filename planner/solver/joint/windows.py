"""When each candidate could start each step, by time alone, and how much could share each run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.solver.joint.compiled import NO_DAY, compiled
from planner.solver.joint.shared import Shared
from planner.solver.terms import Floats, Ints


def windows_of(shared: Shared) -> Ints:
    """[candidate, (first, last)] day on which it could start, whatever its capacity; first > last: it can't."""
    windows = np.zeros((len(shared.candidates), 2), np.int64)
    _windows(shared, windows)
    return windows


@compiled
def _windows(shared: Shared, windows: Ints) -> None:
    for order in range(len(shared.due)):
        window_of(shared, order, windows)


@compiled
def window_of(shared: Shared, order: int, windows: Ints) -> None:
    """Fills in the windows of one order's candidates."""
    at, end = shared.order_begin[order], shared.order_begin[order + 1]
    arrives = np.zeros((end - at, shared.zones), np.int64)
    leaves = np.zeros(shared.zones, np.int64)
    for step in range(at, end):
        leaves[:] = NO_DAY
        for j in range(shared.begin[step + 1] - shared.begin[step]):
            candidate = shared.begin[step] + j
            offer = shared.candidates[candidate]
            day = shared.earliest[order]
            for before in range(at, step):
                if shared.feeds[before] == step - at:
                    soonest = arrives[before - at, shared.zone[offer]]
                    twin = shared.twin[shared.twin_begin[before] + j]
                    if twin >= 0:
                        same = shared.begin[before] + twin
                        soonest = min(soonest, windows[same, 0] + shared.lag[same])
                    day = max(day, soonest)
            if shared.fixed[step] >= 0:
                day = shared.fixed[step]
            while day < shared.days and shared.fixed[step] < 0 and not shared.works[offer, day]:
                day += 1
            windows[candidate, 0] = day if day < shared.days else NO_DAY
            if day < shared.days:
                leaves[shared.zone[offer]] = min(leaves[shared.zone[offer]], day + shared.lag[candidate])
        for zone in range(shared.zones):
            soonest = NO_DAY
            for origin in range(shared.zones):
                if leaves[origin] < NO_DAY:
                    soonest = min(soonest, leaves[origin] + shared.leg_days[origin, zone])
            arrives[step - at, zone] = soonest
    for step in range(end - 1, at - 1, -1):
        feeds = shared.feeds[step]
        if shared.fixed[step] >= 0:
            windows[shared.begin[step], 1] = shared.fixed[step]
            continue
        for j in range(shared.begin[step + 1] - shared.begin[step]):
            candidate = shared.begin[step] + j
            offer = shared.candidates[candidate]
            zone, lead = shared.zone[offer], shared.lag[candidate]
            day = -1
            if feeds < 0:
                day = shared.due[order] - shared.leg_days[zone, shared.destination[order]] - lead
            else:
                target = at + feeds
                for i in range(shared.begin[target + 1] - shared.begin[target]):
                    other = shared.candidates[shared.begin[target] + i]
                    latest = windows[shared.begin[target] + i, 1] - lead
                    if shared.supplier[other] != shared.supplier[offer]:
                        latest -= shared.leg_days[zone, shared.zone[other]]
                    day = max(day, latest)
            day = min(day, shared.days - 1)
            while day >= 0 and not shared.works[offer, day]:
                day -= 1
            windows[candidate, 1] = day


class Rivals(NamedTuple):
    """Cells are the days of all candidates' windows; runs are line × day, and list the cells that could be in them."""

    cell: Ints  # [candidate] its first cell
    run_begin: Ints  # [run + 1]
    members: Ints  # cells by run
    steps: Ints  # the step of each of those
    most: Floats  # [run] all that could share it


def rivals_of(shared: Shared, windows: Ints) -> Rivals:
    lengths = np.maximum(windows[:, 1] - windows[:, 0] + 1, 0)
    cell = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    runs = len(shared.line_offer) * shared.days
    candidate = np.repeat(np.arange(len(lengths)), lengths)
    day = np.arange(cell[-1]) - cell[candidate] + windows[candidate, 0]
    step = np.repeat(np.arange(len(shared.owner)), np.diff(shared.begin))[candidate]
    run = shared.candidate_line[candidate] * shared.days + day
    works = shared.works[shared.candidates[candidate], day] if len(day) else np.zeros(0, np.bool_)
    members = np.flatnonzero(works & (shared.fixed[step] < 0))
    order = members[np.argsort(run[members], kind="stable")]
    begin = np.concatenate([[0], np.cumsum(np.bincount(run[members], minlength=runs))]).astype(np.int64)
    most = np.bincount(run[members], weights=shared.quantity[step[members]], minlength=runs)
    return Rivals(cell, begin, order, step[order], most.astype(np.float64))
