"""An order from the first message to the last hand-over: the aggregate that `decide` works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from planner.domain.customers import Member as Member
from planner.domain.customers import PoolOffer as PoolOffer
from planner.domain.customers import Promise as Promise
from planner.domain.customers import Waiting as Waiting
from planner.domain.plan import Option, Run, Shipment
from planner.domain.problem import Quantity
from planner.domain.questions import Question
from planner.domain.spec import OrderSpec


class OrderStatus(StrEnum):
    """Where an order stands. `pooled`: it waits in a pool for others like it; `placed`: chosen, its makers have not
    been asked yet."""

    DRAFT = "draft"
    QUOTED = "quoted"
    POOLED = "pooled"
    PLACED = "placed"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    IN_PRODUCTION = "in_production"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FAILED = "failed"


#: The consumer is still composing it.
COMPOSING = (OrderStatus.DRAFT, OrderStatus.QUOTED)
#: Suppliers are involved.
WITH_MAKERS = (OrderStatus.PLACED, OrderStatus.CONFIRMING, OrderStatus.CONFIRMED, OrderStatus.IN_PRODUCTION)
#: Nothing happens to it any more.
OVER = (OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.FAILED)


class JobStatus(StrEnum):
    """Where one supplier's part of an order stands. `planned`: its capacity is booked, its supplier not asked yet."""

    PLANNED = "planned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    DECLINED = "declined"
    EXPIRED = "expired"
    STARTED = "started"
    READY = "ready"
    SHIPPED = "shipped"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


#: The work has begun: it is paid for, whatever comes.
BEGUN = (JobStatus.STARTED, JobStatus.READY, JobStatus.SHIPPED, JobStatus.RECEIVED)
#: Its supplier has said yes.
TAKEN = (JobStatus.ACCEPTED, *BEGUN)
#: Jobs that hold capacity and count as part of the order's plan.
LIVE = (JobStatus.PLANNED, JobStatus.OFFERED, *TAKEN)


@dataclass(frozen=True)
class Counter:
    """Other terms that a supplier named for a job. Prices in minor units; None: as offered."""

    unit_price: Decimal | None = None
    total_price: int | None = None
    quantity: int | None = None
    ready: date | None = None


@dataclass(frozen=True)
class Arrival:
    """What came of a job's goods at one of their destinations: `to` the next job's number, None for the customer
    (where there are several, `Member.end`).

    `expected`, `good`: how much of the job's quantity was to come, and came whole, in the job's unit.
    """

    to: int | None
    expected: Quantity
    good: Quantity
    at: datetime


@dataclass(frozen=True)
class Part:
    """What makes a job a part of another maker's, who has asked whether somebody takes it over.

    `of`: the number of that job; `rest`: its run then (None: nothing is left of it); `shipments`: all freight of the
    two jobs then. `bears`: what of the other's pay goes into it, minor units; `rest.cost` is what is left.
    """

    of: int
    rest: Run | None
    shipments: tuple[Shipment, ...]
    bears: int = 0


