"""A planning problem: who can make what, at which terms, and what is to be made by when.

Quantities are counted in the step's own unit (pieces, metres, litres) and may be fractional; costs are integers of the
currency's minor unit; rates (per unit of quantity) are exact decimals of the minor unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from planner.domain.money import round_minor

Quantity: TypeAlias = int | Decimal

EVERY_DAY = frozenset({1, 2, 3, 4, 5, 6, 7})


@dataclass(frozen=True)
class Offer:
    """A supplier's terms for one process.

    `accepts`: attribute → the values it can do (attributes not listed: any). `unit_costs`: price tiers
    (from quantity, rate), ascending. `daily_capacity`: units a day. `lead_days`: calendar days from the last working
    day until the goods can leave.
    """

    process: str
    unit_costs: tuple[tuple[Quantity, Decimal], ...]
    accepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    setup_cost: int = 0
    min_quantity: Quantity = 0
    daily_capacity: Quantity = 0
    lead_days: int = 0

    def takes(self, process: str, values: Mapping[str, str]) -> bool:
        """Can it do a step of `process` whose attributes have `values`?"""
        return process == self.process and all(
            name not in values or values[name] in allowed for name, allowed in self.accepts.items()
        )

    def charge(self, quantity: Quantity) -> int:
        """What a run of `quantity` costs: setup + the least over the tiers (n, c) of c × max(quantity, n, minimum).

        The first tier is the base price, whatever quantity it is listed from.
        """
        least = min(
            rate * max(Decimal(quantity), Decimal(start if i else 0), Decimal(self.min_quantity))
            for i, (start, rate) in enumerate(self.unit_costs)
        )
        return self.setup_cost + round_minor(least)


@dataclass(frozen=True)
class Supplier:
    """A supplier as the planner sees it. `workdays`: ISO weekdays (1 = Monday); `closed`: days off besides."""

    id: str
    zone: str
    offers: tuple[Offer, ...]
    reliability: float = 1.0
    workdays: frozenset[int] = EVERY_DAY
    closed: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        return day.isoweekday() in self.workdays and day not in self.closed

    def offer_for(self, step: ProblemStep) -> Offer | None:
        """Its offer that can do the step, if it has one (it has at most one a process)."""
        return next((offer for offer in self.offers if offer.takes(step.process, step.values)), None)


@dataclass(frozen=True)
class Leg:
    """Freight from one zone to another: `cost` a shipment (minor units), `unit_cost` a unit, `days` under way."""

    cost: int = 0
    unit_cost: Decimal = Decimal(0)
    days: int = 0

    def charge(self, quantity: Quantity) -> int:
        return self.cost + round_minor(self.unit_cost * Decimal(quantity))


@dataclass(frozen=True)
class Shipping:
    """Freight between zones; `default` holds where no leg is listed."""

    default: Leg
    legs: Mapping[tuple[str, str], Leg] = field(default_factory=dict)

    def leg(self, origin: str, destination: str) -> Leg:
        return self.legs.get((origin, destination), self.default)


@dataclass(frozen=True)
class ProblemStep:
    """A step of an order: `quantity` in the step's unit; `variant`: the attributes that a shared run must agree in."""

    step: str
    process: str
    quantity: Quantity
    after: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    variant: tuple[str, ...] = ()

    @property
    def variant_values(self) -> dict[str, str]:
        """The values that name the run it belongs to; attributes without a value are left out."""
        return {name: self.values[name] for name in self.variant if name in self.values}


@dataclass(frozen=True)
class ProblemOrder:
    """An order to plan. `budget` (minor units) None: no limit. A step without a successor ships to `destination`."""

    id: str
    earliest: date
    due: date
    destination: str
    steps: tuple[ProblemStep, ...]
    budget: int | None = None


@dataclass(frozen=True)
class Lot:
    """The quantity of one order's step given to one supplier."""

    order: str
    step: str
    quantity: Quantity


@dataclass(frozen=True)
class CommittedRun:
    """A run that is fixed and paid for: it holds its capacity, and may be joined by lots of the same variant."""

    supplier: str
    process: str
    variant: Mapping[str, str]
    days: Mapping[date, Quantity]
    lots: tuple[Lot, ...]
    ready: date

    @property
    def start(self) -> date:
        return min(self.days)

    @property
    def quantity(self) -> Quantity:
        return sum((lot.quantity for lot in self.lots), start=0)


@dataclass(frozen=True)
class Problem:
    """Everything the planner needs to know, and nothing else. No work happens before `start`.

    `pairs`: (supplier, next supplier) → how well they finish together, 0 to 1; a little is given for it in choosing.
    """

    start: date
    currency: str
    suppliers: tuple[Supplier, ...]
    shipping: Shipping
    orders: tuple[ProblemOrder, ...]
    committed: tuple[CommittedRun, ...] = ()
    pairs: Mapping[tuple[str, str], float] = field(default_factory=dict)


def ready_day(days: Mapping[date, Quantity], lead_days: int) -> date:
    """When a run that works on `days` can leave: `lead_days` calendar days after its last working day."""
    return max(days) + timedelta(days=lead_days)
