"""The cheapest way of one order through the live book, by dynamic programming over (step, supplier, start day).

A lot is priced at what it adds to the run it would join or open. Exact for whole lots of routings in which every step
feeds at most one other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.solver.joint.compiled import NEVER, SAME, compiled
from planner.solver.joint.rows import CUSTOMER, NOTHING
from planner.solver.joint.shared import Shared
from planner.solver.joint.state import State
from planner.solver.terms import Floats, Ints


class Table(NamedTuple):
    """Room for one order's programme; first axis: its steps. A way is read from `chosen` (candidate, start day)."""

    ready: Floats  # [step, candidate, day] least cost of being able to leave by then
    begun: NDArray[np.int16]  # the start day of that
    leaving: Floats  # [step, zone, day] least cost of being able to leave a zone by then
    maker: NDArray[np.int16]  # the candidate of that
    there: Floats  # [step, zone, day] least cost of having arrived in a zone by then
    origin: NDArray[np.int16]  # the zone it comes from
    chosen: Ints  # [step, 2]
    windows: Ints  # [candidate of all steps, 2] first and last day it could start, by time alone


class Target(NamedTuple):
    """A run that lots are drawn to: they are priced, and end, as if `extra` more were sure to join it.

    So the orders placed first leave it the time to grow.
    """

    line: int
    day: int
    extra: float


def table_for(shared: Shared, windows: Ints) -> Table:
    sizes = np.diff(shared.begin)
    width = int(sizes.max()) if len(sizes) else 1
    steps = int(np.diff(shared.order_begin).max()) if len(shared.order_begin) > 1 else 1
    return table_of_size(shared, steps, width, windows)


def table_of_size(shared: Shared, steps: int, width: int, windows: Ints) -> Table:
    """For orders of up to `steps` rows with up to `width` candidates each."""
    makers, zones = (steps, width, shared.days), (steps, shared.zones, shared.days)
    return Table(
        np.zeros(makers),
        np.zeros(makers, np.int16),
        np.zeros(zones),
        np.zeros(zones, np.int16),
        np.zeros(zones),
        np.zeros(zones, np.int16),
        np.zeros((steps, 2), np.int64),
        windows,
    )


@compiled
def charge(shared: Shared, offer: int, quantity: float) -> float:
    """What a run costs, minor units, not rounded."""
    least = NEVER
    for tier in range(shared.tier_rate.shape[1]):
        rate = shared.tier_rate[offer, tier]
        if rate < NEVER:
            billed = rate * max(quantity, shared.tier_from[offer, tier])
            if billed < least:
                least = billed
    return float(least + shared.setup[offer])


@compiled
def _ends(state: State, offer: int, day: int, bound: int, quantity: float) -> int:
    """The day on which a quantity is done that is begun on `day`; after `bound` where it is not."""
    end, rest = day, quantity
    while end <= bound:
        rest -= state.free[offer, end]
        if rest <= SAME:
            break
        end += 1
    return end


@compiled
def joining(
    shared: Shared, state: State, offer: int, line: int, day: int, quantity: float, alone: float, target: Target
) -> tuple[float, int]:
    """(what a lot adds to the run of `line` that starts on `day`, that run's last day then); NEVER where it can't.

    `alone`: what a run of the lot alone costs. A run may become longer as far as all its lots bear it.
    """
    drawn = line == target.line and day == target.day and target.extra > 0
    lots = state.lots[line, day]
    last = state.last[line, day] if lots > 0 else day
    bound = min(shared.days - 1, day + shared.longest - 1)
    if lots > 0:
        bound = min(bound, max(last, state.limit[line, day]))
    end = _ends(state, offer, day, bound, quantity + target.extra if drawn else quantity)
    if end > bound and drawn:
        drawn, end = False, _ends(state, offer, day, bound, quantity)
    if end > bound:
        return NEVER, day
    held = state.held[line, day]
    if drawn:
        more = quantity + target.extra
        paid = charge(shared, offer, held) if held > 0 else 0.0
        return (charge(shared, offer, held + more) - paid) * quantity / more, max(end, last)
    if held > 0:
        return charge(shared, offer, held + quantity) - charge(shared, offer, held), max(end, last)
    return alone, end


