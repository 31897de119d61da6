"""The cheapest way through a routing by dynamic programming over (step, supplier, start day).

Exact where every step feeds at most one other and is given whole to one supplier. With forks each step is priced once,
but every later step may choose its own way back: a relaxation, so the curve is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from planner.domain.problem import Offer, Quantity, Supplier
from planner.solver.demand import Demand, FixedLot, OpenStep
from planner.solver.tables import Horizon, Table
from planner.solver.terms import Floats, Freight, Terms

#: Cells of one matrix of arrivals: more would not fit a processor's cache.
MOST_CELLS = 50_000


@dataclass(frozen=True)
class Choice:
    """A step given whole to one supplier, in a run that starts on the ordinal day `start`."""

    supplier: Supplier
    offer: Offer
    start: int


class LegWorth(Protocol):
    """What it is worth that two suppliers follow each other, in minor units."""

    @property
    def legs(self) -> Mapping[tuple[str, str], Mapping[tuple[int, int], float]]:
        """(step, next step) → (row of the sender, row of the receiver) → worth."""

    @property
    def gifts(self) -> Mapping[tuple[str, str], Floats]:
        """(supplier of a confirmed lot, step) → the worth for each row."""


class Tree:
    """`curve[d]`: the least price at which everything has reached the customer by column d; inf where nothing can.

    `by_start[step]` [supplier, day]: the least price of the step, started that day, with all that leads to it;
    `by_ready[step]`: the same by the day on which it can leave at the latest. `exact`: freight is not rounded.
    `liking`: what legs are worth besides, in minor units; the curve is less by that.
    """

    def __init__(
        self,
        terms: Terms,
        demand: Demand,
        tables: Mapping[str, Table],
        horizon: Horizon,
        *,
        exact: bool = False,
        liking: LegWorth | None = None,
    ):
        self.liking = liking
        self.terms, self.demand, self.tables, self.horizon, self.exact = terms, demand, tables, horizon, exact
        self.by_start: dict[str, Floats] = {}
        self.by_ready: dict[str, Floats] = {}
        self.copies: dict[str, int] = {}
        for name in reversed(list(demand.open)):
            self.copies[name] = max(1, sum(self.copies[other] for other in demand.open[name].feeds))
        for name, need in demand.open.items():
            self._step(name, need)
        self.curve = np.zeros(horizon.length)
        for name, need in demand.open.items():
            if need.last:
                freight = self._to_customer(name, need.quantity)
                self.curve = self.curve + _arrivals(self.by_ready[name], freight)[0]
            elif not need.feeds:
                # Only confirmed lots wait for it, and those have said when they start.
                self.curve = self.curve + np.min(self.by_start[name], initial=np.inf)

    @property
    def dearest_freight(self) -> float:
        """No answer pays more for freight than this."""
        needs = self.demand.open.values()
        amounts = [a for need in needs for a in need.feeds.values()]
        amounts += [a for need in needs for _, _, a in (*need.gifts, *need.supplies)]
        amounts += [need.quantity for need in needs if need.last]
        return sum(self.terms.dearest_leg(amount) for amount in amounts)

    def choices(self, by: int) -> Iterator[tuple[str, Choice]]:
        """One cheapest way to have all at the customer by column `by`; a step that feeds several comes up for each."""
        for name, need in self.demand.open.items():
            if need.last:
                yield from self._back(name, self._to_customer(name, need.quantity), by)
            elif not need.feeds:
                row, day = np.unravel_index(int(np.argmin(self.by_start[name])), self.by_start[name].shape)
                yield from self._chosen(name, int(row), int(day))

    def _step(self, name: str, need: OpenStep) -> None:
        table, share = self.tables[name], self.copies[name]
        value = table.price / share
        for before, source in self.demand.open.items():
            if name in source.feeds:
                value = value + self._inputs(before, name, source.feeds[name])
        for _, lot, amount in need.gifts:
            freight = self._fixed(lot, table, amount, inward=True)
            if self.liking is not None and (lot.supplier, name) in self.liking.gifts:
                freight.cost[:, 0] -= self.liking.gifts[lot.supplier, name]
            arrives = lot.ready - self.horizon.first + freight.days
            late = np.arange(self.horizon.length) < arrives
            value = np.where(late, np.inf, value + freight.cost / share)
        for _, lot, amount in need.supplies:
            freight = self._fixed(lot, table, amount, inward=False)
            late = table.ready + freight.days > lot.start - self.horizon.first
            late |= table.ready >= self.horizon.length
            value = np.where(late, np.inf, value + freight.cost / share)
        self.by_start[name] = value
        ready = np.full((value.shape[0], self.horizon.length + 1), np.inf)
        np.minimum.at(ready, (np.arange(value.shape[0])[:, None], table.ready), value)
        self.by_ready[name] = np.minimum.accumulate(ready[:, :-1], axis=1)

    def _inputs(self, before: str, name: str, amount: Quantity) -> Floats:
        """The least price of `before` at each supplier of `name`, by day of arrival."""
        source, target = self.tables[before], self.tables[name]
        leaving = self.by_ready[before]
        if not len(source.zones) or not len(target.zones):
            return np.full(target.price.shape, np.inf)
        origins, targets = self.terms.grouped(source.makers), self.terms.grouped(target.makers)
        between = self.terms.freight(origins.zones, targets.zones, amount, exact=self.exact)
        left = np.minimum.reduceat(leaving[origins.order], origins.first, axis=0)
        value: Floats = _arrivals(left, self._share(between, self.copies[name]))[targets.group]
        rows, source_rows = self.terms.in_both(target.makers, source.makers)
        if len(rows):
            value[rows] = np.minimum(value[rows], leaving[source_rows])
        for (row, other), worth in self._worth(before, name).items():
            leg = self.terms.freight(
                source.zones[row : row + 1], target.zones[other : other + 1], amount, exact=self.exact
            )
            liked = Freight((leg.cost - worth) / self.copies[name], leg.days)
            value[other] = np.minimum(value[other], _arrivals(leaving[row : row + 1], liked)[0])
        return value

    def _worth(self, before: str, name: str) -> Mapping[tuple[int, int], float]:
        """What legs between the suppliers of two steps are worth, by their rows."""
        return {} if self.liking is None else self.liking.legs.get((before, name), {})

    def _back(self, name: str, freight: Freight, by: int) -> Iterator[tuple[str, Choice]]:
        """The cheapest way to bring `name` by column `by` over one column of freight, and what leads to it."""
        table = self.tables[name]
        leave = by - freight.days[:, 0]
        rows = np.arange(len(leave))
        price = np.where(leave >= 0, self.by_ready[name][rows, np.maximum(leave, 0)] + freight.cost[:, 0], np.inf)
        row = int(np.argmin(price))
        in_time = np.where(table.ready[row] <= leave[row], self.by_start[name][row], np.inf)
        yield from self._chosen(name, row, int(np.argmin(in_time)))

    def _chosen(self, name: str, row: int, day: int) -> Iterator[tuple[str, Choice]]:
        """`name` by the supplier of `row` from column `day` on, and the cheapest way to what leads to it."""
        table = self.tables[name]
        supplier, offer = table.makers[row]
        yield name, Choice(supplier, offer, self.horizon.first + day)
        for before, source in self.demand.open.items():
            if name in source.feeds:
                zone = table.zones[row : row + 1]
                ways = self._within(before, zone, supplier.id, source.feeds[name], self.copies[name])
                for (sender, receiver), worth in self._worth(before, name).items():
                    if receiver == row:
                        ways.cost[sender, 0] -= worth / self.copies[name]
                yield from self._back(before, ways, day)

    def _to_customer(self, name: str, amount: Quantity) -> Freight:
        zone = np.array([self.terms.zone(self.demand.order.destination)])
        return self._share(self.terms.freight(self.tables[name].zones, zone, amount, exact=self.exact), 1)

    def _within(self, name: str, zone: np.ndarray, supplier: str, amount: Quantity, share: int) -> Freight:
        """From each supplier of `name` to one supplier: nothing from itself."""
        table = self.tables[name]
        freight = self._share(self.terms.freight(table.zones, zone, amount, exact=self.exact), share)
        if supplier in table.rows:
            row = table.rows[supplier]
            freight.cost[row], freight.days[row] = 0, 0
        return freight

    def _fixed(self, lot: FixedLot, table: Table, amount: Quantity, *, inward: bool) -> Freight:
        """Between a confirmed lot and each supplier of a step, as columns [supplier, 1]."""
        known = self.terms.suppliers.get(lot.supplier)
        shape = (len(table.zones), 1)
        if known is None:
            return Freight(np.full(shape, np.inf), np.zeros(shape, dtype=np.int64))
        zone = np.array([self.terms.zone(known.zone)])
        if inward:
            there = self.terms.freight(zone, table.zones, amount, exact=self.exact)
            freight = Freight(there.cost.T.copy(), there.days.T.copy())
        else:
            freight = self.terms.freight(table.zones, zone, amount, exact=self.exact)
        if known.id in table.rows:
            row = table.rows[known.id]
            freight.cost[row], freight.days[row] = 0, 0
        return freight

    @staticmethod
    def _share(freight: Freight, copies: int) -> Freight:
        return freight if copies == 1 else Freight(freight.cost / copies, freight.days)


def _arrivals(leaving: Floats, freight: Freight) -> Floats:
    """[target, day]: the least over origins of what has left early enough, freight added."""
    origins, length = leaving.shape
    arrived = np.full((freight.cost.shape[1], length), np.inf)
    if not origins:
        return arrived
    columns, rows = np.arange(length), np.arange(origins)[:, None, None]
    at_once = max(1, MOST_CELLS // (origins * length))
    for target in range(0, arrived.shape[0], at_once):
        part = slice(target, target + at_once)
        left = columns - freight.days[:, part, None]
        value = leaving[rows, np.maximum(left, 0)] + freight.cost[:, part, None]
        arrived[part] = np.where(left >= 0, value, np.inf).min(axis=0)
    return arrived
