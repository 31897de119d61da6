"""The cheapest ways of all orders, each alone, at asking prices for its part of every run and for capacity."""

from __future__ import annotations

from typing import NamedTuple

from planner.solver.joint.compiled import NEVER, compiled
from planner.solver.joint.rows import CUSTOMER, NOTHING
from planner.solver.joint.shared import Shared
from planner.solver.joint.ways import Table
from planner.solver.joint.windows import Rivals
from planner.solver.terms import Floats, Ints


class Prices(NamedTuple):
    """`run` [cell]: what a whole lot pays for its part of a run; `day` [offer, day]: per unit worked on that day."""

    run: Floats
    day: Floats


class Wish(NamedTuple):
    """What the cheapest ways use: `cell` [step] (-1: none), and units worked [offer, day]."""

    cell: Ints
    worked: Floats


@compiled
def ways(
    shared: Shared,
    table: Table,
    worked_on: Ints,
    started: Ints,
    rivals: Rivals,
    prices: Prices,
    wish: Wish,
    each: Floats,
) -> float:
    """The sum over orders, and `each` [order]; NEVER for an order that no way is in time for (and not in the sum).

    A unit drawn from a lot starts with its run, is worked on that day or later, and is ready `lead` days after; so the
    lot costs at least its part of the run, and the price of the cheapest such day. `worked_on` and `started`
    [step, candidate, day] give room.
    """
    total = 0.0
    ready, leaving, there = table.ready, table.leaving, table.there
    for order in range(len(shared.due)):
        at, steps = shared.order_begin[order], shared.order_begin[order + 1] - shared.order_begin[order]
        low, high = shared.earliest[order], shared.due[order]
        for i in range(steps):
            step = at + i
            quantity, first = shared.quantity[step], shared.begin[step]
            leaving[i, :, low : high + 1] = NEVER
            for j in range(shared.begin[step + 1] - first):
                candidate = first + j
                offer = shared.candidates[candidate]
                zone, lead = shared.zone[offer], shared.lag[candidate]
                confirmed = shared.fixed[step] >= 0
                mine = ready[i, j]
                mine[low : high + 1] = NEVER
                begin, end = table.windows[candidate, 0], table.windows[candidate, 1]
                least, best = NEVER, -1
                for day in range(begin, end + 1):
                    if not confirmed and not shared.works[offer, day]:
                        continue
                    cost = prices.run[rivals.cell[candidate] + day - begin]
                    for h in range(i):
                        if shared.feeds[at + h] == i:
                            arrived = there[h, zone, day]
                            twin = shared.twin[shared.twin_begin[at + h] + j]
                            if twin >= 0 and ready[h, twin, day] < arrived:
                                arrived = ready[h, twin, day]
                            cost += arrived
                    if cost < least:
                        least, best = cost, day
                    if least < NEVER and day + lead <= high:
                        cost = least if confirmed else least + prices.day[offer, day] * quantity
                        if cost < mine[day + lead]:
                            mine[day + lead] = cost
                            worked_on[i, j, day + lead] = day
                            started[i, j, day + lead] = best
                for day in range(low + 1, high + 1):
                    if mine[day - 1] <= mine[day]:
                        mine[day] = mine[day - 1]
                        worked_on[i, j, day] = worked_on[i, j, day - 1]
                        started[i, j, day] = started[i, j, day - 1]
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
        each[order] = _wish(shared, table, worked_on, started, rivals, wish, order)
        if each[order] < NEVER:
            total += each[order]
    return total


@compiled
def _wish(
    shared: Shared, table: Table, worked_on: Ints, started: Ints, rivals: Rivals, wish: Wish, order: int
) -> float:
    """What the cheapest way of an order uses, from the customer back; returns what it costs."""
    at, steps = shared.order_begin[order], shared.order_begin[order + 1] - shared.order_begin[order]
    low, high, home = shared.earliest[order], shared.due[order], shared.destination[order]
    total = 0.0
    wish.cell[at : at + steps] = -1
    for i in range(steps - 1, -1, -1):
        step = at + i
        quantity, feeds = shared.quantity[step], shared.feeds[step]
        j, out = -1, 0
        if feeds == NOTHING:
            j, out = 0, shared.fixed[step]
            if shared.begin[step] == shared.begin[step + 1] or table.ready[i, 0, out] >= NEVER:
                return NEVER
            total += table.ready[i, 0, out]
        elif feeds == CUSTOMER:
            least = NEVER
            for zone in range(shared.zones):
                leave = high - shared.leg_days[zone, home]
                if leave >= low and table.leaving[i, zone, leave] < NEVER:
                    cost = table.leaving[i, zone, leave] + shared.leg_cost[zone, home]
                    cost += shared.leg_rate[zone, home] * quantity
                    if cost < least:
                        least, j, out = cost, table.maker[i, zone, leave], leave
            if j < 0:
                return NEVER
            total += least
        else:
            target, into = table.chosen[feeds, 0], table.chosen[feeds, 1]
            to = shared.zone[shared.candidates[shared.begin[at + feeds] + target]]
            least = table.there[i, to, into]
            if least < NEVER:
                zone = table.origin[i, to, into]
                out = into - shared.leg_days[zone, to]
                j = table.maker[i, zone, out]
            twin = shared.twin[shared.twin_begin[step] + target]
            if twin >= 0 and table.ready[i, twin, into] <= least:
                j, out = twin, into
        table.chosen[i, 0] = j
        table.chosen[i, 1] = started[i, j, out]
        if shared.fixed[step] >= 0:
            continue
        candidate = shared.begin[step] + j
        wish.cell[step] = rivals.cell[candidate] + started[i, j, out] - table.windows[candidate, 0]
        wish.worked[shared.candidates[candidate], worked_on[i, j, out]] += quantity
    return total
