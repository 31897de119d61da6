"""What any plan costs at least, divided lots, shared runs and all.

Take any plan, and draw one whole way through each order at random: the lot of its last step in proportion to the lots'
sizes, then back along the shipments in proportion to theirs. A run or shipment of q out of Q is drawn with probability
q / Q, so the way drawn costs at most what the plan does, on average, if whole lots are priced at Q times the least cost
per unit that any quantity up to all that could share the run can have there, and are ready as soon as a run can be.
Hence the cheapest way at those prices is a lower bound for the order, and the sum over orders one for the plan. Where a
step feeds several, each draws its own way back at its share of the price. Amounts count exact here, before each is
rounded to the minor unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from planner.domain.problem import Offer, ProblemOrder
from planner.solver.book import Book, line_of
from planner.solver.demand import Demand, OpenStep
from planner.solver.tables import SAME, Horizon, Table, free_capacity
from planner.solver.terms import Floats, Terms
from planner.solver.tree import Tree

#: Process and variant: what runs of one supplier must agree in to be one.
Pool: TypeAlias = tuple[str, frozenset[tuple[str, str]]]


def lower_bound(terms: Terms, demands: Sequence[Demand], horizon: Horizon) -> float:
    """A lower bound on the exact cost of every plan for these orders; inf where one of them can't be made in time."""
    pools = _pools(demands)
    book = Book(terms.problem)
    total = 0.0
    for demand in demands:
        due = demand.order.due.toordinal() - horizon.first
        if demand.open:
            total += float(relaxed_tree(terms, book, demand, horizon, pools).curve[min(due, horizon.length - 1)])
    return total


def relaxed_tree(
    terms: Terms, book: Book, demand: Demand, horizon: Horizon, pools: Mapping[Pool, float] | None = None
) -> Tree:
    """An order at prices that no plan over `book` undercuts; `pools`: how much could share each kind of run."""
    most = _pools([demand]) if pools is None else pools
    tables = {
        name: _relaxed_table(terms, book, demand.order, need, horizon, most[_pool(need)])
        for name, need in demand.open.items()
    }
    return Tree(terms, demand, tables, horizon, exact=True)


def _relaxed_table(
    terms: Terms, book: Book, order: ProblemOrder, need: OpenStep, horizon: Horizon, pool: float
) -> Table:
    """Prices that no lot of the step undercuts per unit; `pool`: the most that one of its runs can be for."""
    makers = terms.makers(need.step)
    free = free_capacity(makers, book, horizon)
    earliest = max(order.earliest, terms.problem.start).toordinal() - horizon.first
    free[:, : max(earliest, 0)] = 0
    most = np.minimum(np.cumsum(free[:, ::-1], axis=1)[:, ::-1], pool)
    quantity = float(need.quantity)
    with np.errstate(divide="ignore", invalid="ignore"):
        price = np.where(free > SAME, _charges([offer for _, offer in makers], most) * (quantity / most), np.inf)
    for row, (supplier, offer) in enumerate(makers):
        held_runs = book.runs.get(line_of(supplier.id, offer.process, need.step.variant_values), {})
        for start, held in held_runs.items():
            day = start - horizon.first
            if 0 <= day < horizon.length and free[row, day] > SAME:
                price[row, day] = quantity * _least_rate(offer, float(held.quantity), float(most[row, day]))
    lead = np.array([offer.lead_days for _, offer in makers], dtype=np.int64)
    zones = np.array([terms.zone(supplier.zone) for supplier, _ in makers], dtype=np.int64)
    ready = np.minimum(np.arange(horizon.length) + lead[:, None], horizon.length)
    return Table(makers, zones, price, ready)


def _pool(need: OpenStep) -> Pool:
    return need.step.process, frozenset(need.step.variant_values.items())


def _pools(demands: Sequence[Demand]) -> Mapping[Pool, float]:
    """All that could share a run: the open quantity by process and variant."""
    pools: dict[Pool, float] = {}
    for demand in demands:
        for need in demand.open.values():
            pools[_pool(need)] = pools.get(_pool(need), 0.0) + float(need.quantity)
    return pools


def _charges(offers: Sequence[Offer], quantities: Floats) -> Floats:
    """Exact charge of new runs, row by row an offer; per unit it never rises with the quantity."""
    tiers = max((len(offer.unit_costs) for offer in offers), default=0)
    least = np.full(quantities.shape, np.inf)
    floor = np.array([float(offer.min_quantity) for offer in offers])
    for k in range(tiers):
        known = [offer.unit_costs[k] if k < len(offer.unit_costs) else None for offer in offers]
        rate = np.array([np.inf if tier is None else float(tier[1]) for tier in known])
        start = np.array([0.0 if tier is None or k == 0 else float(tier[0]) for tier in known])
        billed = np.maximum(quantities, np.maximum(start, floor)[:, None])
        least = np.minimum(
            least, np.where(np.isinf(rate)[:, None], np.inf, np.where(rate == np.inf, 0, rate)[:, None] * billed)
        )
    setup: Floats = np.array([float(offer.setup_cost) for offer in offers])
    return least + setup[:, None]


def _least_rate(offer: Offer, held: float, most: float) -> float:
    """The least cost per unit of joining a run that holds `held` with up to `most`.

    The charge is piecewise linear, so the least lies where it bends, or at `most`.
    """
    floor = float(offer.min_quantity)
    tiers = [(max(float(start) if k else 0.0, floor), float(rate)) for k, (start, rate) in enumerate(offer.unit_costs)]

    def charge(quantity: float) -> float:
        return min(rate * max(quantity, start) for start, rate in tiers)

    bends = {start for start, _ in tiers}
    bends |= {rate * start / other for start, rate in tiers for _, other in tiers if other > 0}
    return min(
        (charge(held + q) - charge(held)) / q for q in [*(b - held for b in bends if SAME < b - held < most), most]
    )
