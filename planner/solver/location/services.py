"""Whom an offer can serve: between which days, and at what freight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from planner.domain.problem import Leg, Offer, Supplier
from planner.solver.demand import Demand, OpenStep
from planner.solver.location.windows import Days, Span
from planner.solver.tables import Horizon
from planner.solver.terms import Floats, Ints, Terms


@dataclass(frozen=True)
class Services:
    """One entry an order that can be served: its column, the ordinal days between which it may be worked on, its price
    a unit and a shipment (minor units), and how much of it is open."""

    order: Ints
    start: Ints
    end: Ints
    unit: Floats
    lot: Floats
    wanted: Floats

    def only(self, orders: Iterable[int]) -> Services:
        """Those of some orders."""
        return self._at(np.flatnonzero(np.isin(self.order, list(orders))))

    def within(self, start: int, end: int) -> Services:
        """Those that a run from `start` to `end` is early and late enough for."""
        return self._at(np.flatnonzero((self.start <= start) & (end <= self.end)))

    def _at(self, rows: Ints) -> Services:
        whole = self.order[rows], self.start[rows], self.end[rows]
        return Services(*whole, self.unit[rows], self.lot[rows], self.wanted[rows])

    @property
    def spans(self) -> set[Span]:
        return set(zip(self.start.tolist(), self.end.tolist(), strict=True))


def need_of(demand: Demand) -> OpenStep:
    """The one step of it that is open."""
    return next(iter(demand.open.values()))


def services_of(
    terms: Terms, supplier: Supplier, offer: Offer, days: Days, orders: Iterable[tuple[int, Demand, Horizon]]
) -> Services:
    """Of these orders, with their columns, those that the offer can serve in time."""
    narrowed = cache(days.narrowed)
    leg = cache(lambda target: terms.problem.shipping.leg(supplier.zone, target))
    rows = []
    for j, demand, horizon in orders:
        need, order = need_of(demand), demand.order
        start = max(order.earliest, terms.problem.start).toordinal()
        end = horizon.first + horizon.length - 1
        unit = lot = 0.0
        if need.last:
            way = leg(order.destination)
            end = min(end, order.due.toordinal() - way.days - offer.lead_days)
            unit, lot = float(way.unit_cost), float(way.cost)
        if need.gifts or need.supplies:
            start, end, unit, lot = _beside_confirmed(terms, supplier, offer, need, (start, end, unit, lot))
        if span := narrowed(start, end):
            rows.append((j, *span, unit, lot, float(need.quantity)))
    columns = np.array(rows, dtype=np.float64).reshape(-1, 6).T
    return Services(*(column.astype(np.int64) for column in columns[:3]), *columns[3:])


def _beside_confirmed(
    terms: Terms, supplier: Supplier, offer: Offer, need: OpenStep, bare: tuple[int, int, float, float]
) -> tuple[int, int, float, float]:
    """Days and freight of a step that gets goods from confirmed lots, or sends some to them."""
    start, end, unit, lot = bare
    for inward, links in ((True, need.gifts), (False, need.supplies)):
        for _, fixed, amount in links:
            there = terms.suppliers.get(fixed.supplier)
            if there is None:
                return start, start - 1, unit, lot
            zones = (there.zone, supplier.zone) if inward else (supplier.zone, there.zone)
            way = Leg() if there.id == supplier.id else terms.problem.shipping.leg(*zones)
            unit += float(way.unit_cost) * float(amount) / float(need.quantity)
            lot += way.cost
            if inward:
                start = max(start, fixed.ready + way.days)
            else:
                end = min(end, fixed.start - way.days - offer.lead_days)
    return start, end, unit, lot
