"""What the lots of a run may be asked for their parts of it, so that the run is paid no more than it costs."""

from __future__ import annotations

import numpy as np

from planner.solver.joint.compiled import NEVER, compiled
from planner.solver.joint.shared import Shared
from planner.solver.joint.ways import charge
from planner.solver.joint.windows import Rivals
from planner.solver.terms import Floats


@compiled
def even_prices(shared: Shared, held: Floats, capacity: Floats, rivals: Rivals, asked: Floats) -> None:
    """Every lot's part of a run at the least average cost that the run can have: `asked` [cell].

    `capacity` [offer, day]: what can be worked from that day on. A run pays no more than it costs, whoever joins.
    """
    for run in range(len(rivals.run_begin) - 1):
        begin, end = rivals.run_begin[run], rivals.run_begin[run + 1]
        if begin == end:
            continue
        line, day = run // shared.days, run % shared.days
        offer = shared.line_offer[line]
        most = min(rivals.most[run], capacity[offer, day])
        rate = _least_rate(shared, offer, held[line, day], most) if most > 0 else NEVER
        for member in range(begin, end):
            asked[rivals.members[member]] = min(NEVER, rate * shared.quantity[rivals.steps[member]])


@compiled
def _bend(shared: Shared, offer: int, one: int, other: int) -> float:
    """Where a run's cost bends: at the start of a tier, or where a dearer rate has cost as much."""
    if other == shared.tier_rate.shape[1]:
        return float(shared.tier_from[offer, one])
    rate = shared.tier_rate[offer, other]
    if rate >= NEVER or rate <= 0:
        return 0.0
    return float(shared.tier_rate[offer, one] * shared.tier_from[offer, one] / rate)


@compiled
def _least_rate(shared: Shared, offer: int, held: float, most: float) -> float:
    """The least cost per unit of joining a run that holds `held` with up to `most`."""
    paid = charge(shared, offer, held) if held > 0 else 0.0
    least = (charge(shared, offer, held + most) - paid) / most
    if held > 0:
        for one in range(shared.tier_rate.shape[1]):
            if shared.tier_rate[offer, one] < NEVER:
                for other in range(shared.tier_rate.shape[1] + 1):
                    more = _bend(shared, offer, one, other) - held
                    if 0 < more < most:
                        least = min(least, (charge(shared, offer, held + more) - paid) / more)
    return float(least)


@compiled
def excess(shared: Shared, held: Floats, rivals: Rivals, asked: Floats, slope: Floats) -> float:
    """How much more than they cost the runs could be paid at these prices, at most: to be taken off the sum.

    `slope` [cell] is lowered by the part of each lot that does so.
    """
    total, tiers = 0.0, shared.tier_rate.shape[1]
    for run in range(len(rivals.run_begin) - 1):
        begin, end = rivals.run_begin[run], rivals.run_begin[run + 1]
        if begin == end:
            continue
        line, day = run // shared.days, run % shared.days
        offer = shared.line_offer[line]
        base = held[line, day]
        paid = charge(shared, offer, base) if base > 0 else 0.0
        rates = np.zeros(end - begin)
        for i in range(end - begin):
            rates[i] = asked[rivals.members[begin + i]] / shared.quantity[rivals.steps[begin + i]]
        if base == 0 and rates.max() <= _floor(shared, offer, rivals.most[run]):
            continue
        order = np.argsort(-rates)
        worst, at, sum_, filled = 0.0, 0.0, 0.0, 0.0
        for i in order:
            if rates[i] <= 0:
                break
            quantity = shared.quantity[rivals.steps[begin + i]]
            for one in range(tiers):
                if shared.tier_rate[offer, one] < NEVER:
                    for other in range(tiers + 1):
                        bend = _bend(shared, offer, one, other) - base
                        if filled < bend < filled + quantity:
                            over = sum_ + rates[i] * (bend - filled) - charge(shared, offer, base + bend) + paid
                            if over > worst:
                                worst, at = over, bend
            sum_ += rates[i] * quantity
            filled += quantity
            over = sum_ - charge(shared, offer, base + filled) + paid
            if over > worst:
                worst, at = over, filled
        if worst > 0:
            total += worst
            filled = 0.0
            for i in order:
                quantity = shared.quantity[rivals.steps[begin + i]]
                part = min(1.0, (at - filled) / quantity)
                if part <= 0:
                    break
                slope[rivals.members[begin + i]] -= part
                filled += quantity
    return total


@compiled
def _floor(shared: Shared, offer: int, most: float) -> float:
    """No run of up to `most` costs less per unit."""
    return float(charge(shared, offer, most) / most)
