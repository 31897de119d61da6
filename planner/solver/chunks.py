"""Divide an order by making it in chunks, each with whole lots: quick, and good enough to start from.

Every chunk is as large as whole lots allow beside those before it, but no larger than those, and than a limit, of which
several are tried. Chunks share runs and shipments where they meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from planner.domain.problem import Quantity
from planner.solver.aims import Aims, Candidate, weigh
from planner.solver.book import DoesNotFit
from planner.solver.bound import MOST_LOTS
from planner.solver.demand import Demand
from planner.solver.draft import Draft
from planner.solver.tables import SAME, Horizon, free_capacity
from planner.solver.trips import Layout
from planner.solver.work import Work, of_programme

#: Chunks of at most these shares of the order are tried; equal ones leave no small rest that pays for runs of its own.
SIZES = (1.0, 1 / 2, 0.45, 0.4, 0.36, 1 / 3, 0.3, 0.27, 1 / 4, 0.22, 1 / 5, 0.18, 1 / 6)

#: Quantities that are not whole are divided into this many parts.
PARTS = 1000


@dataclass(frozen=True)
class Divided:
    """The cheapest of some divided plans of an order in time; None where no chunks add up to it.

    `parts`: how many parts of the order (pieces, where it is counted in pieces) they could make.
    """

    best: Candidate | None
    parts: int


def in_chunks(draft: Draft, demand: Demand, horizon: Horizon, work: Work, sizes: Sequence[float] = SIZES) -> Divided:
    """Divide an order so that it is in time, whatever it costs. `sizes`: shares of it that chunks are limited to."""
    found: list[Candidate] = []
    made = 0
    largest = 1.0
    for at_most in sizes:
        if at_most > largest:
            continue  # the limit was not what kept the chunks before as small as they were
        layout, left, largest = _chunks(draft, demand, horizon, work, at_most)
        made = max(made, _parts(demand) - left)
        if left:
            break
        if (candidate := weigh(draft, demand, layout)) is not None:
            found.append(candidate)
    return Divided(min(found, key=lambda one: (one.cost, one.arrives), default=None), made)


def whole_share(draft: Draft, demand: Demand, horizon: Horizon) -> float:
    """No larger share can be made with whole lots: that of the scarcest step which its largest maker could do."""
    shares = [1.0]
    for need in demand.open.values():
        free = free_capacity(draft.terms.makers(need.step), draft.book, horizon).sum(axis=1)
        shares.append((float(free.max(initial=0)) + SAME) / float(need.quantity))
    return min(shares)


def _parts(demand: Demand) -> int:
    last = max((need.quantity for need in demand.open.values() if need.last), default=1)
    return int(last) if last == int(last) else PARTS


def _chunks(draft: Draft, demand: Demand, horizon: Horizon, work: Work, at_most: float) -> tuple[Layout, int, float]:
    """Lots of chunks of at most a share of the order, how many parts are left over, and the largest chunk's share."""
    parts = rest = _parts(demand)
    size = first = ceil(parts * at_most - SAME)
    placed = list[tuple[Demand, Layout]]()
    while rest and len(placed) < MOST_LOTS:
        found = _largest(draft, demand, horizon, work, min(rest, size), parts)
        if found is None:
            break
        size, chunk, candidate = found
        first = first if placed else size
        chunk = replace(chunk, order=replace(chunk.order, id=f"{demand.order.id}/{len(placed)}"))
        try:
            draft.add(chunk, candidate.layout)
        except DoesNotFit:  # noise of proportions that do not come out even
            break
        placed.append((chunk, candidate.layout))
        rest -= size
    layout = Layout((), {})
    for chunk, more in placed:
        layout = _joined(layout, chunk, more)
    for name in reversed([chunk.order.id for chunk, _ in placed]):
        draft.remove(name)
    return layout, rest, first / parts


def _largest(
    draft: Draft, demand: Demand, horizon: Horizon, work: Work, most: int, parts: int
) -> tuple[int, Demand, Candidate] | None:
    """The largest chunk, nearly, of at most `most` of `parts` that can be made with whole lots now."""
    units = of_programme(draft.terms, demand, horizon)

    def attempt(size: int) -> tuple[int, Demand, Candidate] | None:
        if not work.take(units):
            return None
        chunk = demand.part(Fraction(size, parts))
        candidate = Aims(draft, chunk, horizon).cheapest()
        return None if candidate is None else (size, chunk, candidate)

    most = min(most, max(1, int(whole_share(draft, demand, horizon) * parts)))
    found = attempt(most)
    if found is not None or most <= 1:
        return found
    found, fits, too_many = attempt(1), 1, most
    if found is None:
        return None
    while too_many - fits > max(1, fits // 50) and work.left > 0:
        middle = (fits + too_many) // 2
        one = attempt(middle)
        if one is None:
            too_many = middle
        else:
            fits, found = middle, one
    return found


def _joined(layout: Layout, chunk: Demand, more: Layout) -> Layout:
    """The chunks so far and one more, whose whole lots feed each other."""
    offset = len(layout.placings)
    at = {placing.step: offset + i for i, placing in enumerate(more.placings)}
    flows: dict[tuple[str, str], tuple[tuple[int, int, Quantity], ...]] = {
        edge: tuple(moved) for edge, moved in (layout.flows or {}).items()
    }
    for name, need in chunk.open.items():
        for target, amount in need.feeds.items():
            flows[name, target] = (*flows.get((name, target), ()), (at[name], at[target], amount))
    return Layout((*layout.placings, *more.placings), flows)
