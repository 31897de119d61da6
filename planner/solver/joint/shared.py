"""Many orders and the terms they share, as arrays: what stays the same while they are planned together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, Supplier
from planner.solver.book import Book, Line
from planner.solver.demand import Demand
from planner.solver.joint.compiled import NEVER
from planner.solver.joint.rows import Node, Numbers, nodes_of
from planner.solver.tables import Horizon, working_days
from planner.solver.terms import Floats, Ints, Terms

Flags: TypeAlias = NDArray[np.bool_]

#: Runs longer than this many days are left to the search for single orders; fewer where memory would run out.
LONGEST_RUN, MOST_CELLS = 32, 12_000_000


class Shared(NamedTuple):
    """Days are columns from the first on. Offers, zones, lines (an offer and a variant), orders and steps are numbers.

    Steps of an order stand together, each before the one it feeds. `candidates[begin[t]:begin[t + 1]]` are the offers
    that can do step t; `twin` says, for the candidates of the step that t feeds, which candidate of t is of the same
    supplier (-1: none).
    """

    days: int
    zones: int
    longest: int  # days a run may last
    leg_cost: Floats  # [zone, zone] minor units a shipment
    leg_rate: Floats  # [zone, zone] minor units a unit
    leg_days: Ints  # [zone, zone]
    supplier: Ints  # [offer]
    zone: Ints  # [offer]
    setup: Floats  # [offer]
    tier_from: Floats  # [offer, tier] least quantity billed
    tier_rate: Floats  # [offer, tier] NEVER: there is no such tier
    works: Flags  # [offer, day]
    line_offer: Ints  # [line]
    order_begin: Ints  # [order + 1] first step
    earliest: Ints  # [order]
    due: Ints  # [order]
    destination: Ints  # [order] zone
    owner: Ints  # [step] order
    quantity: Floats  # [step]
    pool: Ints  # [step] process and variant
    feeds: Ints  # [step] the step it feeds, counted within its order, or CUSTOMER, or NOTHING
    fixed: Ints  # [step] -1: open; else a confirmed lot, there by that day, or waiting for its input from that day on
    begin: Ints  # [step + 1]
    candidates: Ints  # offers
    candidate_line: Ints  # the line of each candidate
    lag: Ints  # [candidate] days from its last working day until goods can leave
    twin_begin: Ints  # [step]
    twin: Ints


@dataclass(frozen=True)
class Orders:
    """Who is who in the arrays.

    `free` [offer, day]: capacity not taken; `held` [line, day]: paid for in that run; `barred` [line, day]: runs that
    are planned already, and must stay as they are.
    """

    shared: Shared
    first: int
    demands: Sequence[Demand]
    makers: Sequence[tuple[Supplier, Offer]]
    lines: Sequence[Line]
    steps: Sequence[str | None]
    free: Floats
    held: Floats
    barred: Flags


def orders_of(
    terms: Terms, book: Book, demands: Sequence[Demand], first: int, days: int, numbers: Numbers | None = None
) -> Orders:
    """`days` columns from the ordinal day `first` on. Every demand is `fit_for_rows`.

    `numbers`: those given already.
    """
    numbers = Numbers(terms) if numbers is None else numbers
    owner, names, nodes, order_begin = list[int](), list[str | None](), list[Node](), [0]
    for order, demand in enumerate(demands):
        rows = nodes_of(numbers, demand, first)
        owner += [order] * len(rows)
        names += [node.name for node in rows]
        nodes += rows
        order_begin.append(len(nodes))
    ends, of_step = _ints(order_begin), _ints(owner)
    begin = np.concatenate([[0], np.cumsum([len(node.kind.offers) for node in nodes])]).astype(np.int64)
    candidates, feeds = _joined([node.kind.offers for node in nodes]), _ints([node.feeds for node in nodes])
    fixed, makers = _ints([node.fixed for node in nodes]), numbers.makers
    suppliers = _numbers([supplier.id for supplier, _ in makers])
    twin_begin, twin = _twins_of(suppliers[candidates], feeds, ends[of_step] if len(of_step) else ends, begin)
    lead = _ints([offer.lead_days for _, offer in makers])
    legs, tiers = terms.legs, max((len(offer.unit_costs) for _, offer in makers), default=1)
    shared = Shared(
        days=days,
        zones=legs[0].shape[0],
        longest=max(4, min(LONGEST_RUN, days, MOST_CELLS // max(1, len(numbers.lines) * days))),
        leg_cost=legs[0],
        leg_rate=legs[1],
        leg_days=legs[2],
        supplier=suppliers,
        zone=np.array([terms.zone(supplier.zone) for supplier, _ in makers], dtype=np.int64),
        setup=np.array([float(offer.setup_cost) for _, offer in makers]),
        tier_from=np.array([[_from(offer, i) for i in range(tiers)] for _, offer in makers]).reshape(-1, tiers),
        tier_rate=np.array([[_rate(offer, i) for i in range(tiers)] for _, offer in makers]).reshape(-1, tiers),
        works=_works(makers, first, days),
        line_offer=_ints(numbers.line_offer),
        order_begin=ends,
        earliest=np.array([_earliest(terms, demand) - first for demand in demands], dtype=np.int64),
        due=np.array([demand.order.due.toordinal() - first for demand in demands], dtype=np.int64),
        destination=np.array([terms.zone(demand.order.destination) for demand in demands], dtype=np.int64),
        owner=of_step,
        quantity=np.array([node.quantity for node in nodes], dtype=np.float64),
        pool=_ints([node.pool for node in nodes]),
        feeds=feeds,
        fixed=fixed,
        begin=begin,
        candidates=candidates,
        candidate_line=_joined([node.kind.lines for node in nodes]),
        lag=np.where(np.repeat(fixed, np.diff(begin)) >= 0, 0, lead[candidates]),
        twin_begin=twin_begin,
        twin=twin,
    )
    free, held, barred = _taken(book, shared, makers, numbers.lines, first)
    return Orders(shared, first, demands, makers, numbers.lines, names, free, held, barred)


def narrowed(shared: Shared, keep: Flags) -> Shared:
    """The same orders with fewer candidates. `keep`: which of `shared.candidates` stay."""
    counts = np.add.reduceat(keep, shared.begin[:-1]) if len(shared.owner) else np.zeros(0)
    begin = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    candidates = shared.candidates[keep]
    suppliers = shared.supplier[candidates]
    twin_begin, twin = _twins_of(suppliers, shared.feeds, shared.order_begin[shared.owner], begin)
    return shared._replace(
        begin=begin,
        candidates=candidates,
        candidate_line=shared.candidate_line[keep],
        lag=shared.lag[keep],
        twin_begin=twin_begin,
        twin=twin,
    )


def _twins_of(suppliers: Ints, feeds: Ints, order_at: Ints, begin: Ints) -> tuple[Ints, Ints]:
    """`suppliers`: of each candidate; `order_at`: the first step of each step's order."""
    twin_begin, twin = np.zeros(len(feeds), dtype=np.int64), list[int]()
    for step, feed in enumerate(feeds):
        twin_begin[step] = len(twin)
        if feed >= 0:
            target = order_at[step] + feed
            mine = {int(s): i for i, s in enumerate(suppliers[begin[step] : begin[step + 1]])}
            twin += [mine.get(int(s), -1) for s in suppliers[begin[target] : begin[target + 1]]]
    return twin_begin, np.array(twin, dtype=np.int64)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)


