"""A job at the terms that its supplier has named instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from planner.domain.money import round_minor
from planner.domain.order import Counter, Job
from planner.domain.plan import Run
from planner.domain.problem import Lot, Offer, Quantity, Supplier, ready_day

#: A supplier that is closed for longer than this does not shift its work.
LONGEST = 120


def run_at(job: Job, counter: Counter, supplier: Supplier) -> Run | None:
    """The job's run at other terms; None where they leave open what it would cost or when it would be made.

    With less than the whole quantity it has only so much of its lots, the first ones first.
    """
    offer = next((o for o in supplier.offers if o.process == job.run.process), None)
    quantity = job.quantity if counter.quantity is None else min(Decimal(counter.quantity), job.quantity)
    if quantity <= 0 or offer is None:
        return None
    lots = first_part(job.run.lots, quantity)
    days = first_days(job.run.days, quantity)
    cost = _cost(job, counter, quantity, offer)
    ready = counter.ready or job.run.ready
    if ready > job.run.ready:
        shifted = _shifted(days, (ready - job.run.ready).days, supplier)
        if shifted is None:
            return None
        days = shifted
    # A day that leaves no time after the work is a promise to be quicker: its supplier knows.
    ready = max(ready, max(days))
    return replace(job.run, lots=lots, days=days, cost=cost, ready=ready)


def first_part(lots: tuple[Lot, ...], quantity: Decimal) -> tuple[Lot, ...]:
    """So much of some lots, in their order."""
    left, found = quantity, list[Lot]()
    for lot in lots:
        part = min(left, Decimal(lot.quantity))
        if part > 0:
            whole = isinstance(lot.quantity, int) and part == int(part)
            found.append(replace(lot, quantity=int(part) if whole else part))
        left -= part
    return tuple(found)


def first_days(days: Mapping[date, Quantity], quantity: Decimal) -> dict[date, Quantity]:
    """So much of some days' work, the first days first."""
    left, found = quantity, dict[date, Quantity]()
    for day, load in sorted(days.items()):
        part = min(left, Decimal(load))
        if part > 0:
            found[day] = int(part) if part == int(part) and isinstance(load, int) else part
        left -= part
    return found


def _cost(job: Job, counter: Counter, quantity: Decimal, offer: Offer) -> int:
    if counter.total_price is not None:
        return counter.total_price
    if counter.unit_price is not None:
        return round_minor(counter.unit_price * quantity)
    return job.run.cost if quantity >= job.quantity else min(job.run.cost, offer.charge(quantity))


def _shifted(days: dict[date, Quantity], by: int, supplier: Supplier) -> dict[date, Quantity] | None:
    """The same work so many calendar days later, on days when the supplier works."""
    found: dict[date, Quantity] = {}
    free = min(days) + timedelta(by)
    for day in sorted(days):
        waited = 0
        while not supplier.works_on(free) or free in found:
            free += timedelta(1)
            waited += 1
            if waited > LONGEST:
                return None
        found[free] = days[day]
    return found


def pushed(job: Job, start: date) -> Run:
    """A run that has begun but waits for its goods: all that is left of it so many days later."""
    by = timedelta(max(0, (start - min(job.run.days)).days))
    days = {day + by: load for day, load in job.run.days.items()}
    return replace(job.run, days=days, ready=max(job.run.ready + by, ready_day(days, 0)))
