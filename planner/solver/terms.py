"""The terms of a problem in the shape that arithmetic wants: suppliers by process, freight as matrices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, Problem, ProblemStep, Quantity, Supplier
from planner.solver.crew import Crew

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

#: Products of exact rates that end on half a minor unit must round up, though binary fractions fall short of it.
HALF_UP = 0.5 + 1e-7


@dataclass(frozen=True)
class Freight:
    """Legs between zones: `cost` of a shipment in minor units, and `days`, both [origin, target]."""

    cost: Floats
    days: Ints


@dataclass(frozen=True)
class Grouped:
    """Rows by zone: `order` sorts them by it, `first` says where in that order each of `zones` begins.

    `group`[row]: the index of its zone in `zones`.
    """

    zones: Ints
    order: Ints
    first: Ints
    group: Ints


class Terms:
    """What stays the same while a problem is solved."""

    def __init__(self, problem: Problem, zones: Iterable[str] = ()):
        """`zones`: more of them than those of the problem's suppliers and orders."""
        self.problem = problem
        self.suppliers = {supplier.id: supplier for supplier in problem.suppliers}
        self._makers: dict[str, list[tuple[Supplier, Offer]]] = {}
        for supplier in problem.suppliers:
            for offer in supplier.offers:
                if offer.unit_costs:
                    self._makers.setdefault(offer.process, []).append((supplier, offer))
        self._able: dict[tuple[str, frozenset[tuple[str, str]]], Crew] = {}
        self._where: dict[int, Ints] = {}
        self._grouped: dict[int, Grouped] = {}
        self._common: dict[tuple[int, int], tuple[Ints, Ints]] = {}
        self._zones: dict[str, int] = {}
        for zone in [*(s.zone for s in problem.suppliers), *(o.destination for o in problem.orders), *zones]:
            self._zones.setdefault(zone, len(self._zones))

    def makers(self, step: ProblemStep) -> Crew:
        """Who can do a step, at which terms."""
        key = step.process, frozenset(step.values.items())
        if key not in self._able:
            makers = self._makers.get(step.process, ())
            self._able[key] = Crew(pair for pair in makers if pair[1].takes(step.process, step.values))
        return self._able[key]

    def offering(self, process: str) -> Sequence[tuple[Supplier, Offer]]:
        """Who has an offer for a process, whatever values it accepts."""
        return self._makers.get(process, ())

    def involved(self, order: str) -> Sequence[Supplier]:
        """The known suppliers of an order's confirmed lots, one for each run."""
        return self._involved.get(order, ())

    @cached_property
    def _involved(self) -> dict[str, list[Supplier]]:
        found: dict[str, list[Supplier]] = {order.id: [] for order in self.problem.orders}
        for run in self.problem.committed:
            for name in {lot.order for lot in run.lots if lot.order in found}:
                if run.supplier in self.suppliers:
                    found[name].append(self.suppliers[run.supplier])
        return found

    def zone(self, name: str) -> int:
        return self._zones[name]

    def zones(self, makers: Crew) -> Ints:
        """Where the suppliers of one of this problem's crews are."""
        if id(makers) not in self._where:
            self._where[id(makers)] = np.array([self.zone(supplier.zone) for supplier, _ in makers], dtype=np.int64)
        return self._where[id(makers)]

    def grouped(self, makers: Crew) -> Grouped:
        """The suppliers of one of this problem's crews by zone."""
        if id(makers) not in self._grouped:
            zones = self.zones(makers)
            order = np.argsort(zones, kind="stable")
            distinct, first = np.unique(zones[order], return_index=True)
            self._grouped[id(makers)] = Grouped(distinct, order, first, np.searchsorted(distinct, zones))
        return self._grouped[id(makers)]

    def in_both(self, one: Crew, other: Crew) -> tuple[Ints, Ints]:
        """The rows, in two of this problem's crews, of the suppliers who are in both."""
        key = id(one), id(other)
        if key not in self._common:
            pairs = [(row, other.rows[name]) for name, row in one.rows.items() if name in other.rows]
            both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
            self._common[key] = both[:, 0], both[:, 1]
        return self._common[key]

    @cached_property
    def legs(self) -> tuple[Floats, Floats, Ints]:
        """Cost of a shipment, of a unit, and days, each [origin zone, target zone]."""
        shipping, count = self.problem.shipping, len(self._zones)
        cost = np.full((count, count), float(shipping.default.cost))
        rate = np.full((count, count), float(shipping.default.unit_cost))
        days = np.full((count, count), shipping.default.days, dtype=np.int64)
        for (origin, target), leg in shipping.legs.items():
            if origin in self._zones and target in self._zones:
                at = self._zones[origin], self._zones[target]
                cost[at], rate[at], days[at] = float(leg.cost), float(leg.unit_cost), leg.days
        return cost, rate, days

    def dearest_leg(self, quantity: Quantity) -> float:
        """The most that a shipment of `quantity` can cost."""
        cost, rate, _ = self.legs
        return float(cost.max() + rate.max() * float(quantity)) + 1

    def freight(self, origins: Ints, targets: Ints, quantity: Quantity, *, exact: bool = False) -> Freight:
        """Shipments of `quantity` between zones; `exact` leaves fractions of the minor unit as they are."""
        cost, rate, days = self.legs
        at = np.ix_(origins, targets)
        charge = rate[at] * float(quantity)
        return Freight(cost[at] + (charge if exact else np.floor(charge + HALF_UP)), days[at])
