"""The makers' thread: makers of one order write to each other through the bot, under their trade names."""

from __future__ import annotations

from bot.services.access import supplier_of
from bot.services.acknowledging import PASSED_ON, acknowledge
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.transitions import finish, handover_about
from planner.domain.contact_data import masked
from planner.domain.errors import NotAllowed
from planner.domain.order import LIVE, Job, Order, parse_job_key
from planner.domain.supplier import Partner, Trade
from storage.ports import OrderRow, Transaction

#: So many of a thread's last messages are shown at once.
SHOWN = 15
#: Fewer letters than this could be the beginning of anything.
SHORTEST = 3


class Thread:
    """What is said between the makers of an order; its consumer and the admins can read it."""

    def __init__(self, office: Office):
        self._office = office

    async def tell(self, sender: Sender, words: str, reply_to: int | None, receipt: Receipt | None) -> None:
        """`/tell dye It will be a day late`; with an order's number before it where the maker works for several."""
        office = self._office
        trade, partner = supplier_of(office, sender.chat_id)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            first, _, rest = words.strip().partition(" ")
            number = int(first.lstrip("#")) if first.lstrip("#").isdecimal() and len(first) < 12 else None
            to, _, text = (rest if number is not None else words).strip().partition(" ")
            mine = await self._mine(tx, sender, partner, number, reply_to)
            if not to or not text.strip():
                await notify(tx, office, sender.chat_id, "tell_how", makers=[])
            elif len(mine) != 1:
                keys = sorted({str(row.id) for row, _ in mine})
                await notify(tx, office, sender.chat_id, "tell_which" if mine else "tell_nobody", orders=keys)
            else:
                row, job = mine[0]
                order = order_of(row)
                others = [j for j in order.live_jobs if j.supplier != partner.id]
                meant = [j for j in others if _named(j, to, trade)]
                if meant:
                    for other in meant:
                        name = await self._pass_on(tx, sender, row, order, job.number, other, partner, text.strip())
                        await notify(tx, office, sender.chat_id, "passed_to_maker", who=name)
                else:
                    language = await language_of(tx, sender.chat_id, office)
                    names = [trade.catalogue.process_name(j.run.process, language) for j in others]
                    await notify(tx, office, sender.chat_id, "tell_how", makers=list(dict.fromkeys(names)))
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def reply(
        self,
        tx: Transaction,
        sender: Sender,
        row: OrderRow,
        mine: int,
        to: int,
        partner: Partner,
        text: str,
        photo: str,
        receipt: Receipt | None,
    ) -> None:
        """An answer to another maker's news or message."""
        order = order_of(row)
        other = order.job(to)
        if other is None:
            raise NotAllowed("job_gone")
        name = await self._pass_on(tx, sender, row, order, mine, other, partner, text, photo)
        await acknowledge(tx, self._office, sender.chat_id, receipt, PASSED_ON, "passed_to_maker", who=name)

    async def show(self, sender: Sender, number: int | None, receipt: Receipt | None) -> None:
        """/thread 12: what its makers have written, for its consumer, its makers and the admins."""
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            row = await tx.orders.get(number) if number is not None else None
            if row is None or not self._may_read(sender, row):
                await notify(tx, office, sender.chat_id, "no_thread")
            else:
                order, trade = order_of(row), office.trades[row.trade]
                language = await language_of(tx, sender.chat_id, office)
                lines = [
                    {
                        "at": note.at.isoformat(),
                        "from": _title(order.job(note.job), trade, language),
                        "to": _title(order.job(note.to_job), trade, language),
                        "text": note.text,
                    }
                    for note in await tx.notes.of(row.id, SHOWN)
                ]
                await notify(tx, office, sender.chat_id, "thread", number=row.id, lines=lines)
                await tx.audit.add(row.id, office.now(), f"reader:{sender.chat_id}", "thread_read", {})
            await finish(tx, receipt, office)
        office.signals.outbox()

    def _may_read(self, sender: Sender, row: OrderRow) -> bool:
        office = self._office
        if sender.chat_id in office.admins or sender.chat_id == row.consumer:
            return True
        found = office.trades.partner_of_chat(sender.chat_id)
        return found is not None and any(job.supplier == found[1].id for job in order_of(row).live_jobs)

    async def _mine(
        self, tx: Transaction, sender: Sender, partner: Partner, number: int | None, reply_to: int | None
    ) -> list[tuple[OrderRow, Job]]:
        """The writer's jobs that a message can be about, one an order."""
        about = await tx.messages.about(sender.chat_id, reply_to) if reply_to is not None else None
        if number is None and about and about.partition(":")[0] in ("job", "handover"):
            number = parse_job_key(about.rpartition(":")[2])[0]
        found: dict[int, tuple[OrderRow, Job]] = {}
        for job_row in await tx.orders.jobs_of_supplier(partner.id, [status.value for status in LIVE]):
            if number is not None and job_row.order_id != number:
                continue
            row = await tx.orders.get(job_row.order_id)
            job = order_of(row).job(parse_job_key(job_row.key)[1]) if row else None
            if row is not None and job is not None and job.stands_in is None and job.part is None:
                found[row.id] = (row, job)
        return list(found.values())

    async def _pass_on(
        self,
        tx: Transaction,
        sender: Sender,
        row: OrderRow,
        order: Order,
        mine: int,
        other: Job,
        partner: Partner,
        text: str,
        photo: str = "",
    ) -> str:
        """To the other maker, without what would let them do it without us; kept for those who may read it. Returns the
        other's name in the sender's language."""
        office = self._office
        trade = office.trades[row.trade]
        receiver = trade.book.partners.get(other.supplier)
        said = masked(text)
        await tx.notes.add(row.id, office.now(), f"supplier:{partner.id}", said, mine, other.number, photo or None)
        await tx.audit.add(row.id, office.now(), f"supplier:{partner.id}", "told", {"to": other.supplier})
        if receiver is None or receiver.telegram is None:
            raise NotAllowed("job_gone")
        language = await language_of(tx, receiver.telegram, office)
        await notify(
            tx,
            office,
            receiver.telegram,
            "told",
            order_id=row.id,
            about=handover_about(row.id, mine, other.number),
            number=row.id,
            who=_title(order.job(mine), trade, language),
            text=said,
            photo=photo,
        )
        return _title(other, trade, await language_of(tx, sender.chat_id, office))


def _title(job: Job | None, trade: Trade, language: str) -> str:
    """A maker's trade name."""
    partner = trade.book.partners.get(job.supplier) if job else None
    return partner.name(language) if partner else "?"


def _named(job: Job, word: str, trade: Trade) -> bool:
    """Is it this job that a word means: its process, one of its steps, its maker, or its number?"""
    wanted = word.casefold().strip(":：,，")
    partner = trade.book.partners.get(job.supplier)
    names = {job.run.process, str(job.number), *(step.partition(".")[2] for step in job.steps)}
    for locale in trade.catalogue.locales:
        names.add(trade.catalogue.process_name(job.run.process, locale))
        if partner is not None:
            names.add(partner.name(locale))
    return any(_means(wanted, name.casefold()) for name in names)


def _means(wanted: str, name: str) -> bool:
    """A name, the beginning of one, or any two characters of a Chinese one."""
    if wanted == name or (len(wanted) >= SHORTEST and name.startswith(wanted)):
        return True
    return len(wanted) > 1 and _han(wanted) and wanted in name


def _han(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)