@dataclass(frozen=True)
class Job:
    """One supplier's run for one order, as it was offered. `run.cost` is what the supplier is paid.

    `stands_in`: it is a second supplier's, asked because the job of that number stays unanswered; who says yes first
    has it. `shipments`: the freight that such a job brings with it. `part`: it is a part of another maker's job, which
    stays whole until this one is accepted. `go`: when its supplier heard that it's on. `lost`:
    how much of what it made can't be used. `unneeded`: how much of it nobody wants any more, since the order has become
    smaller. `spoilt`: of what is lost, how much of which step's lot it was, where that is known. `due`: when it was
    to be ready before its supplier was late. `history`: when it came to each status after the offer.
    """

    number: int
    run: Run
    status: JobStatus
    offered_at: datetime
    reminders: int = 0
    counter: Counter | None = None
    note: str = ""
    stands_in: int | None = None
    shipments: tuple[Shipment, ...] = ()
    part: Part | None = None
    go: datetime | None = None
    lost: Quantity = 0
    unneeded: Quantity = 0
    spoilt: Mapping[str, Quantity] = field(default_factory=dict)
    due: date | None = None
    arrivals: tuple[Arrival, ...] = ()
    history: tuple[tuple[JobStatus, datetime], ...] = ()

    @property
    def supplier(self) -> str:
        return self.run.supplier

    @property
    def live(self) -> bool:
        return self.status in LIVE

    @property
    def begun(self) -> bool:
        return self.status in BEGUN

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(lot.step for lot in self.run.lots)

    @property
    def quantity(self) -> Decimal:
        """How much it makes in all."""
        return sum((Decimal(lot.quantity) for lot in self.run.lots), start=Decimal(0))

    @property
    def useful(self) -> Decimal:
        """How much of that the order can use, and wants."""
        return self.quantity - Decimal(self.lost) - Decimal(self.unneeded)

    @property
    def start(self) -> date:
        return min(self.run.days)

    def now(self, status: JobStatus, at: datetime) -> Job:
        """The job come to another status."""
        return replace(self, status=status, history=(*self.history, (status, at)))

    def since(self, status: JobStatus) -> datetime | None:
        """When it last came to `status`."""
        return next((at for reached, at in reversed(self.history) if reached is status), None)


@dataclass(frozen=True)
class PricedOption:
    """An option as the consumer sees it: `price` is what the consumer pays in all, in minor units."""

    option: Option
    price: int


@dataclass(frozen=True)
class Replan:
    """A new way to make what is left. `kept`: numbers of the jobs that stay. `taken`: runs whose supplier has named
    just these terms already (a counter-offer), each with the number of that job: nobody has to be asked again.

    `pushed`: kept jobs that have to wait, and when they are ready then. `fewer`: it leaves out what was lost, so many
    pieces fewer arrive, by the item's index; `unneeded`: by job, how much of it nobody wants then. `released`: members
    whose part can't be made in time any more, and is not made in here.
    """

    runs: tuple[Run, ...]
    shipments: tuple[Shipment, ...]
    kept: tuple[int, ...]
    taken: Mapping[str, int]
    price: int
    arrives: date
    pushed: Mapping[int, date] = field(default_factory=dict)
    fewer: Mapping[int, int] = field(default_factory=dict)
    unneeded: Mapping[int, Quantity] = field(default_factory=dict)
    released: tuple[int, ...] = ()

    @property
    def short(self) -> int:
        """How many pieces fewer arrive in all."""
        return sum(self.fewer.values())


