"""How patient we are, with whom, and when we may speak to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.domain.hours import ROUND_THE_CLOCK, Hours
from planner.domain.order import Job
from planner.domain.pooling import PoolRules

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Patience:
    """How long a supplier has for an answer, counted from the offer in its working time.

    After each of `remind_after` it is asked again; after `escalate_after` another supplier is asked besides (None: none
    is); after `expire_after` we stop waiting.
    """

    remind_after: tuple[timedelta, ...] = (1 * HOUR, 3 * HOUR)
    expire_after: timedelta = 6 * HOUR
    escalate_after: timedelta | None = 4 * HOUR


@dataclass(frozen=True)
class Policy:
    """All delays.

    `patience` by process, `usual_patience` for the others; `hours` by supplier, and of `consumers`: when they can be
    spoken to. `quote_valid` counts from the quote; `proposal_*` from the question to the consumer. `check_start`: how
    long after a job should have begun it is asked about; `check_delivered`: how long after the day of arrival the
    consumer is, and then every so often, `delivery_questions` times; silence counts as yes in the end. An order is
    closed without a rating after `close_after`. Where nothing can be planned for work that has begun, it is tried
    again every `try_again`. `pools`: when pools close; None: there are none.
    """

    usual_patience: Patience = field(default_factory=Patience)
    patience: Mapping[str, Patience] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    consumers: Hours = ROUND_THE_CLOCK
    quote_valid: timedelta = 24 * HOUR
    proposal_remind: timedelta = 4 * HOUR
    proposal_expire: timedelta = 24 * HOUR
    check_start: timedelta = 1 * HOUR
    check_received: timedelta = 1 * DAY
    check_delivered: timedelta = 1 * DAY
    delivery_questions: int = 3
    close_after: timedelta = 7 * DAY
    try_again: timedelta = 6 * HOUR
    pools: PoolRules | None = None

    def patience_for(self, process: str) -> Patience:
        return self.patience.get(process, self.usual_patience)

    def hours_of(self, supplier: str) -> Hours:
        return self.hours.get(supplier, ROUND_THE_CLOCK)

    def answer_times(self, job: Job, now: datetime) -> tuple[tuple[datetime, ...], datetime | None, datetime]:
        """When to remind a supplier of an offer made now, when to ask another one besides, and when to stop waiting."""
        patience, hours = self.patience_for(job.run.process), self.hours_of(job.supplier)
        escalate = patience.escalate_after
        delays = sorted({*patience.remind_after, *([escalate] if escalate else []), patience.expire_after})
        due = dict(zip(delays, hours.schedule(now, delays, hours.last_call(job.start)), strict=True))
        reminders = tuple(due[after] for after in patience.remind_after)
        return reminders, None if escalate is None else due[escalate], due[patience.expire_after]

    def delivery_check(self, day: date) -> datetime:
        """When to ask a consumer about something that should have come on a day."""
        return self.consumers.next_open(self.consumers.opening(day) + self.check_delivered)

    def local_day(self, supplier: str, at: datetime) -> date:
        """The calendar day where a supplier is."""
        return at.astimezone(ZoneInfo(self.hours_of(supplier).timezone)).date()

    def at_work(self, supplier: str, day: date) -> datetime:
        """When a supplier can be asked about its work on a day: some time after it has opened."""
        hours = self.hours_of(supplier)
        return hours.after(hours.opening(day), self.check_start)

    def polite(self, supplier: str, at: datetime) -> datetime:
        """The first moment from `at` on that is within a supplier's working hours."""
        return self.hours_of(supplier).next_open(at)