def _numbers(names: Sequence[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def _from(offer: Offer, tier: int) -> float:
    """The least quantity that a tier bills."""
    start = offer.unit_costs[tier][0] if 0 < tier < len(offer.unit_costs) else 0
    return max(float(start), float(offer.min_quantity))


def _rate(offer: Offer, tier: int) -> float:
    return float(offer.unit_costs[tier][1]) if tier < len(offer.unit_costs) else NEVER


def _works(makers: Sequence[tuple[Supplier, Offer]], first: int, days: int) -> Flags:
    able = np.array([offer.daily_capacity > 0 for _, offer in makers], dtype=np.bool_)
    # Of one layout in memory always, or what is compiled would have to be compiled for each.
    return np.ascontiguousarray(working_days(makers, Horizon(first, days, days - 1)) & able[:, None])


def _earliest(terms: Terms, demand: Demand) -> int:
    return max(demand.order.earliest, terms.problem.start).toordinal()


def _taken(
    book: Book, shared: Shared, makers: Sequence[tuple[Supplier, Offer]], lines: Sequence[Line], first: int
) -> tuple[Floats, Floats, Flags]:
    """Free capacity [offer, day], what runs of the book hold [line, day], and which of them are barred."""
    capacity = np.array([float(offer.daily_capacity) for _, offer in makers])
    free: Floats = shared.works * capacity[:, None]
    for row, (supplier, offer) in enumerate(makers):
        for day, amount in book.taken.get((supplier.id, offer.process), {}).items():
            if 0 <= day - first < shared.days:
                free[row, day - first] = max(0.0, free[row, day - first] - float(amount))
    held = np.zeros((len(lines), shared.days))
    barred = np.zeros(held.shape, np.bool_)
    for row, line in enumerate(lines):
        for day, run in book.runs.get(line, {}).items():
            if 0 <= day - first < shared.days:
                held[row, day - first] = float(run.quantity)
                barred[row, day - first] = run.last is not None
    return free, held, barred
