"""One order as rows of the arrays: its open steps, and the confirmed lots that these wait for or are waited for by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from planner.domain.problem import Offer, ProblemStep, Quantity, Supplier
from planner.solver.book import Line, line_of
from planner.solver.demand import Demand, FixedLot
from planner.solver.terms import Ints, Terms

#: What a step feeds, beside other steps of its order.
CUSTOMER, NOTHING = -1, -2

#: Process and variant: what lots of one run have in common.
Pool: TypeAlias = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, eq=False)
class Kind:
    """Who can do some kind of step: `offers` and the `lines` of each, as numbers, and their `suppliers`."""

    offers: Ints
    lines: Ints
    suppliers: Ints


@dataclass(frozen=True)
class Node:
    """A row: an open step (`name`), or a confirmed lot (`fixed`: the day it is there, or must have its input by).

    `feeds`: the row that waits for it, counted within the order.
    """

    name: str | None
    kind: Kind
    pool: int
    quantity: float
    feeds: int
    fixed: int = -1


@dataclass
class Numbers:
    """Offers, lines (an offer and a variant) and pools (process and variant) by number, in the order they come up."""

    terms: Terms
    makers: list[tuple[Supplier, Offer]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    line_offer: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._offers: dict[tuple[str, str], int] = {}
        self._suppliers: dict[str, int] = {}
        self._lines: dict[Line, int] = {}
        self._pools: dict[Pool, int] = {}
        self._kinds: dict[tuple[str, frozenset[tuple[str, str]], Pool], Kind] = {}
        self._twins: dict[tuple[int, int], tuple[Kind, Kind, Ints]] = {}
        self._fixed: dict[str, Kind] = {}

    def offer(self, supplier: Supplier, offer: Offer) -> int:
        key = supplier.id, offer.process
        if key not in self._offers:
            self._offers[key] = len(self.makers)
            self.makers.append((supplier, offer))
            self._suppliers.setdefault(supplier.id, len(self._suppliers))
        return self._offers[key]

    def line(self, supplier: Supplier, offer: Offer, step: ProblemStep) -> int:
        line = line_of(supplier.id, offer.process, step.variant_values)
        if line not in self._lines:
            self._lines[line] = len(self.lines)
            self.lines.append(line)
            self.line_offer.append(self.offer(supplier, offer))
        return self._lines[line]

    def line_number(self, line: Line) -> int | None:
        """None where nothing has needed it yet."""
        return self._lines.get(line)

    def offer_number(self, supplier: str, process: str) -> int | None:
        return self._offers.get((supplier, process))

    def pool(self, step: ProblemStep) -> int:
        return self._pools.setdefault(_pool(step), len(self._pools))

    def new_pool(self) -> int:
        """One that nothing else is in."""
        return self._pools.setdefault((f"only {len(self._pools)}", frozenset()), len(self._pools))

    def kind(self, step: ProblemStep) -> Kind:
        key = step.process, frozenset(step.values.items()), _pool(step)
        if key not in self._kinds:
            makers = self.terms.makers(step)
            offers = [self.offer(supplier, offer) for supplier, offer in makers]
            lines = [self.line(supplier, offer, step) for supplier, offer in makers]
            self._kinds[key] = Kind(_ints(offers), _ints(lines), self._numbered(s for s, _ in makers))
        return self._kinds[key]

    def fixed(self, supplier: Supplier) -> Kind:
        """The kind of a confirmed lot: any offer will do, as only its supplier and zone matter."""
        if supplier.id not in self._fixed:
            offer = self.offer(supplier, supplier.offers[0])
            self._fixed[supplier.id] = Kind(_ints([offer]), _ints([0]), self._numbered([supplier]))
        return self._fixed[supplier.id]

    def twins(self, kind: Kind, target: Kind) -> Ints:
        """For each who can do `target`: its row in `kind`, -1 where it is not there."""
        key = id(kind), id(target)
        if key not in self._twins:
            rows = {int(supplier): row for row, supplier in enumerate(kind.suppliers)}
            self._twins[key] = kind, target, _ints([rows.get(int(supplier), -1) for supplier in target.suppliers])
        return self._twins[key][2]

    def _numbered(self, suppliers: Iterator[Supplier] | Sequence[Supplier]) -> Ints:
        return _ints([self._suppliers[supplier.id] for supplier in suppliers])


def fit_for_rows(terms: Terms, demand: Demand, first: int) -> bool:
    """Do the open steps form trees, each feeding one other step, one confirmed lot or the customer, all in time?

    `first`: the ordinal day from which the order may be worked on.
    """
    due = demand.order.due.toordinal()
    for need in demand.open.values():
        goals = [*need.feeds.values(), *(amount for _, _, amount in need.supplies)]
        if len(goals) + need.last != 1 or any(amount != need.quantity for amount in goals):
            return False
        known = (lot.supplier for _, lot, _ in (*need.gifts, *need.supplies))
        if not all(name in terms.suppliers and terms.suppliers[name].offers for name in known):
            return False
        if any(lot.ready > due for _, lot, _ in need.gifts):
            return False
        if any(not first <= lot.start <= due for _, lot, _ in need.supplies):
            return False
    return True


def nodes_of(numbers: Numbers, demand: Demand, first: int) -> list[Node]:
    """The rows of an order, each before the one it feeds. `first`: the ordinal day of the first column."""
    gifts = [(name, lot, amount) for name, need in demand.open.items() for _, lot, amount in need.gifts]
    place = {name: len(gifts) + i for i, name in enumerate(demand.open)}
    earliest = max(demand.order.earliest, numbers.terms.problem.start).toordinal()
    nodes = [
        _confirmed(numbers, lot, amount, place[name], max(lot.ready, earliest) - first) for name, lot, amount in gifts
    ]
    sinks: list[tuple[FixedLot, Quantity]] = []
    for name, need in demand.open.items():
        feeds = next((place[other] for other in need.feeds), CUSTOMER)
        for _, lot, amount in need.supplies:
            feeds = len(gifts) + len(demand.open) + len(sinks)
            sinks.append((lot, amount))
        kind, pool = numbers.kind(need.step), numbers.pool(need.step)
        nodes.append(Node(name, kind, pool, float(need.quantity), feeds))
    nodes += [_confirmed(numbers, lot, amount, NOTHING, lot.start - first) for lot, amount in sinks]
    return nodes


def _confirmed(numbers: Numbers, lot: FixedLot, amount: Quantity, feeds: int, day: int) -> Node:
    kind = numbers.fixed(numbers.terms.suppliers[lot.supplier])
    return Node(None, kind, numbers.new_pool(), float(amount), feeds, day)


def _pool(step: ProblemStep) -> Pool:
    return step.process, frozenset(step.variant_values.items())


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
