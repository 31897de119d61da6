"""What the cheapest way of an order costs that goes through one candidate: forth and back through its programme."""

from __future__ import annotations

import numpy as np

from planner.solver.joint.compiled import NEVER, compiled
from planner.solver.joint.rows import CUSTOMER, NOTHING
from planner.solver.joint.shared import Shared
from planner.solver.joint.ways import Table
from planner.solver.joint.windows import Rivals
from planner.solver.terms import Floats


@compiled
def least_through(shared: Shared, table: Table, rivals: Rivals, asked: Floats, through: Floats) -> None:
    """Fills `through` [candidate] with the least cost of its order that way; `asked` [cell] is paid for a start."""
    ready, leaving, there = table.ready, table.leaving, table.there
    steps_most, width, days = ready.shape
    inward = np.zeros((steps_most, width, days))
    onward = np.zeros((steps_most, width, days + 1))
    reach = np.zeros((width, days + 1))
    zoned = np.zeros((shared.zones, days + 1))
    for order in range(len(shared.due)):
        at, steps = shared.order_begin[order], shared.order_begin[order + 1] - shared.order_begin[order]
        low, high, home = shared.earliest[order], shared.due[order], shared.destination[order]
        total = 0.0
        last = np.zeros(steps)
        for i in range(steps):
            step = at + i
            first, quantity = shared.begin[step], shared.quantity[step]
            leaving[i, :, low : high + 1] = NEVER
            for j in range(shared.begin[step + 1] - first):
                candidate = first + j
                offer = shared.candidates[candidate]
                zone, lead = shared.zone[offer], shared.lag[candidate]
                ready[i, j, low : high + 1] = NEVER
                inward[i, j, :] = NEVER
                begin, end = table.windows[candidate, 0], table.windows[candidate, 1]
                for day in range(begin, end + 1):
                    if shared.fixed[step] < 0 and not shared.works[offer, day]:
                        continue
                    cost = 0.0
                    for h in range(i):
                        if shared.feeds[at + h] == i:
                            arrived = there[h, zone, day]
                            twin = shared.twin[shared.twin_begin[at + h] + j]
                            if twin >= 0:
                                arrived = min(arrived, ready[h, twin, day])
                            cost += arrived
                    if cost >= NEVER:
                        continue
                    inward[i, j, day] = cost
                    cost += asked[rivals.cell[candidate] + day - begin]
                    if day + lead <= high and cost < ready[i, j, day + lead]:
                        ready[i, j, day + lead] = cost
                for day in range(low + 1, high + 1):
                    ready[i, j, day] = min(ready[i, j, day], ready[i, j, day - 1])
                for day in range(low, high + 1):
                    leaving[i, zone, day] = min(leaving[i, zone, day], ready[i, j, day])
            if shared.feeds[step] == NOTHING:
                last[i] = ready[i, 0, high]
                total += last[i]
            elif shared.feeds[step] >= 0:
                there[i, :, low : high + 1] = NEVER
                for zone in range(shared.zones):
                    for other in range(shared.zones):
                        freight = shared.leg_cost[zone, other] + shared.leg_rate[zone, other] * quantity
                        under_way = shared.leg_days[zone, other]
                        for day in range(low + under_way, high + 1):
                            there[i, other, day] = min(
                                there[i, other, day], leaving[i, zone, day - under_way] + freight
                            )
            else:
                least = NEVER
                for zone in range(shared.zones):
                    leave = high - shared.leg_days[zone, home]
                    if leave >= low:
                        freight = shared.leg_cost[zone, home] + shared.leg_rate[zone, home] * quantity
                        least = min(least, leaving[i, zone, leave] + freight)
                last[i] = least
                total += least
        if total >= NEVER:
            continue
        for i in range(steps - 1, -1, -1):
            step = at + i
            first, quantity, feeds = shared.begin[step], shared.quantity[step], shared.feeds[step]
            makers = shared.begin[step + 1] - first
            if feeds >= 0:
                target = at + feeds
                zoned[:, low : high + 1] = NEVER
                for k in range(shared.begin[target + 1] - shared.begin[target]):
                    candidate = shared.begin[target] + k
                    offer = shared.candidates[candidate]
                    zone, begin = shared.zone[offer], table.windows[candidate, 0]
                    reach[k, low : high + 2] = NEVER
                    twin = shared.twin[shared.twin_begin[step] + k]
                    for day in range(begin, table.windows[candidate, 1] + 1):
                        if inward[feeds, k, day] < NEVER and day + shared.lag[candidate] <= high:
                            own = there[i, zone, day]
                            if twin >= 0:
                                own = min(own, ready[i, twin, day])
                            cost = inward[feeds, k, day] - own + asked[rivals.cell[candidate] + day - begin]
                            reach[k, day] = cost + onward[feeds, k, day + shared.lag[candidate]]
                    for day in range(high - 1, low - 1, -1):
                        reach[k, day] = min(reach[k, day], reach[k, day + 1])
                    for day in range(low, high + 1):
                        zoned[zone, day] = min(zoned[zone, day], reach[k, day])
            for j in range(makers):
                offer = shared.candidates[first + j]
                zone = shared.zone[offer]
                onward[i, j, low : high + 1] = NEVER
                if feeds == NOTHING:
                    onward[i, j, low : high + 1] = total - last[i]
                elif feeds == CUSTOMER:
                    freight = shared.leg_cost[zone, home] + shared.leg_rate[zone, home] * quantity
                    for day in range(low, high - shared.leg_days[zone, home] + 1):
                        onward[i, j, day] = freight + total - last[i]
                else:
                    for other in range(shared.zones):
                        freight = shared.leg_cost[zone, other] + shared.leg_rate[zone, other] * quantity
                        under_way = shared.leg_days[zone, other]
                        for day in range(low, high + 1 - under_way):
                            onward[i, j, day] = min(onward[i, j, day], zoned[other, day + under_way] + freight)
                    for k in range(shared.begin[at + feeds + 1] - shared.begin[at + feeds]):
                        if shared.twin[shared.twin_begin[step] + k] == j:
                            for day in range(low, high + 1):
                                onward[i, j, day] = min(onward[i, j, day], reach[k, day])
                begin = table.windows[first + j, 0]
                for day in range(begin, table.windows[first + j, 1] + 1):
                    if inward[i, j, day] < NEVER and day + shared.lag[first + j] <= high:
                        cost = inward[i, j, day] + asked[rivals.cell[first + j] + day - begin]
                        through[first + j] = min(through[first + j], cost + onward[i, j, day + shared.lag[first + j]])
