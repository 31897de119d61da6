"""What is due: reminders, time-outs, and work for the planner."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.planning import (
    book_of,
    booked_jobs,
    first_day,
    priced_options,
    quote_problem,
    still_free,
)
from bot.services.replanning import attempts, replan_of
from bot.services.transitions import Transitions
from planner.domain.errors import StaleState
from planner.domain.lifecycle import FollowUpKind
from planner.domain.lifecycle.events import (
    Event,
    JobExpired,
    QuoteFound,
    QuoteRefused,
    ReminderDue,
    ReplanFailed,
    Replanned,
)
from planner.domain.order import Job, Order, parse_job_key
from planner.domain.plan import Reason, ReasonCode, Unplanned
from storage.ports import FollowUp, OrderRow, Transaction

log = logging.getLogger(__name__)

#: How long one attempt may hold a follow-up before somebody else may take it.
LEASE = timedelta(minutes=2)
#: How long a time-out waits for the supplier's unread message to be read.
GRACE = timedelta(seconds=10)
#: After this many failures a follow-up is dropped, and the admins hear of it from the log.
MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class Basis:
    """An order that waits for a plan, what holds capacity, and the chats that can't be reached."""

    row: OrderRow
    booked: list[tuple[int, Job]]
    unreachable: frozenset[int]


class FollowUps:
    """Turns due rows into events."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def claim(self, limit: int = 20) -> list[FollowUp]:
        """What is due now, for this process alone until the lease ends."""
        async with self._office.database.transaction() as tx:
            return list(await tx.follow_ups.claim(self._office.now(), limit, LEASE))

    async def run(self, due: FollowUp) -> None:
        """Deal with one. A failure is kept and tried again later, less and less often."""
        office = self._office
        try:
            await self._event(due)
        except StaleState:
            await self._retry(due, "the order changed at the same time", timedelta())
        except Exception as error:
            log.exception("follow-up %s of order %s failed", due.kind, due.order_id)
            if due.attempts >= MAX_ATTEMPTS:
                await self._give_up(due)
                return
            await self._retry(due, repr(error), timedelta(seconds=2**due.attempts))
        office.signals.outbox()
        office.signals.follow_ups()

    async def _give_up(self, due: FollowUp) -> None:
        """Nobody is left waiting for a plan that can't be made: the consumer and the admins hear it."""
        async with self._office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is not None and due.kind == FollowUpKind.QUOTE:
                await self._finish(tx, due, row, QuoteRefused(order_of(row).basis, NO_REASON))
            elif row is not None and due.kind == FollowUpKind.REPLAN:
                await self._finish(tx, due, row, ReplanFailed(NO_REASON))
            else:
                await tx.follow_ups.done(due.id)
        self._office.signals.outbox()

    async def _retry(self, due: FollowUp, why: str, after: timedelta) -> None:
        async with self._office.database.transaction() as tx:
            await tx.follow_ups.retry(due.id, why, self._office.now() + after)

    async def _event(self, due: FollowUp) -> None:
        match FollowUpKind(due.kind):
            case FollowUpKind.QUOTE:
                await self._quote(due)
            case FollowUpKind.REPLAN:
                await self._replan(due)
            case FollowUpKind.REMIND | FollowUpKind.EXPIRE:
                await self._unanswered(due)

    async def _unanswered(self, due: FollowUp) -> None:
        """A reminder or a time-out; neither fires while the supplier's answer waits in the inbox."""
        office = self._office
        number = parse_job_key(due.job or "")[1]
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None:
                await tx.follow_ups.done(due.id)
                return
            chat = self._chat(order_of(row), number)
            if chat is not None and await tx.inbox.waiting(chat):
                await tx.follow_ups.retry(due.id, "an unread answer waits", office.now() + GRACE)
                return
            event: Event = ReminderDue(number) if due.kind == FollowUpKind.REMIND else JobExpired(number)
            await self._finish(tx, due, row, event)

    def _chat(self, order: Order, number: int) -> int | None:
        job = order.job(number)
        partner = self._office.trades[order.trade].book.partners.get(job.supplier) if job else None
        return partner.telegram if partner else None

    async def _quote(self, due: FollowUp) -> None:
        """Plan outside of any transaction, then offer what was found if it still fits the wish."""
        office = self._office
        basis = await self._basis(due)
        if basis is None:
            return
        order = order_of(basis.row)
        quote = await office.planner.quote(quote_problem(order, office, basis.booked, basis.unreachable))
        event: Event
        if quote.options:
            event = QuoteFound(order.basis, priced_options(quote, office.service_percent))
        else:
            event = QuoteRefused(order.basis, quote.refusal or NO_REASON)
        await self._store(due, event)

    async def _replan(self, due: FollowUp) -> None:
        """The gentlest attempt that works; a change of the order meanwhile makes it start over."""
        office = self._office
        basis = await self._basis(due)
        if basis is None:
            return
        order = order_of(basis.row)
        event: Event | None = None
        refusal = NO_REASON
        for attempt in attempts(order, office, basis.booked, basis.unreachable):
            quote = await office.planner.quote(attempt.problem)
            if quote.options:
                cheapest = min(quote.options, key=lambda option: (option.cost, option.arrives))
                event = Replanned(replan_of(order, attempt, cheapest, office))
                break
            refusal = quote.refusal or refusal
        await self._store(due, event or ReplanFailed(refusal), basis.row.version)

    async def _basis(self, due: FollowUp) -> Basis | None:
        """What a plan is made from; None (and the follow-up is done) where the order no longer waits for one."""
        office = self._office
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None or not order_of(row).planning:
                await tx.follow_ups.done(due.id)
                return None
            booked = booked_jobs(await tx.orders.booked(row.trade, first_day(office)))
            return Basis(row, booked, await tx.people.unreachable())

    async def _store(self, due: FollowUp, event: Event, version: int | None = None) -> None:
        async with self._office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None:
                await tx.follow_ups.done(due.id)
                return
            if version is not None and row.version != version:
                raise StaleState(f"order {row.id} is at version {row.version}, planned at {version}")
            if isinstance(event, Replanned):
                booked = await book_of(tx, row.trade, self._office)
                if not self._free(row, event, booked):
                    raise StaleState(f"order {row.id}: the capacity was taken meanwhile")
            await self._finish(tx, due, row, event)

    def _free(self, row: OrderRow, event: Replanned, booked: Sequence[tuple[int, Job]]) -> bool:
        office = self._office
        return still_free(event.replan.runs, office.trades[row.trade], booked, first_day(office))

    async def _finish(self, tx: Transaction, due: FollowUp, row: OrderRow, event: Event) -> None:
        """The event, unless the follow-up was called off while it was being worked on."""
        if await tx.follow_ups.done(due.id):
            await self._transitions.apply(tx, row, event, "system")


NO_REASON = Unplanned("", (Reason(ReasonCode.NO_SUPPLIER, "the planner gave no reason"),))