@compiled
def way(shared: Shared, state: State, table: Table, order: int, target: Target, optimism: float) -> float:
    """The least that placing an order adds, NEVER where it can't be placed; the way is left in `table.chosen`.

    `optimism` below 1 counts only that part of what a new run costs beyond its first rate: others will share it.
    """
    at, steps = shared.order_begin[order], shared.order_begin[order + 1] - shared.order_begin[order]
    low, high = shared.earliest[order], shared.due[order]
    ready, begun, leaving, there = table.ready, table.begun, table.leaving, table.there
    free, held, works, banned = state.free, state.held, shared.works, state.banned
    inputs = np.zeros(shared.days)
    for i in range(steps):
        step = at + i
        quantity = shared.quantity[step]
        first = shared.begin[step]
        leaving[i, :, low : high + 1] = NEVER
        for j in range(shared.begin[step + 1] - first):
            offer, line = shared.candidates[first + j], shared.candidate_line[first + j]
            zone, lead = shared.zone[offer], shared.lag[first + j]
            mine = ready[i, j]
            mine[low : high + 1] = NEVER
            begin, end = table.windows[first + j, 0], table.windows[first + j, 1]
            if begin > end:
                continue
            inputs[begin : end + 1] = 0.0
            for h in range(i):
                if shared.feeds[at + h] == i:
                    twin = shared.twin[shared.twin_begin[at + h] + j]
                    for day in range(begin, end + 1):
                        cost = there[h, zone, day]
                        if twin >= 0 and ready[h, twin, day] < cost:
                            cost = ready[h, twin, day]
                        inputs[day] += cost
            if shared.fixed[step] >= 0:
                mine[begin] = inputs[begin]
                begun[i, j, begin] = begin
                begin, end = 0, -1
            alone = charge(shared, offer, quantity)
            base = shared.tier_rate[offer, 0] * quantity
            if optimism < 1.0 and alone > base:
                alone = base + optimism * (alone - base)
            for day in range(begin, end + 1):
                cost = inputs[day]
                if cost >= NEVER or not works[offer, day] or banned[line, day] or free[offer, day] <= SAME:
                    continue
                if free[offer, day] >= quantity and not (line == target.line and day == target.day):
                    # The common case, apart: a call with all these arrays takes longer than what it works out.
                    has, out = held[line, day], day + lead
                    if has == 0:
                        cost += alone
                    else:
                        cost += charge(shared, offer, has + quantity) - charge(shared, offer, has)
                        if state.lots[line, day] > 0:
                            out = state.last[line, day] + lead
                else:
                    price, over = joining(shared, state, offer, line, day, quantity, alone, target)
                    if price >= NEVER:
                        continue
                    cost += price
                    out = over + lead
                if out <= high and cost < mine[out]:
                    mine[out] = cost
                    begun[i, j, out] = day
            for day in range(low + 1, high + 1):
                if mine[day - 1] <= mine[day]:
                    mine[day] = mine[day - 1]
                    begun[i, j, day] = begun[i, j, day - 1]
            for day in range(low, high + 1):
                if mine[day] < leaving[i, zone, day]:
                    leaving[i, zone, day] = mine[day]
                    table.maker[i, zone, day] = j
        if shared.feeds[step] >= 0:
            there[i, :, low : high + 1] = NEVER
            for zone in range(shared.zones):
                if leaving[i, zone, high] < NEVER:
                    for other in range(shared.zones):
                        freight = shared.leg_cost[zone, other] + shared.leg_rate[zone, other] * quantity
                        under_way = shared.leg_days[zone, other]
                        for day in range(low + under_way, high + 1):
                            cost = leaving[i, zone, day - under_way] + freight
                            if cost < there[i, other, day]:
                                there[i, other, day] = cost
                                table.origin[i, other, day] = zone
    return _read(shared, table, order)


@compiled
def _read(shared: Shared, table: Table, order: int) -> float:
    """The way that the programme found, from the customer back."""
    at, steps = shared.order_begin[order], shared.order_begin[order + 1] - shared.order_begin[order]
    low, high = shared.earliest[order], shared.due[order]
    total = 0.0
    for i in range(steps - 1, -1, -1):
        step = at + i
        feeds = shared.feeds[step]
        candidate, out = -1, 0
        if feeds == NOTHING:
            candidate, out = 0, shared.fixed[step]
            if shared.begin[step] == shared.begin[step + 1] or table.ready[i, 0, out] >= NEVER:
                return NEVER
            total += table.ready[i, 0, out]
        elif feeds == CUSTOMER:
            least = NEVER
            for zone in range(shared.zones):
                leave = high - shared.leg_days[zone, shared.destination[order]]
                if leave >= low and table.leaving[i, zone, leave] < NEVER:
                    cost = table.leaving[i, zone, leave] + shared.leg_cost[zone, shared.destination[order]]
                    cost += shared.leg_rate[zone, shared.destination[order]] * shared.quantity[step]
                    if cost < least:
                        least, candidate, out = cost, table.maker[i, zone, leave], leave
            if candidate < 0:
                return NEVER
            total += least
        else:
            j, day = table.chosen[feeds, 0], table.chosen[feeds, 1]
            to = shared.zone[shared.candidates[shared.begin[at + feeds] + j]]
            zone = table.origin[i, to, day]
            out = day - shared.leg_days[zone, to]
            least = table.there[i, to, day]
            if least < NEVER:
                candidate = table.maker[i, zone, out]
            twin = shared.twin[shared.twin_begin[step] + j]
            if twin >= 0 and table.ready[i, twin, day] <= least:
                candidate, out = twin, day
        table.chosen[i, 0] = candidate
        table.chosen[i, 1] = table.begun[i, candidate, out]
    return total
