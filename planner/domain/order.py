"""An order from the first message to confirmed jobs: the aggregate that `decide` works on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from planner.domain.plan import Option, Run, Shipment
from planner.domain.questions import Question
from planner.domain.spec import OrderSpec


class OrderStatus(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    QUOTED = "quoted"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    FAILED = "failed"


#: The consumer is still composing it.
COMPOSING = (OrderStatus.DRAFT, OrderStatus.QUOTED)
#: Suppliers are involved.
PLACED = (OrderStatus.CONFIRMING, OrderStatus.CONFIRMED)


class JobStatus(StrEnum):
    """Where one supplier's part of an order stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


#: Jobs that hold capacity and count as part of the order's plan.
LIVE = (JobStatus.OFFERED, JobStatus.ACCEPTED)


@dataclass(frozen=True)
class Counter:
    """Other terms that a supplier named for a job. Prices in minor units; None: as offered."""

    unit_price: Decimal | None = None
    total_price: int | None = None
    quantity: int | None = None
    ready: date | None = None


@dataclass(frozen=True)
class Job:
    """One supplier's run for one order, as it was offered. `run.cost` is what the supplier is paid."""

    number: int
    run: Run
    status: JobStatus
    offered_at: datetime
    reminders: int = 0
    counter: Counter | None = None
    note: str = ""

    @property
    def supplier(self) -> str:
        return self.run.supplier

    @property
    def live(self) -> bool:
        return self.status in LIVE

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(lot.step for lot in self.run.lots)


@dataclass(frozen=True)
class PricedOption:
    """An option as the consumer sees it: `price` is what the consumer pays in all, in minor units."""

    option: Option
    price: int


@dataclass(frozen=True)
class Promise:
    """What the consumer agreed to: the price, the day it arrives, and the latest day that would still do."""

    price: int
    arrives: date
    latest: date


@dataclass(frozen=True)
class Replan:
    """A new way to make what is left. `kept`: numbers of the jobs that stay; `agreed`: runs whose supplier has named
    just these terms already (a counter-offer), so that nobody has to be asked again."""

    runs: tuple[Run, ...]
    shipments: tuple[Shipment, ...]
    kept: tuple[int, ...]
    agreed: tuple[str, ...]
    price: int
    arrives: date


@dataclass(frozen=True)
class Order:
    """Everything about one order. `basis` counts changes of the wish: a quote for an older one is stale.

    `shipments` name jobs by number as text. `proposal`: a re-plan that waits for the consumer's consent.
    `requoted`: why the options had to be looked for once more ("taken", "stale").
    """

    id: int
    trade: str
    consumer: int
    language: str
    status: OrderStatus = OrderStatus.DRAFT
    spec: OrderSpec = field(default_factory=OrderSpec)
    unknown: tuple[str, ...] = ()
    asking: Question | None = None
    basis: int = 0
    planning: bool = False
    options: tuple[PricedOption, ...] = ()
    quoted_at: datetime | None = None
    requoted: str = ""
    promise: Promise | None = None
    jobs: tuple[Job, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    proposal: Replan | None = None

    def job(self, number: int) -> Job | None:
        return next((job for job in self.jobs if job.number == number), None)

    def with_job(self, job: Job) -> Order:
        """This order with `job` in the place of the one with its number."""
        return replace(self, jobs=tuple(job if j.number == job.number else j for j in self.jobs))

    @property
    def live_jobs(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if job.live)

    @property
    def cost(self) -> int:
        """What its live jobs and its freight cost, in minor units."""
        return sum(job.run.cost for job in self.live_jobs) + sum(s.cost for s in self.shipments)

    @property
    def complete(self) -> bool:
        """Has every job been accepted, with nothing left to plan?"""
        live = self.live_jobs
        return bool(live) and not self.planning and all(job.status is JobStatus.ACCEPTED for job in live)


def job_key(order: int, number: int) -> str:
    """How a job is named everywhere: "12-3" is the third job of order 12."""
    return f"{order}-{number}"


def parse_job_key(key: str) -> tuple[int, int]:
    """Order and job number of a key. Raises ValueError where it is none."""
    order, _, number = key.partition("-")
    return int(order), int(number)
