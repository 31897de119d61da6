"""/pass: a maker picks a job, how much of it, and whom; nothing changes until somebody else has said yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.services.access import supplier_of
from bot.services.available import unavailable
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.parts.able import Able, Around, able, most
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.planning import book_of, first_day, still_free
from bot.services.presenting.parts import job_line
from bot.services.presenting.payload import Button, in_rows
from bot.services.transitions import Transitions, finish
from nlu.passing import Passing, pass_words
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import PartAgreed, PartOffered, PartTakenBack
from planner.domain.lifecycle.parts import passing_slot, why_not
from planner.domain.order import Job, JobStatus, Order, job_key, parse_job_key
from planner.domain.supplier import Partner
from storage.ports import OrderRow, Transaction

#: As many are listed, and asked at once by "anyone".
MOST_ASKED = 4
#: As many jobs are listed.
MOST_JOBS = 12
_MAKING = (JobStatus.ACCEPTED.value, JobStatus.STARTED.value)
#: Buttons of this desk; the first two only ask.
QUESTIONS = frozenset({"pass_job", "pass_show"})
BUTTONS = QUESTIONS | {"pass_ask", "pass_back", "pass_agree"}
_MATERIAL = Button("material", "material")


class PassDesk:
    """Everything about passing a part of a job on. Raises NotAllowed for anybody but the job's own maker."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def command(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """`/pass`, `/pass 12-3`, `/pass 12-3 20`."""
        await self.wanted(sender, pass_words(words), receipt)

    async def wanted(self, sender: Sender, wish: Passing, receipt: Receipt | None) -> None:
        """What was said in words: the next question, or who could."""
        office = self._office
        _, partner = supplier_of(office, sender.chat_id)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            try:
                await self._next(tx, sender.chat_id, partner, wish)
            except NotAllowed as refusal:
                await notify(tx, office, sender.chat_id, refusal.code, key=wish.key)
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def meant(self, sender: Sender, key: str | None, reply_to: int | None) -> str | None:
        """The key of the job that words about passing on speak of; "" where any may be meant, None where they speak of
        one that waits for an answer, or of something else."""
        _, partner = supplier_of(self._office, sender.chat_id)
        async with self._office.database.transaction() as tx:
            if key is None and reply_to is not None:
                kind, _, key = (await tx.messages.about(sender.chat_id, reply_to) or "").partition(":")
                if kind not in ("job", "pass"):
                    return None
            if key is None:
                return None if await tx.orders.jobs_of_supplier(partner.id, [JobStatus.OFFERED.value]) else ""
            row = await tx.orders.job(key)
            return None if row is not None and row.status == JobStatus.OFFERED.value else key

    async def replied(self, sender: Sender, text: str, reply_to: int, receipt: Receipt | None) -> bool:
        """A number in reply to "how many?"; False where it is a reply to anything else."""
        async with self._office.database.transaction() as tx:
            about = await tx.messages.about(sender.chat_id, reply_to) or ""
        kind, _, key = about.partition(":")
        wish = pass_words(text)
        if kind != "pass" or (wish.quantity is None and not wish.half and not wish.whole):
            return False
        await self.wanted(sender, replace(wish, key=key), receipt)
        return True

    async def pressed(
        self, tx: Transaction, sender: Sender, row: OrderRow, kind: str, args: Mapping[str, Any], partner: Partner
    ) -> None:
        """A button of theirs. Raises NotAllowed where it is too late, or not their job."""
        order = order_of(row)
        job = order.job(int(args["job"]))
        if job is None or job.supplier != partner.id:
            raise NotAllowed("job_gone")
        quantity = Decimal(args["quantity"]) if args.get("quantity") is not None else None
        match kind:
            case "pass_job" | "pass_show":
                await self._asked_for(tx, sender.chat_id, row, job, quantity)
            case "pass_ask":
                await self._ask(tx, sender.chat_id, row, job, quantity or Decimal(0), args)
            case "pass_back":
                await self._transitions.apply(tx, row, PartTakenBack(job.number), f"supplier:{partner.id}")
            case "pass_agree":
                await self._agree(tx, row, int(args["part"]), job, partner)

    async def _next(self, tx: Transaction, chat_id: int, partner: Partner, wish: Passing) -> None:
        jobs = await self._jobs(tx, partner)
        if wish.key is not None:
            line = await tx.orders.job(wish.key)
            row = await tx.orders.get(line.order_id) if line is not None and line.supplier == partner.id else None
            job = order_of(row).job(parse_job_key(wish.key)[1]) if row is not None else None
            if row is None or job is None:
                raise NotAllowed("job_gone")
            await self._asked_for(tx, chat_id, row, job, _quantity(wish, job))
        elif not jobs:
            await notify(tx, self._office, chat_id, "pass_nothing", [[_MATERIAL]])
        elif len(jobs) == 1:
            await self._asked_for(tx, chat_id, *jobs[0], _quantity(wish, jobs[0][1]))
        else:
            await self._which(tx, chat_id, jobs, wish)

    async def _jobs(self, tx: Transaction, partner: Partner) -> list[tuple[OrderRow, Job]]:
        """The maker's jobs of which a part could be passed on now."""
        found: list[tuple[OrderRow, Job]] = []
        for line in await tx.orders.jobs_of_supplier(partner.id, _MAKING, MOST_JOBS):
            row = await tx.orders.get(line.order_id)
            order = order_of(row) if row else None
            job = order.job(parse_job_key(line.key)[1]) if order else None
            if row is not None and order is not None and job is not None and why_not(order, job) is None:
                found.append((row, job))
        return found

    async def _which(self, tx: Transaction, chat_id: int, jobs: Sequence[tuple[OrderRow, Job]], wish: Passing) -> None:
        office, language = self._office, await language_of(tx, chat_id, self._office)
        lines = [job_line(order_of(row), job, office.trades[row.trade], language) for row, job in jobs]
        buttons = [
            Button(line["key"], "pass_job", _args(row, job, _quantity(wish, job)), literal=True)
            for line, (row, job) in zip(lines, jobs, strict=True)
        ]
        await notify(tx, office, chat_id, "pass_which", [*in_rows(buttons, 3), [_MATERIAL]], jobs=lines)

    async def _asked_for(
        self, tx: Transaction, chat_id: int, row: OrderRow, job: Job, quantity: Decimal | None
    ) -> None:
        order = order_of(row)
        if (code := why_not(order, job)) is not None:
            raise NotAllowed(code)
        if quantity is None:
            await self._how_many(tx, chat_id, row, job)
            return
        if quantity <= 0 or quantity > job.quantity or (_counted(job) and quantity != int(quantity)):
            await self._how_many(tx, chat_id, row, job, wrong=True)
            return
        if job.begun and quantity == job.quantity:
            raise NotAllowed("pass_begun")
        await self._who(tx, chat_id, row, job, quantity)

    async def _how_many(self, tx: Transaction, chat_id: int, row: OrderRow, job: Job, *, wrong: bool = False) -> None:
        order, office = order_of(row), self._office
        language = await language_of(tx, chat_id, office)
        amounts = sorted({q for n in (4, 3, 2) if (q := Decimal(int(job.quantity / n))) > 0})
        buttons = [Button(f"{q:f}", "pass_show", _args(row, job, q), literal=True) for q in amounts]
        key = job_key(order.id, job.number)
        await notify(
            tx,
            office,
            chat_id,
            "pass_how_many",
            [*in_rows(buttons, 3), [_MATERIAL]],
            row.id,
            slot=_slot(order, job),
            about=f"pass:{key}",
            job=job_line(order, job, office.trades[row.trade], language),
            begun=job.begun,
            wrong=wrong,
        )

    async def _who(self, tx: Transaction, chat_id: int, row: OrderRow, job: Job, quantity: Decimal) -> None:
        """Who could, and what it would mean in money."""
        order, office = order_of(row), self._office
        around = await self._around(tx, row)
        found = able(around, job, quantity, office)[:MOST_ASKED]
        fewer = Decimal(0) if found else most(around, job, quantity, office)
        language = await language_of(tx, chat_id, office)
        buttons = [
            [Button(one.partner.name(language), "pass_ask", _asking(row, job, quantity, [one]), literal=True)]
            for one in found
        ]
        if len(found) > 1:
            buttons.append([Button("pass_anyone", "pass_ask", _asking(row, job, quantity, found), style="success")])
        if fewer:
            buttons = [[Button("pass_fewer", "pass_show", _args(row, job, fewer), style="success")]]
        await notify(
            tx,
            office,
            chat_id,
            "pass_who",
            buttons,
            row.id,
            slot=_slot(order, job),
            job=job_line(order, job, office.trades[row.trade], language),
            quantity=str(quantity),
            fewer=str(fewer),
            makers=[
                {
                    "name": one.partner.name(language),
                    "city": office.trades[row.trade].book.zone_name(one.partner.supplier.zone, language),
                    "ready": one.run.ready.isoformat(),
                    "price": one.run.cost,
                    "bears": one.part.bears,
                    "left": 0 if one.part.rest is None else one.part.rest.cost,
                }
                for one in found
            ],
        )

    async def _ask(
        self, tx: Transaction, chat_id: int, row: OrderRow, job: Job, quantity: Decimal, args: Mapping[str, Any]
    ) -> None:
        """Ask those who were shown, if it is all still as it was shown; else show it anew."""
        order, office = order_of(row), self._office
        if (code := why_not(order, job)) is not None:
            raise NotAllowed(code)
        shown: Mapping[str, int] = args["asked"]
        booked = await book_of(tx, row.trade, office)
        around = Around(order, booked, await unavailable(tx, office, row.trade))
        now = able(around, job, quantity, office)
        asked = [one for one in now if one.partner.id in shown and one.part.bears <= shown[one.partner.id]]
        if not asked:
            await self._who(tx, chat_id, row, job, quantity)
            return
        event = PartOffered(job.number, tuple((one.run, one.part) for one in asked))
        await self._transitions.apply(tx, row, event, f"supplier:{job.supplier}")

    async def _agree(self, tx: Transaction, row: OrderRow, number: int, job: Job, partner: Partner) -> None:
        """Bear what the other one's terms cost more. Raises NotAllowed where it is a part of another job."""
        office, order = self._office, order_of(row)
        asked = order.job(number)
        if asked is None or asked.part is None or asked.part.of != job.number:
            raise NotAllowed("pass_over")
        booked = await book_of(tx, row.trade, office)
        free = still_free((asked.run,), office.trades[row.trade], booked, first_day(office))
        await self._transitions.apply(tx, row, PartAgreed(number, free), f"supplier:{partner.id}")

    async def _around(self, tx: Transaction, row: OrderRow) -> Around:
        office = self._office
        return Around(order_of(row), await book_of(tx, row.trade, office), await unavailable(tx, office, row.trade))


def _quantity(wish: Passing, job: Job) -> Decimal | None:
    if wish.whole:
        return job.quantity
    if wish.half:
        half = job.quantity / 2
        return Decimal(int(half)) if _counted(job) else half
    return wish.quantity


def _counted(job: Job) -> bool:
    """Is it made in whole pieces?"""
    return all(isinstance(lot.quantity, int) for lot in job.run.lots)


def _args(row: OrderRow, job: Job, quantity: Decimal | None) -> dict[str, Any]:
    return {"order": row.id, "job": job.number, "quantity": None if quantity is None else str(quantity)}


def _asking(row: OrderRow, job: Job, quantity: Decimal, asked: Sequence[Able]) -> dict[str, Any]:
    return {**_args(row, job, quantity), "asked": {one.partner.id: one.part.bears for one in asked}}


def _slot(order: Order, job: Job) -> str:
    return f"order:{order.id}:{passing_slot(job.number)}"
