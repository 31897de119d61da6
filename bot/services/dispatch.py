"""The supplier's side: offers answered and work reported by button, by reply, or in any words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.services.access import names_anothers_job, supplier_of
from bot.services.acknowledging import acknowledge
from bot.services.answering import event_of, gives_back, terms_of
from bot.services.codec import job_of, order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.planning import book_of, first_day, still_free
from bot.services.presenting.payload import Button, in_rows
from bot.services.thread import Thread
from bot.services.transitions import Transitions, finish, handover_about
from bot.services.workshop import Workshop
from nlu.arrivals import arrival_of
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import (
    Event,
    GoodsArrived,
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobDelayed,
    JobReady,
    JobShipped,
    JobStarted,
)
from planner.domain.order import Job, JobStatus, Order, job_key, parse_job_key
from planner.domain.reply import ReplyIntent
from planner.domain.supplier import Partner
from storage.ports import JobRow, OrderRow, Transaction

_OPEN = [JobStatus.OFFERED.value]
_WORKING = [JobStatus.ACCEPTED.value, JobStatus.STARTED.value, JobStatus.READY.value, JobStatus.SHIPPED.value]
_MAKING = (JobStatus.ACCEPTED, JobStatus.STARTED)
#: Days that a button offers to somebody who is late.
LATER = (1, 2, 3, 5, 7)


@dataclass(frozen=True)
class About:
    """What a supplier's message is about: one of its jobs; `sender`: the job whose goods are on their way to it."""

    row: JobRow
    sender: int | None = None


