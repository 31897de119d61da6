"""From an order to a planning problem, and from options back to the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import TypeAlias

from bot.services.codec import job_of
from bot.services.office import Office
from bot.services.pricing import cost_within, price_limit, price_of
from bot.services.supplier_records import catch_up
from planner.domain.lifecycle.placing import last_day
from planner.domain.order import Job, JobStatus, Order, PricedOption
from planner.domain.plan import Quote, Run
from planner.domain.problem import CommittedRun, Lot, Offer, Problem, ProblemOrder, ProblemStep, Quantity, Supplier
from planner.domain.routing import constrained_attributes, steps_of
from planner.domain.supplier import Partner, Trade
from storage.ports import JobRow, Transaction

#: How far ahead an order without a date is planned.
HORIZON = timedelta(days=60)

#: What holds capacity: (order, job) pairs.
Booked: TypeAlias = Sequence[tuple[int, Job]]

#: Jobs that ended this way are not offered to the same supplier again.
REFUSED = (JobStatus.DECLINED, JobStatus.EXPIRED)


def first_day(office: Office) -> date:
    """The first day on which work can start: suppliers need the rest of today to say yes."""
    return office.today() + timedelta(days=1)


def committed_runs(jobs: Iterable[tuple[int, Job]]) -> tuple[CommittedRun, ...]:
    """What holds capacity, from (order, job) pairs.

    The order is part of the variant, so that no other order joins the run: its supplier's price would change under
    its feet when the order that pays the setup is called off.
    """
    return tuple(
        CommittedRun(
            supplier=job.run.supplier,
            process=job.run.process,
            variant={**job.run.variant, "order": str(order)},
            days=job.run.days,
            lots=usable_lots(order, job),
            ready=job.run.ready,
        )
        for order, job in jobs
    )


def lesser_days(trade: Trade, booked: Booked, start: date) -> tuple[CommittedRun, ...]:
    """What of their capacity suppliers keep for themselves, on days from `start` on that they can do less on: as runs
    that nobody can join."""
    load = _load(booked)
    found: list[CommittedRun] = []
    for partner in trade.book.partners.values():
        for offer in partner.supplier.offers:
            days = {
                day: kept
                for day in partner.limits.get(offer.process, {})
                if day >= start and (kept := _kept_back(partner, offer, day, load)) > 0
            }
            if days:
                variant = {"order": f"kept:{partner.id}"}
                found.append(CommittedRun(partner.id, offer.process, variant, days, (), max(days)))
    return tuple(found)


def _kept_back(partner: Partner, offer: Offer, day: date, load: Mapping[tuple[str, str, date], Quantity]) -> Decimal:
    """What is neither booked nor still to be had, of a day's usual capacity."""
    taken = Decimal(load.get((partner.id, offer.process, day), 0))
    free = max(Decimal(0), Decimal(partner.capacity(offer, day)) - taken)
    return max(Decimal(0), Decimal(offer.daily_capacity) - taken - free)


def _load(booked: Booked) -> dict[tuple[str, str, date], Quantity]:
    """What is booked by supplier, process and day."""
    load: dict[tuple[str, str, date], Quantity] = {}
    for _, job in booked:
        for day, quantity in job.run.days.items():
            place = (job.run.supplier, job.run.process, day)
            load[place] = Decimal(load.get(place, 0)) + Decimal(quantity)
    return load


def usable_lots(order: int, job: Job) -> tuple[Lot, ...]:
    """A job's lots, with what is of no use apart: that belongs to nobody any more, but it takes up capacity."""
    lots: list[Lot] = []
    whole = job.quantity - sum((Decimal(lost) for lost in job.spoilt.values()), start=Decimal())
    for lot in job.run.lots:
        here = Decimal(lot.quantity) - Decimal(job.spoilt.get(lot.step, 0))
        # Multiplied first: 23 times 21/23 is 21, and not a little less.
        left = here * job.useful / whole if whole else Decimal()
        good: Quantity = int(left.to_integral_value(ROUND_FLOOR)) if isinstance(lot.quantity, int) else left
        parts = ((str(order), good), (f"{order}:lost", Decimal(lot.quantity) - Decimal(good)))
        lots += [replace(lot, order=name, quantity=_plain(quantity, lot)) for name, quantity in parts if quantity]
    return tuple(lots)


def _plain(quantity: Quantity, lot: Lot) -> Quantity:
    return int(quantity) if isinstance(lot.quantity, int) else quantity


def useful_by_step(order: int, jobs: Iterable[Job]) -> dict[str, Decimal]:
    """How much of each step those jobs do that can be used."""
    done: dict[str, Decimal] = {}
    for job in jobs:
        for lot in usable_lots(order, job):
            if lot.order == str(order):
                done[lot.step] = done.get(lot.step, Decimal()) + Decimal(lot.quantity)
    return done


