"""What is due: questions, reminders, time-outs, and work for the planner."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.services.available import unavailable
from bot.services.broadcasts import KIND as BROADCAST
from bot.services.broadcasts import Broadcasts
from bot.services.catalogue_changes import KIND as CATALOGUE
from bot.services.catalogue_changes import CatalogueChanges
from bot.services.codec import order_of
from bot.services.demand.desk import KINDS as DEMAND
from bot.services.demand.desk import DemandDesk
from bot.services.errors_described import described
from bot.services.exports import KINDS as EXPORTS
from bot.services.exports import Exports
from bot.services.office import Office
from bot.services.pairs import known_pairs, likings
from bot.services.people import language_of
from bot.services.planning import (
    book_of,
    booked_jobs,
    first_day,
    priced_options,
    quote_problem,
    still_free,
)
from bot.services.pools.pools import Pools
from bot.services.pools.replanning import replanned_whole, rival_in_whole
from bot.services.pools.standing import KINDS as POOLS
from bot.services.rearranging import Rearranging
from bot.services.reasons import Reasons, at_work_facts
from bot.services.reliability import learned
from bot.services.replanning import Aim, Situation, attempts, best, escalation, replan_of, worth_choosing
from bot.services.shortening import fewer
from bot.services.supplier_records import catch_up
from bot.services.transitions import Transitions
from planner.domain.errors import StaleState
from planner.domain.lifecycle import FollowUpKind
from planner.domain.lifecycle.events import (
    CheckDue,
    CloseDue,
    DeliveryCheckDue,
    Event,
    JobExpired,
    OffersDue,
    ProposalExpired,
    ProposalReminderDue,
    QuoteFound,
    QuoteRefused,
    ReminderDue,
    ReplanFailed,
    Replanned,
    RivalFound,
)
from planner.domain.order import Order, Replan, parse_job_key
from planner.domain.plan import Reason, ReasonCode, Run, Unplanned
from storage.ports import FollowUp, OrderRow, Transaction

log = logging.getLogger(__name__)

#: How long one attempt may hold a follow-up before somebody else may take it.
LEASE = timedelta(minutes=2)
#: How long a time-out waits for an unread message to be read.
GRACE = timedelta(seconds=10)
#: After this many failures a follow-up is dropped, and the admins hear of it from the log.
MAX_ATTEMPTS = 8

#: Kinds that only have to be said: the event behind each, from the job's number.
PLAIN: Mapping[FollowUpKind, Callable[[int], Event]] = {
    FollowUpKind.OFFER: lambda number: OffersDue(),
    FollowUpKind.REMIND: ReminderDue,
    FollowUpKind.EXPIRE: JobExpired,
    FollowUpKind.PROPOSAL_REMIND: lambda number: ProposalReminderDue(),
    FollowUpKind.PROPOSAL_EXPIRE: lambda number: ProposalExpired(),
    FollowUpKind.CHECK_START: lambda number: CheckDue(number, "start"),
    FollowUpKind.CHECK_READY: lambda number: CheckDue(number, "ready"),
    FollowUpKind.OVERDUE: lambda number: CheckDue(number, "overdue"),
    FollowUpKind.CHECK_RECEIVED: lambda number: CheckDue(number, "received"),
    FollowUpKind.CHECK_DELIVERED: lambda number: DeliveryCheckDue(),
    FollowUpKind.CLOSE: lambda number: CloseDue(),
}
#: Kinds that ask the consumer, or end its time to answer.
_OF_CONSUMER = frozenset(
    {
        FollowUpKind.PROPOSAL_REMIND,
        FollowUpKind.PROPOSAL_EXPIRE,
        FollowUpKind.CHECK_DELIVERED,
        FollowUpKind.CLOSE,
    }
)


@dataclass(frozen=True)
class Basis:
    """An order that waits for a plan, what that is made from, and the language of who waits."""

    row: OrderRow
    now: Situation
    language: str


class FollowUps:
    """Turns due rows into events."""

    def __init__(
        self,
        office: Office,
        transitions: Transitions,
        broadcasts: Broadcasts,
        exports: Exports,
        catalogue: CatalogueChanges,
        pools: Pools,
        demand: DemandDesk,
    ):
        self._pools = pools
        self._exports = exports
        self._catalogue = catalogue
        self._demand = demand
        self._broadcasts = broadcasts
        self._office = office
        self._transitions = transitions
        self._rearranging = Rearranging(office, transitions)
        self._reasons = Reasons(office)

    async def claim(self, limit: int = 20, lease: timedelta = LEASE) -> list[FollowUp]:
        """What is due now, for this process alone until the lease ends."""
        async with self._office.database.transaction() as tx:
            return list(await tx.follow_ups.claim(self._office.now(), limit, lease))

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
            await self._retry(due, described(error), timedelta(seconds=2**due.attempts))
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
            elif due.kind == FollowUpKind.EXPLAIN:
                await self._reasons.give_up(tx, due)
            elif due.kind in EXPORTS:
                await self._exports.give_up(tx, due)
            elif due.kind in DEMAND:
                await self._demand.give_up(tx, due)
            elif due.kind == CATALOGUE:
                await self._catalogue.give_up(tx, due)
            elif due.kind in POOLS:
                await self._pools.give_up(tx, due)
            else:
                if await tx.follow_ups.done(due.id) and due.kind == FollowUpKind.REARRANGE:
                    await self._rearranging.stays(tx, due)
        self._office.signals.outbox()

    async def _retry(self, due: FollowUp, why: str, after: timedelta) -> None:
        async with self._office.database.transaction() as tx:
            await tx.follow_ups.retry(due.id, why, self._office.now() + after)

    async def _event(self, due: FollowUp) -> None:
        if due.kind == BROADCAST:
            await self._broadcasts.run(due)
            return
        if due.kind in EXPORTS:
            await self._exports.run(due)
            return
        if due.kind == CATALOGUE:
            await self._catalogue.run(due)
            return
        if due.kind in POOLS:
            await self._pools.run(due)
            return
        if due.kind in DEMAND:
            await self._demand.run(due)
            return
        match FollowUpKind(due.kind):
            case FollowUpKind.QUOTE:
                await self._quote(due)
            case FollowUpKind.POOL_LOOK:
                await self._pools.looking.run(due)
            case FollowUpKind.EXPLAIN:
                await self._reasons.answer(due)
            case FollowUpKind.REPLAN:
                await self._replan(due)
            case FollowUpKind.REARRANGE:
                await self._rearranging.run(due)
            case FollowUpKind.ESCALATE:
                await self._escalate(due)
            case kind:
                await self._say(due, kind)

    async def _say(self, due: FollowUp, kind: FollowUpKind) -> None:
        """A question or a time-out; neither fires while an answer to it waits in the inbox."""
        office = self._office
        number = parse_job_key(due.job)[1] if due.job else 0
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None:
                await tx.follow_ups.done(due.id)
                return
            chat = row.consumer if kind in _OF_CONSUMER else self._chat(order_of(row), number)
            if chat is not None and await tx.inbox.waiting(chat):
                await tx.follow_ups.retry(due.id, "an unread answer waits", office.now() + GRACE)
                return
            await self._finish(tx, due, row, PLAIN[kind](number))

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
        now, order = basis.now, basis.now.order
        problem = quote_problem(order, office, now.booked, now.unreachable, now.reliability, now.pairs)
        facts = at_work_facts("quote", problem, office, order.trade, basis.language)
        async with office.at_work(order.consumer, basis.language, facts):
            quote = await office.planner.quote(problem)
        event: Event
        if quote.options:
            event = QuoteFound(order.basis, priced_options(quote, office.service_percent))
        else:
            event = QuoteRefused(order.basis, quote.refusal or NO_REASON)
        await self._store(due, event)

    async def _replan(self, due: FollowUp) -> None:
        """The gentlest way that keeps the promise, else what there is to choose from; a change of the order meanwhile
        makes it start over."""
        office = self._office
        basis = await self._basis(due)
        if basis is None:
            return
        order = basis.now.order
        if order.members:
            await self._store(due, await replanned_whole(basis.now, office), basis.row.version)
            return
        ways: dict[Aim, Replan] = {}
        refusal = NO_REASON
        for attempt in attempts(basis.now, office):
            # The gentlest of each kind is enough; what keeps nothing of the promise is only for want of any other.
            if attempt.aim in ways or (attempt.aim == "nothing" and ways):
                continue
            quote = await office.planner.quote(attempt.problem)
            if not quote.options:
                refusal = quote.refusal or refusal
                continue
            ways[attempt.aim] = way = replan_of(order, attempt, best(quote.options, attempt.aim), office)
            if order.promise and way.price <= order.promise.price and way.arrives <= order.promise.latest:
                await self._store(due, Replanned((way,)), basis.row.version)
                return
        less = fewer(order, office)
        choices = worth_choosing([*ways.values(), *([] if less is None else [less])])
        await self._store(due, Replanned(choices) if choices else ReplanFailed(refusal), basis.row.version)

    async def _escalate(self, due: FollowUp) -> None:
        """Somebody besides, for a job that stays unanswered; nobody where that would change anything else."""
        office = self._office
        basis = await self._basis(due, waiting=False)
        if basis is None:
            return
        order = basis.now.order
        slow = order.job(parse_job_key(due.job or "")[1])
        alone = slow is not None and slow.live and not order.members
        attempt = escalation(basis.now, office, slow) if slow is not None and alone else None
        event: Event | None = None
        if order.members:
            if slow is not None and slow.live and not order.planning:
                event = await rival_in_whole(basis.now, office, slow)
        elif attempt is not None and slow is not None and not order.planning:
            quote = await office.planner.quote(attempt.problem)
            if quote.options:
                way = replan_of(order, attempt, best(quote.options, "all"), office)
                if len(way.runs) == 1 and way.runs[0].lots == slow.run.lots:
                    mine = way.runs[0].id
                    freight = tuple(s for s in way.shipments if mine in (s.run, s.to_run))
                    event = RivalFound(slow.number, way.runs[0], freight)
        if event is None:
            async with office.database.transaction() as tx:
                await tx.follow_ups.done(due.id)
            return
        await self._store(due, event, basis.row.version)

    async def _basis(self, due: FollowUp, *, waiting: bool = True) -> Basis | None:
        """What a plan is made from; None (and the follow-up is done) where the order no longer waits for one."""
        office = self._office
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None or (waiting and not order_of(row).planning):
                await tx.follow_ups.done(due.id)
                return None
            await catch_up(tx, office)
            booked = booked_jobs(await tx.orders.booked(row.trade, first_day(office)))
            scores = await learned(tx, office, row.trade)
            language = await language_of(tx, row.consumer, office)
            closed = await unavailable(tx, office, row.trade)
            pairs = likings(await known_pairs(tx, office, row.trade), office)
            return Basis(row, Situation(order_of(row), booked, closed, scores, pairs), language)

    async def _store(self, due: FollowUp, event: Event, version: int | None = None) -> None:
        async with self._office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None:
                await tx.follow_ups.done(due.id)
                return
            if version is not None and row.version != version:
                raise StaleState(f"order {row.id} is at version {row.version}, planned at {version}")
            runs, given_up = _booking(event, order_of(row))
            if runs and not await self._free(tx, row, runs, given_up):
                raise StaleState(f"order {row.id}: the capacity was taken meanwhile")
            await self._finish(tx, due, row, event)

    async def _free(self, tx: Transaction, row: OrderRow, runs: tuple[Run, ...], given_up: frozenset[int]) -> bool:
        """Is the capacity still there? Jobs of the order that are `given_up` (by number) make room for the new ones."""
        office = self._office
        booked = [b for b in await book_of(tx, row.trade, office) if b[0] != row.id or b[1].number not in given_up]
        return still_free(runs, office.trades[row.trade], booked, first_day(office))

    async def _finish(self, tx: Transaction, due: FollowUp, row: OrderRow, event: Event) -> None:
        """The event, unless the follow-up was called off while it was being worked on."""
        if await tx.follow_ups.done(due.id):
            await self._transitions.apply(tx, row, event, "system")


def _booking(event: Event, order: Order) -> tuple[tuple[Run, ...], frozenset[int]]:
    """The runs that an event books at once, and the numbers of the order's jobs that it gives up for them."""
    match event:
        case Replanned(ways) if len(ways) == 1:
            return ways[0].runs, frozenset(job.number for job in order.jobs if job.number not in ways[0].kept)
        case RivalFound():
            return (event.run,), frozenset()
    return (), frozenset()


NO_REASON = Unplanned("", (Reason(ReasonCode.NO_SUPPLIER, "the planner gave no reason"),))
