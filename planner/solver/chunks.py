"""Divide an order by making it in chunks, each with whole lots: quick, and good enough to start from.

Every chunk is as large as whole lots allow beside those before it, up to a limit, of which several are tried. Chunks
share runs and shipments where they meet.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from planner.domain.problem import Quantity
from planner.solver.aims import Aims, Candidate, weigh
from planner.solver.demand import Demand
from planner.solver.draft import Draft, Layout, Placing
from planner.solver.tables import Horizon

#: More lots of a step than this are no plan that anybody would follow.
MOST_CHUNKS = 40

#: Chunks of at most these shares of the order are tried.
SIZES = (1.0, 0.6, 0.5, 0.34, 0.25)

#: Quantities that are not whole are divided into this many parts.
PARTS = 1000


def in_chunks(draft: Draft, demand: Demand, horizon: Horizon) -> Candidate | None:
    """The cheapest of some divided plans of an order in time; None where no chunks add up to it."""
    found = [_in_chunks(draft, demand, horizon, at_most) for at_most in SIZES]
    return min((one for one in found if one is not None), key=lambda one: (one.cost, one.arrives), default=None)


def _in_chunks(draft: Draft, demand: Demand, horizon: Horizon, at_most: float) -> Candidate | None:
    last = max((need.quantity for need in demand.open.values() if need.last), default=1)
    parts = int(last) if last == int(last) else PARTS
    layout = Layout((), {})
    rest, names = parts, list[str]()
    try:
        while rest and len(names) < MOST_CHUNKS:
            found = _largest(draft, demand, horizon, min(rest, max(1, int(parts * at_most))), parts)
            if found is None:
                return None
            size, chunk, candidate = found
            name = f"{demand.order.id}/{len(names)}"
            draft.add(replace(chunk, order=replace(chunk.order, id=name)), candidate.layout)
            names.append(name)
            layout = _joined(layout, chunk, candidate.layout)
            rest -= size
    finally:
        for name in reversed(names):
            draft.remove(name)
    return None if rest else weigh(draft, demand, layout)


def _largest(
    draft: Draft, demand: Demand, horizon: Horizon, most: int, parts: int
) -> tuple[int, Demand, Candidate] | None:
    """The largest chunk of at most `most` of `parts` that can be made with whole lots now."""

    def attempt(size: int) -> tuple[int, Demand, Candidate] | None:
        chunk = demand.part(Fraction(size, parts))
        candidate = Aims(draft, chunk, horizon).cheapest()
        return None if candidate is None else (size, chunk, candidate)

    found, too_many = attempt(most), most
    if found is not None:
        return found
    fits = 0
    while too_many - fits > max(1, fits // 50):
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
    placings: tuple[Placing, ...] = (*layout.placings, *more.placings)
    return Layout(placings, flows)