def booked_jobs(rows: Sequence[JobRow]) -> list[tuple[int, Job]]:
    """The (order, job) pairs of the rows that hold capacity."""
    return [(row.order_id, job_of(row)) for row in rows]


def reachable_suppliers(
    trade: Trade,
    unreachable: frozenset[int],
    barred: frozenset[tuple[str, str]] = frozenset(),
    reliability: Mapping[str, float] | None = None,
) -> tuple[Supplier, ...]:
    """The suppliers that can be asked, without the (supplier, process) pairs that are `barred`.

    `reliability`: as learned from what they have done, by supplier; the book's for the others.
    """
    learned = reliability or {}
    found: list[Supplier] = []
    for partner in trade.book.partners.values():
        if partner.telegram is None or partner.telegram in unreachable:
            continue
        offers = tuple(o for o in partner.supplier.offers if (partner.id, o.process) not in barred)
        if offers:
            known = learned.get(partner.id, partner.supplier.reliability)
            found.append(replace(partner.supplier, offers=offers, reliability=known))
    return tuple(found)


def quote_problem(
    order: Order,
    office: Office,
    booked: Booked,
    unreachable: frozenset[int],
    reliability: Mapping[str, float] | None = None,
    pairs: Mapping[tuple[str, str], float] | None = None,
) -> Problem:
    """The problem of making `order` from scratch, within its date and budget. `pairs`: who finishes well together."""
    trade = office.trades[order.trade]
    start = first_day(office)
    limit = price_limit(order.spec, trade.catalogue.currency)
    return Problem(
        start=start,
        currency=trade.catalogue.currency,
        # A maker who orders is no maker of its own order.
        suppliers=reachable_suppliers(trade, unreachable | {order.consumer}, reliability=reliability),
        shipping=trade.book.shipping,
        orders=(
            problem_order(
                order,
                trade,
                start,
                last_day(order.spec.deadline) or start + HORIZON,
                None if limit is None else cost_within(limit, office.service_percent),
            ),
        ),
        committed=(*committed_runs(booked), *lesser_days(trade, booked, start)),
        pairs=pairs or {},
    )


def problem_order(order: Order, trade: Trade, start: date, due: date, budget: int | None) -> ProblemOrder:
    """The order as the planner sees it: all its items' steps, each named with its item's index."""
    steps = item_steps(order, trade, [i for i in range(len(order.spec.items)) if not order.released_item(i)])
    place = order.spec.destination or ""
    return ProblemOrder(
        id=str(order.id),
        earliest=start,
        due=due,
        destination=trade.book.zone_of(place) or place,
        steps=steps,
        budget=budget,
    )


def item_steps(order: Order, trade: Trade, items: Iterable[int]) -> tuple[ProblemStep, ...]:
    """The steps of some of its items, each named with its item's index."""
    constrained, catalogue = constrained_attributes(trade.book), trade.catalogue
    return tuple(
        step
        for index in items
        if (product := order.spec.items[index].product) is not None
        for step in steps_of(
            order.spec.items[index], catalogue.products[product], catalogue, f"{index}.", constrained=constrained
        )
    )


def priced_options(quote: Quote, service_percent: int) -> tuple[PricedOption, ...]:
    """The options with what the consumer pays for each."""
    return tuple(PricedOption(option, price_of(option.cost, service_percent)) for option in quote.options)


async def book_of(tx: Transaction, trade: str, office: Office) -> list[tuple[int, Job]]:
    """What holds capacity, for somebody who is about to take some: until the transaction ends nobody else does."""
    # The same holder always gets the lease; on PostgreSQL its row stays locked until the commit.
    await tx.leases.acquire(f"book:{trade}", "book", office.now(), timedelta())
    await catch_up(tx, office)
    return booked_jobs(await tx.orders.booked(trade, first_day(office)))


def still_free(runs: Sequence[Run], trade: Trade, booked: Sequence[tuple[int, Job]], start: date) -> bool:
    """Can these runs still be made: does none of them begin before `start`, and is their capacity still there?"""
    if any(min(run.days) < start for run in runs):
        return False
    load = _load(booked)
    for run in runs:
        partner = trade.book.partners.get(run.supplier)
        offer = _offer(partner, run.process)
        if partner is None or offer is None:
            return False
        for day, quantity in run.days.items():
            taken = Decimal(load.get((run.supplier, run.process, day), 0))
            if taken + Decimal(quantity) > Decimal(partner.capacity(offer, day)):
                return False
    return True


def barred_pairs(order: Order) -> frozenset[tuple[str, str]]:
    """Who has said no to what in this order, by word or by silence; a no to a colleague's request bars nobody."""
    said_no = (job for job in order.jobs if job.status in REFUSED and job.part is None)
    return frozenset((job.supplier, job.run.process) for job in said_no)


def _offer(partner: Partner | None, process: str) -> Offer | None:
    offers = partner.supplier.offers if partner else ()
    return next((o for o in offers if o.process == process), None)
