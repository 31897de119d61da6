"""The supplier's side: offers answered by button, by reply, or in any words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from decimal import Decimal

from bot.services.codec import job_of, order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.transitions import Transitions, finish
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import Event, JobAccepted, JobCountered, JobDeclined, JobNoted
from planner.domain.money import from_minor, rate_to_minor, to_minor
from planner.domain.order import Counter, Job, JobStatus, OrderStatus
from planner.domain.reply import JobTerms, ReplyIntent, SupplierReading
from planner.domain.supplier import Partner, Trade
from storage.ports import JobRow, OrderRow, Transaction

_OPEN = [JobStatus.OFFERED.value]
_THEIRS = [JobStatus.ACCEPTED.value]


class Dispatch:
    """What a supplier can do."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def said(self, sender: Sender, text: str, reply_to: int | None, receipt: Receipt | None) -> None:
        """A message in words, about the job it replies to, else about the only one that is open."""
        office = self._office
        trade, partner = self._supplier(sender)
        async with office.database.transaction() as tx:
            row = await self._meant(tx, sender.chat_id, partner, text, reply_to)
        if row is None:
            await self._which(sender, partner, text, receipt)
            return
        words = text.replace(row.key, " ")
        reading = await asyncio.to_thread(
            office.reader.reply, trade.id, words, office.local_now(), terms_of(job_of(row), trade)
        )
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            order = await tx.orders.get(row.order_id)
            try:
                if order is None or row.supplier != partner.id:
                    raise NotAllowed("job_gone")
                event = event_of(reading, job_of(row), text, trade)
                if order.status == OrderStatus.CONFIRMED.value and not isinstance(event, JobAccepted):
                    # Nothing is undone behind the others' backs once all have said yes: the admins decide.
                    event = JobNoted(job_of(row).number, text)
                await self._transitions.apply(tx, order, event, f"supplier:{partner.id}")
            except NotAllowed as refusal:
                await notify(tx, office, sender.chat_id, refusal.code, key=row.key)
            await finish(tx, receipt, office)
        self._wake()

    async def pressed(self, tx: Transaction, row: OrderRow, kind: str, number: int, partner: Partner) -> None:
        """Accept or decline by button. Raises NotAllowed where it is too late, or not their job."""
        job = order_of(row).job(number)
        if job is None or job.supplier != partner.id:
            raise NotAllowed("job_gone")
        event: Event = JobAccepted(number) if kind == "accept" else JobDeclined(number)
        await self._transitions.apply(tx, row, event, f"supplier:{partner.id}")

    async def list_jobs(self, sender: Sender, receipt: Receipt | None) -> None:
        """What is open, and what they have taken on."""
        trade, partner = self._supplier(sender)
        async with self._office.database.transaction() as tx:
            rows = await tx.orders.jobs_of_supplier(partner.id, [*_OPEN, *_THEIRS], limit=20)
            await notify(
                tx, self._office, sender.chat_id, "jobs", jobs=[self._line(r, trade, partner.language) for r in rows]
            )
            await finish(tx, receipt, self._office)
        self._wake()

    def _supplier(self, sender: Sender) -> tuple[Trade, Partner]:
        """Who writes. Raises NotAllowed where it is no supplier."""
        found = self._office.trades.partner_of_chat(sender.chat_id)
        if found is None:
            raise NotAllowed("suppliers_only")
        return found

    async def _meant(
        self, tx: Transaction, chat_id: int, partner: Partner, text: str, reply_to: int | None
    ) -> JobRow | None:
        """The job that a message replies to, names ("1-3"), or that is the only one it can be about."""
        if reply_to is not None:
            about = await tx.messages.about(chat_id, reply_to)
            if about and about.startswith("job:"):
                return await tx.orders.job(about.removeprefix("job:"))
        waiting = await tx.orders.jobs_of_supplier(partner.id, _OPEN)
        taken = await tx.orders.jobs_of_supplier(partner.id, _THEIRS)
        named = [row for row in (*waiting, *taken) if re.search(rf"(?<!\d){row.key}(?!\d)", text)]
        found = named or waiting or taken
        return found[0] if len(found) == 1 else None

    async def _which(self, sender: Sender, partner: Partner, text: str, receipt: Receipt | None) -> None:
        """Several jobs are open, or none: say so rather than guess."""
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            waiting: Sequence[JobRow] = await tx.orders.jobs_of_supplier(partner.id, _OPEN)
            if waiting:
                await notify(tx, office, sender.chat_id, "which_job", keys=[row.key for row in waiting])
            else:
                await notify(tx, office, sender.chat_id, "passed_on")
                for admin in sorted(office.admins):
                    name = partner.name(await language_of(tx, admin, office))
                    await notify(tx, office, admin, "supplier_writes", supplier=name, text=text)
            await finish(tx, receipt, office)
        self._wake()

    def _line(self, row: JobRow, trade: Trade, language: str) -> dict[str, object]:
        job = job_of(row)
        return {
            "key": row.key,
            "process": trade.catalogue.process_name(job.run.process, language),
            "status": job.status.value,
            "start": min(job.run.days).isoformat(),
            "ready": job.run.ready.isoformat(),
            "price": job.run.cost,
            "currency": trade.catalogue.currency,
        }

    def _wake(self) -> None:
        self._office.signals.outbox()
        self._office.signals.follow_ups()


def terms_of(job: Job, trade: Trade) -> JobTerms:
    """What a reply is about; a relative price ("5 more each") is counted from it."""
    total = sum(Decimal(lot.quantity) for lot in job.run.lots)
    currency = trade.catalogue.currency
    price = Decimal(from_minor(job.run.cost, currency)) / total if total else None
    return JobTerms(total, None if price is None else round(price, 4), currency, job.run.ready)


def event_of(reading: SupplierReading, job: Job, text: str, trade: Trade) -> Event:
    """What a reply does to its job. A yes with a later date is other terms; what can't be weighed is for a person."""
    late = reading.date is not None and reading.date > job.run.ready
    match reading.intent:
        case ReplyIntent.ACCEPT if not late:
            return JobAccepted(job.number)
        case ReplyIntent.DECLINE:
            return JobDeclined(job.number, reading.reason or "")
        case ReplyIntent.ACCEPT | ReplyIntent.COUNTER:
            counter = counter_of(reading, job, trade)
            return JobNoted(job.number, text) if counter is None else JobCountered(job.number, counter)
        case _:
            return JobNoted(job.number, text)


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
