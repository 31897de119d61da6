"""A plan: who makes what, when, and what it costs. Costs are integers of the currency's minor unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from planner.domain.problem import Lot, Quantity

Objective = Literal["cost", "time", "reliability"]


class ReasonCode(StrEnum):
    """Which constraint stands in the way."""

    DUE = "due"
    CAPACITY = "capacity"
    NO_SUPPLIER = "no_supplier"
    BUDGET = "budget"
    QUANTITY = "quantity"


@dataclass(frozen=True)
class Run:
    """What one supplier does of one process and variant from one start day on; `cost` is what this plan adds to it."""

    id: str
    supplier: str
    process: str
    variant: Mapping[str, str]
    days: Mapping[date, Quantity]
    ready: date
    lots: tuple[Lot, ...]
    cost: int


@dataclass(frozen=True)
class Shipment:
    """Goods of one order's step on the way to a run of the next step, or (`to_step` None) to the customer."""

    order: str
    step: str
    run: str
    to_step: str | None
    to_run: str | None
    quantity: Quantity
    depart: date
    arrive: date
    cost: int

    @property
    def to_customer(self) -> bool:
        return self.to_step is None


@dataclass(frozen=True)
class PlannedOrder:
    """When an order reaches its customer, and its share of the plan's cost."""

    id: str
    arrives: date
    cost: int


@dataclass(frozen=True)
class Reason:
    """Why an order has no plan. `detail` is for logs and developers, in English; `step` names the step it hangs on.

    `attribute` and `value`: what nobody takes at that step, `offered`: what somebody does take instead with all else as
    it is, that which most makers take first.
    """

    code: ReasonCode
    detail: str
    step: str | None = None
    attribute: str | None = None
    value: str | None = None
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Swap:
    """Another value of an attribute, wherever the order has `value` of it."""

    attribute: str
    value: str
    instead: str


@dataclass(frozen=True)
class Alternative:
    """A near way out: the order can be made with these figures, or these other values, instead of the ones asked for.

    `swaps` hold all at once.
    """

    due: date | None = None
    cost: int | None = None
    quantity: int | None = None
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True)
class Unplanned:
    """An order that nothing fits, why, and the nearest ways out."""

    order: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Plan:
    """`bound` is a proved lower bound on the cost of any plan for the same orders; `gap` = (cost − bound) / cost."""

    status: Literal["complete", "partial", "none"]
    cost: int
    bound: int | None
    gap: float | None
    seconds: float
    runs: tuple[Run, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    orders: tuple[PlannedOrder, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()


class Label(StrEnum):
    """What an option is best at."""

    CHEAPEST = "cheapest"
    FASTEST = "fastest"
    SAFEST = "safest"


@dataclass(frozen=True)
class Option:
    """A plan for one order, and what it is best at (several labels where one plan is best at several things).

    `reliability`: the product of the reliabilities of its suppliers, 0 to 1.
    """

    labels: tuple[Label, ...]
    plan: Plan
    reliability: float

    @property
    def cost(self) -> int:
        return self.plan.cost

    @property
    def arrives(self) -> date:
        return self.plan.orders[0].arrives


@dataclass(frozen=True)
class PricePoint:
    """What an order costs at least (minor units) if it may arrive on `arrives`, and on no earlier day that little.

    `late`: that is after the due date. `bound`: no plan is known that costs so little, only that none costs less;
    otherwise one is. Whole lots, and the options' divided ones.
    """

    arrives: date
    cost: int
    late: bool = False
    bound: bool = False


@dataclass(frozen=True)
class Quote:
    """Up to three plans that differ, cheapest first; or none, and why not.

    `curve`: price by date of arrival, earliest first, only the days at which it falls; a little beyond the due date
    too, and without regard to the budget.
    """

    options: tuple[Option, ...]
    refusal: Unplanned | None = None
    curve: tuple[PricePoint, ...] = ()