@dataclass(frozen=True)
class Order:
    """Everything about one order.

    `basis` counts changes of the wish: a quote for an older one is stale. `shipments` name jobs by number as text.
    `proposals`: ways to go on that wait for the consumer's choice; `troubled`: the number of the job for which they
    had to be looked for. `owed`: what is to be paid for a cancelled order, minor units. `deliveries_asked`: how
    many times the customer was asked whether it has come. `requoted`: why the options had to be looked for once
    more ("taken", "stale"). `pool_offer`: what joining a pool would mean; `waiting`: the pool it is in; `invited`:
    the number of the pool whose link its consumer has followed. `members`: it is made for several customers;
    `within`: the number of such an order, in which this one is made: then its jobs and shipments are that one's, as
    far as they concern it.
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
    proposals: tuple[Replan, ...] = ()
    troubled: int | None = None
    owed: int | None = None
    deliveries_asked: int = 0
    stars: int | None = None
    pool_offer: PoolOffer | None = None
    waiting: Waiting | None = None
    invited: int | None = None
    members: tuple[Member, ...] = ()
    within: int | None = None

    def job(self, number: int | None) -> Job | None:
        return next((job for job in self.jobs if job.number == number), None)

    def with_job(self, job: Job) -> Order:
        """This order with `job` in the place of the one with its number."""
        return replace(self, jobs=tuple(job if j.number == job.number else j for j in self.jobs))

    @property
    def live_jobs(self) -> tuple[Job, ...]:
        """The jobs of its plan: those of suppliers who only stand in, or are asked for a part, are not among them."""
        return tuple(job for job in self.jobs if job.live and job.stands_in is None and job.part is None)

    def rivals(self, number: int) -> tuple[Job, ...]:
        """The open jobs that stand in for the job of that number."""
        return tuple(job for job in self.jobs if job.live and job.stands_in == number)

    def parts(self, number: int | None = None) -> tuple[Job, ...]:
        """The open requests to take over a part of the job of that number (None: of any)."""
        return tuple(
            job
            for job in self.jobs
            if job.part is not None
            and number in (None, job.part.of)
            and job.status in (JobStatus.OFFERED, JobStatus.COUNTERED)
        )

    @property
    def cost(self) -> int:
        """What its live jobs and its freight cost, in minor units."""
        return sum(job.run.cost for job in self.live_jobs) + sum(s.cost for s in self.shipments)

    @property
    def complete(self) -> bool:
        """Has every job been accepted, with nothing left to plan or to choose?"""
        live = self.live_jobs
        return bool(live) and not self.planning and not self.proposals and all(job.status in TAKEN for job in live)

    def outputs(self, number: int) -> tuple[Shipment, ...]:
        """The shipments that leave a job for somebody else, the customer included."""
        job = self.job(number)
        return tuple(
            s for s in self.shipments if s.run == str(number) and not (job and self.maker(s.to_run) == job.supplier)
        )

    def inputs(self, number: int) -> tuple[Shipment, ...]:
        """The shipments that reach a job."""
        return tuple(s for s in self.shipments if s.to_run == str(number) and s.run != str(number))

    def waits_for_goods(self, number: int) -> bool:
        """Is something still to come to a job from another maker?"""
        return any(
            (sender := self.job(int(s.run))) is not None
            and sender.supplier != self.maker(s.to_run)
            and all(arrival.to != number for arrival in sender.arrivals)
            for s in self.inputs(number)
        )

    def customers(self, number: int) -> frozenset[int | None]:
        """The customers to whom a job's goods go, as `end_of` names them."""
        return frozenset(end_of(s) for s in self.outputs(number) if s.to_customer)

    def member(self, end: int | None) -> Member | None:
        """The customer that an end of a shipment means, where there are several."""
        return next((member for member in self.members if member.end == end), None)

    def released_item(self, index: int) -> bool:
        """Is the item of a customer whose order is not made in here any more?"""
        return any(member.released and index in member.items for member in self.members)

    def latest(self, shipment: Shipment) -> date:
        """When a shipment to a customer has to be there. Raises ValueError where nothing is promised."""
        member = self.member(end_of(shipment))
        promise = member.promise if member else self.promise
        if promise is None:
            raise ValueError(f"nothing is promised to the customer of order {self.id}")
        return promise.latest

    def maker(self, run: str | None) -> str | None:
        """The supplier of the job that a shipment names; None for the customer."""
        job = self.job(int(run)) if run is not None else None
        return job.supplier if job else None


def at_customer(end: int | None) -> bool:
    """Does this end of a shipment mean a customer, and no job?"""
    return end is None or end < 0


def end_of(shipment: Shipment) -> int | None:
    """Where it goes: a job's number, None for the customer, or which one of several (`Member.end`)."""
    return None if shipment.to_run is None else int(shipment.to_run)


def item_of(step: str) -> int:
    """The index of the item that a step is of: steps of orders are named "2.sew"."""
    return int(step.partition(".")[0])


def job_key(order: int, number: int) -> str:
    """How a job is named everywhere: "12-3" is the third job of order 12."""
    return f"{order}-{number}"


def parse_job_key(key: str) -> tuple[int, int]:
    """Order and job number of a key. Raises ValueError where it is none."""
    order, _, number = key.partition("-")
    return int(order), int(number)