class Dispatch:
    """What a supplier can do."""

    def __init__(self, office: Office, transitions: Transitions, thread: Thread, workshop: Workshop):
        self._workshop = workshop
        self._office = office
        self._transitions = transitions
        self._thread = thread

    async def said(
        self, sender: Sender, text: str, reply_to: int | None, receipt: Receipt | None, photo: str = ""
    ) -> None:
        """A message in words, about what it replies to, else about the workshop, else about the only job that it can be
        about."""
        office = self._office
        trade, partner = supplier_of(self._office, sender.chat_id)
        if reply_to is None and not photo and await self._workshop.heard(sender, text, receipt):
            return
        async with office.database.transaction() as tx:
            about = await self._meant(tx, sender.chat_id, partner, text, reply_to)
        if about is None:
            await self._which(sender, partner, text, receipt)
            return
        row = about.row
        words = text.replace(row.key, " ")
        arrival = arrival_of(words) if about.sender is not None else None
        reading = await asyncio.to_thread(
            office.reader.reply, trade.id, words, office.local_now(), terms_of(job_of(row), trade)
        )
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            order = await tx.orders.get(row.order_id)
            try:
                if order is None or row.supplier != partner.id:
                    raise NotAllowed("job_gone")
                job = order_of(order).job(parse_job_key(row.key)[1])
                if job is None:
                    raise NotAllowed("job_gone")
                if photo and not words.strip() and about.sender is None and job.status in _MAKING:
                    await self._picture_of(tx, sender, order, job, photo)
                elif about.sender is not None and arrival is not None:
                    good = _good(order_of(order), about.sender, job.number, arrival.good, arrival.missing)
                    await self._apply(tx, order, GoodsArrived(about.sender, job.number, good), partner)
                    await acknowledge(tx, office, sender.chat_id, receipt)
                elif about.sender is not None and reading.intent not in (ReplyIntent.PROBLEM, ReplyIntent.DELAYED):
                    await self._thread.reply(tx, sender, order, job.number, about.sender, partner, text, photo, receipt)
                elif reading.intent is ReplyIntent.DELAYED and reading.date is None and job.status in _WORKING:
                    await self._how_long(tx, sender, order, job)
                else:
                    event = event_of(reading, job, text, trade, photo)
                    offered = job.status is JobStatus.OFFERED
                    if offered and self._workshop.is_no(job, words):
                        event = JobDeclined(job.number, reading.reason or "")
                    if await self._happened(tx, sender, order, job, event, partner):
                        await acknowledge(tx, office, sender.chat_id, receipt)
                    if offered and isinstance(event, JobDeclined):
                        await self._workshop.declined_as_closed(tx, sender.chat_id, words, trade, partner)
            except NotAllowed as refusal:
                await notify(tx, office, sender.chat_id, refusal.code, key=row.key)
            await finish(tx, receipt, office)
        self._wake()

    async def _happened(
        self, tx: Transaction, sender: Sender, order: OrderRow, job: Job, event: Event, partner: Partner
    ) -> bool:
        """What words mean; False where nothing has happened yet: a yes that others rely on is not taken back without a
        second look."""
        if gives_back(event, job):
            assert isinstance(event, JobDeclined)  # noqa: S101  for the type
            args = {"job": job.number, "reason": event.reason}
            sure = [[Button("give_back", "give_back", args, style="danger")]]
            key = job_key(order.id, job.number)
            await notify(
                tx, self._office, sender.chat_id, "give_back_sure", sure, order.id, about=f"job:{key}", key=key
            )
            return False
        await self._apply(tx, order, event, partner)
        return True

    async def pressed(
        self, tx: Transaction, sender: Sender, row: OrderRow, kind: str, args: Mapping[str, Any], partner: Partner
    ) -> None:
        """A button of theirs. Raises NotAllowed where it is too late, or not their job."""
        order = order_of(row)
        mine = order.job(int(args["to"] if kind in ("arrived", "missing") else args["job"]))
        if mine is None or mine.supplier != partner.id:
            raise NotAllowed("job_gone")
        photo = str(args.get("photo", ""))
        event: Event
        match kind:
            case "accept":
                event = JobAccepted(mine.number)
            case "decline" if mine.status is JobStatus.OFFERED or mine.go is None:
                event = JobDeclined(mine.number)
            case "give_back":
                event = JobDeclined(mine.number, str(args.get("reason", "")))
            case "started":
                event = JobStarted(mine.number)
            case "ready":
                event = JobReady(mine.number, photo=photo)
            case "shipped":
                event = JobShipped(mine.number, photo=photo)
            case "delayed" if "days" in args:
                ready = max(mine.run.ready, self._office.today()) + timedelta(int(args["days"]))
                event = JobDelayed(mine.number, ready)
            case "delayed":
                await self._how_long(tx, sender, row, mine)
                return
            case "arrived":
                event = GoodsArrived(int(args["job"]), mine.number)
            case "missing":
                await self._how_many(tx, sender, order, int(args["job"]), mine.number)
                return
            case _:
                raise NotAllowed("button_old")
        await self._apply(tx, row, event, partner)

    async def _apply(self, tx: Transaction, row: OrderRow, event: Event, partner: Partner) -> None:
        """The event, with what it needs to know of others' bookings."""
        if isinstance(event, JobCountered) and event.run is not None:
            office = self._office
            mine = (row.id, event.number)
            booked = [b for b in await book_of(tx, row.trade, office) if (b[0], b[1].number) != mine]
            free = still_free((event.run,), office.trades[row.trade], booked, first_day(office))
            event = replace(event, free=free)
        await self._transitions.apply(tx, row, event, f"supplier:{partner.id}")

    async def _picture_of(self, tx: Transaction, sender: Sender, order: OrderRow, job: Job, photo: str) -> None:
        """A picture without a word: of what is ready, or of what has left?"""
        args = {"job": job.number, "photo": photo}
        buttons = [[Button(kind, kind, args, style="success") for kind in ("ready", "shipped")]]
        key = job_key(order.id, job.number)
        await notify(tx, self._office, sender.chat_id, "picture_of", buttons, order.id, about=f"job:{key}", key=key)

    async def _how_long(self, tx: Transaction, sender: Sender, order: OrderRow, job: Job) -> None:
        """Late, but not by how much: ask."""
        buttons = [Button("later", "delayed", {"job": job.number, "days": days}) for days in LATER]
        key = job_key(order.id, job.number)
        await notify(
            tx,
            self._office,
            sender.chat_id,
            "how_long",
            in_rows(buttons, 3),
            order.id,
            about=f"job:{key}",
            key=key,
            days=list(LATER),
        )

    async def _how_many(self, tx: Transaction, sender: Sender, order: Order, source: int, to: int) -> None:
        """Something is missing: a reply says how much came whole."""
        job = order.job(source)
        if job is None or any(arrival.to == to for arrival in job.arrivals):
            raise NotAllowed("arrived_already")
        about = handover_about(order.id, source, to)
        expected = str(_good(order, source, to, None, Decimal(0)))
        key = job_key(order.id, to)
        await notify(
            tx, self._office, sender.chat_id, "how_many", None, order.id, about=about, key=key, expected=expected
        )

    async def _meant(
        self, tx: Transaction, chat_id: int, partner: Partner, text: str, reply_to: int | None
    ) -> About | None:
        """What a message replies to, names ("1-3"), or the only thing that it can be about."""
        if reply_to is not None:
            about = await tx.messages.about(chat_id, reply_to) or ""
            kind, _, keys = about.partition(":")
            source, _, mine = keys.partition(":")
            if kind in ("job", "handover") and (row := await tx.orders.job(mine or source)) is not None:
                return About(row, parse_job_key(source)[1] if mine else None)
        waiting = await tx.orders.jobs_of_supplier(partner.id, _OPEN)
        taken = await tx.orders.jobs_of_supplier(partner.id, _WORKING)
        named = [row for row in (*waiting, *taken) if re.search(rf"(?<!\d){row.key}(?!\d)", text)]
        if not named and await names_anothers_job(tx, text, partner.id):
            return None
        found = named or waiting or taken
        return About(found[0]) if len(found) == 1 else None

    async def _which(self, sender: Sender, partner: Partner, text: str, receipt: Receipt | None) -> None:
        """Several jobs are open, or none: say so rather than guess."""
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            jobs: Sequence[JobRow] = await tx.orders.jobs_of_supplier(partner.id, _OPEN)
            jobs = jobs or await tx.orders.jobs_of_supplier(partner.id, _WORKING)
            if jobs:
                await notify(tx, office, sender.chat_id, "which_job", keys=[row.key for row in jobs])
            else:
                await notify(tx, office, sender.chat_id, "passed_on")
                for admin in sorted(office.admins):
                    name = partner.name(await language_of(tx, admin, office))
                    await notify(tx, office, admin, "supplier_writes", supplier=name, text=text)
            await finish(tx, receipt, office)
        self._wake()

    def _wake(self) -> None:
        self._office.signals.outbox()
        self._office.signals.follow_ups()


def _good(order: Order, source: int, to: int | None, good: Decimal | None, missing: Decimal | None) -> Decimal | None:
    """How much of what was on its way came whole. Raises NotAllowed where more is missing than was to come."""
    if missing is None:
        return good
    target = None if to is None else str(to)
    expected = sum((Decimal(s.quantity) for s in order.outputs(source) if s.to_run == target), start=Decimal(0))
    if missing > expected:
        raise NotAllowed("quantity_unclear")
    return expected - missing
