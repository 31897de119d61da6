"""From a supplier's words to what happens to its job."""

from __future__ import annotations

from decimal import Decimal

from bot.services.terms import run_at
from planner.domain.lifecycle.events import (
    Event,
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobDelayed,
    JobNoted,
    JobReady,
    JobShipped,
    JobStarted,
)
from planner.domain.money import from_minor, rate_to_minor, to_minor
from planner.domain.order import TAKEN, Counter, Job, JobStatus
from planner.domain.reply import JobTerms, ReplyIntent, SupplierReading
from planner.domain.supplier import Trade


def terms_of(job: Job, trade: Trade) -> JobTerms:
    """What a reply is about; a relative price ("5 more each") is counted from it."""
    currency = trade.catalogue.currency
    price = Decimal(from_minor(job.run.cost, currency)) / job.quantity if job.quantity else None
    return JobTerms(job.quantity, None if price is None else round(price, 4), currency, job.run.ready)


def event_of(reading: SupplierReading, job: Job, text: str, trade: Trade, photo: str = "") -> Event:
    """What a reply does to its job. A yes with a later date is other terms; what can't be weighed is for a person."""
    late = reading.date is not None and reading.date > job.run.ready
    taken = job.status in TAKEN
    match reading.intent:
        case ReplyIntent.ACCEPT if not late:
            return JobAccepted(job.number)
        case ReplyIntent.DECLINE:
            return JobDeclined(job.number, reading.reason or "")
        case ReplyIntent.STARTED if taken:
            return JobStarted(job.number)
        case ReplyIntent.READY if taken and not late:
            return JobReady(job.number, text, photo)
        case ReplyIntent.SHIPPED if taken:
            return JobShipped(job.number, text, photo)
        case ReplyIntent.ACCEPT | ReplyIntent.COUNTER | ReplyIntent.DELAYED | ReplyIntent.READY if taken:
            if reading.date is not None and late:
                return JobDelayed(job.number, reading.date, reading.reason or "")
            return JobNoted(job.number, text)
        case ReplyIntent.ACCEPT | ReplyIntent.COUNTER | ReplyIntent.DELAYED:
            counter = counter_of(reading, job, trade)
            return JobNoted(job.number, text) if counter is None else countered(job, counter, trade)
        case _:
            return JobNoted(job.number, text)


def countered(job: Job, counter: Counter, trade: Trade) -> JobCountered:
    """Other terms for a job, and what it would be at them; whether its capacity is free is still to be seen."""
    partner = trade.book.partners.get(job.supplier)
    whole = counter.quantity is None or counter.quantity >= job.quantity
    run = run_at(job, counter, partner.supplier) if partner and whole else None
    return JobCountered(job.number, counter, run)


def gives_back(event: Event, job: Job) -> bool:
    """Would it take back a yes that others have been told of?"""
    return isinstance(event, JobDeclined) and (job.go is not None or job.status is JobStatus.STARTED)


def counter_of(reading: SupplierReading, job: Job, trade: Trade) -> Counter | None:
    """The terms a supplier named; None where there are none, or their price is in another currency than the trade's."""
    currency = trade.catalogue.currency
    priced = reading.unit_price is not None or reading.total_price is not None
    if priced and reading.currency not in (None, currency):
        return None
    binding = reading.date is not None and (reading.bound != "by" or reading.date > job.run.ready)
    counter = Counter(
        unit_price=None if reading.unit_price is None else rate_to_minor(reading.unit_price, currency),
        total_price=None if reading.total_price is None else to_minor(reading.total_price, currency),
        quantity=reading.quantity,
        ready=reading.date if binding else None,
    )
    return None if counter == Counter() else counter
