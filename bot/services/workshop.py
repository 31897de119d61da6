"""Suppliers look after their workshop: days off, capacity, hours. What was understood is said back, and counts only
after a yes; what is agreed stays as agreed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.services import workshop_changes as changes
from bot.services.access import supplier_of
from bot.services.codec import job_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.supplier_records import catch_up, change_record
from bot.services.transitions import finish
from bot.services.workshop_changes import Change
from nlu.normalise import fold
from nlu.workshop import Capacity, capacity_of, capacity_said, closed_of, days_of, hours_said, only_closed_of
from planner.domain.errors import NotAllowed, SupplierBookError
from planner.domain.order import Job, JobStatus
from planner.domain.supplier import Partner, Trade
from storage.ports import JobRow, Transaction

_MADE_ON_DAYS = (JobStatus.OFFERED, JobStatus.COUNTERED, JobStatus.ACCEPTED, JobStatus.STARTED)
_OFF = re.compile(r"off|end|over|back|none|open|结束|取消|回来|开工|复工")


class Workshop:
    """/away, /capacity, /hours, and the same in words. Raises NotAllowed for anybody but suppliers."""

    def __init__(self, office: Office):
        self._office = office

    async def away(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/away: the days off to come; "/away 12-20 Dec" asks whether to close, "/away off" whether to open again."""
        async with self._office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            today = self._office.today()
            rows = changes.breaks(partner, today)
            said = fold(words).text.strip().casefold()
            days = days_of(words, today)
            if days is not None:
                await self._ask(tx, sender.chat_id, trade, partner, [changes.closing(days)])
            elif rows and _OFF.fullmatch(said):
                await self._ask(tx, sender.chat_id, trade, partner, [changes.opening(*rows[0])])
            else:
                spans = [[str(first), str(last)] for first, last in rows]
                await notify(tx, self._office, sender.chat_id, "away", days=spans, unclear=bool(said))
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def capacity(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/capacity: units a day; "/capacity sewing 200" or "/capacity sewing 0 on 12 Dec" ask to change it."""
        async with self._office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            wanted = capacity_said(words, self._office.today(), _processes(trade, partner))
            if wanted is not None and (wanted.units > 0 or wanted.first is not None):
                await self._ask(tx, sender.chat_id, trade, partner, _each(wanted, partner))
            else:
                await self._show_capacity(tx, sender.chat_id, trade, partner, unclear=bool(words.strip()))
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def hours(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/hours: when they work and when they are left alone; "/hours 9-18", "/hours quiet 21-8" ask to change it."""
        async with self._office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            said = hours_said(words)
            if said is not None:
                await self._ask(tx, sender.chat_id, trade, partner, [changes.hours(said)])
            else:
                await notify(
                    tx,
                    self._office,
                    sender.chat_id,
                    "hours",
                    hours=list(partner.hours),
                    quiet=list(partner.quiet),
                    timezone=partner.timezone,
                    unclear=bool(words.strip()),
                )
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def heard(self, sender: Sender, text: str, receipt: Receipt | None) -> bool:
        """Something said outside of any reply: is it about the workshop? Then it is said back, else False."""
        found = self._office.trades.partner_of_chat(sender.chat_id)
        wanted = self._wanted(text, *found) if found else []
        if found is None or not wanted:
            return False
        async with self._office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            await self._ask(tx, sender.chat_id, trade, partner, wanted)
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()
        return True

    def is_no(self, job: Job, text: str) -> bool:
        """Does a message say nothing but that nobody works on days on which the job would be made?"""
        days = only_closed_of(text, self._office.today())
        return days is not None and any(days.first <= day <= days.last for day in job.run.days)

    async def declined_as_closed(
        self, tx: Transaction, chat_id: int, text: str, trade: Trade, partner: Partner
    ) -> None:
        """A job was declined in words that say when nobody works: shall that be noted for other jobs?"""
        days = closed_of(text, self._office.today())
        if days is not None:
            await self._ask(tx, chat_id, trade, partner, [changes.closing(days)])

    async def pressed(self, tx: Transaction, chat_id: int, kind: str, args: Mapping[str, Any]) -> None:
        """Yes or no to what was said back."""
        office = self._office
        found = office.trades.partner_of_chat(chat_id)
        if found is None or (found[0].id, found[1].id) != (args["trade"], args["supplier"]):
            raise NotAllowed("button_unknown")
        if kind == "workshop_no":
            await notify(tx, office, chat_id, "workshop_left")
            return
        trade, partner = found
        change: Change = args["change"]
        try:
            await change_record(
                tx,
                office,
                trade.id,
                partner.id,
                f"supplier:{partner.id}",
                lambda record, now: changes.changed(record, now, change, trade, office.today()),
                change=dict(change),
            )
        except SupplierBookError:
            raise NotAllowed("button_old") from None
        language = await language_of(tx, chat_id, office)
        await notify(tx, office, chat_id, "workshop_done", change=_shown(change, trade, language))
        if change["what"] == "closed":
            for row in await self._touched(tx, partner, changes.days_of(change)):
                await self._what_of(tx, chat_id, row, trade, language)

    def _wanted(self, text: str, trade: Trade, partner: Partner) -> list[Change]:
        """What words about the workshop ask for: one change, or one for each process that they may mean."""
        today = self._office.today()
        if (days := closed_of(text, today)) is not None:
            return [changes.closing(days)]
        less = capacity_of(text, today, _processes(trade, partner))
        return [] if less is None or (not less.units and less.first is None) else _each(less, partner)

    async def _ask(
        self, tx: Transaction, chat_id: int, trade: Trade, partner: Partner, wanted: Sequence[Change]
    ) -> None:
        """Say back what was understood, and what is agreed on those days; where several are meant, which."""
        office = self._office
        language = await language_of(tx, chat_id, office)
        key = {"trade": trade.id, "supplier": partner.id}
        buttons = [
            [Button("workshop_yes" if len(wanted) == 1 else "workshop_pick", "workshop", {**key, "change": dict(one)})]
            for one in wanted
        ]
        if len(wanted) == 1:
            buttons[0].append(Button("workshop_no", "workshop_no", key))
        else:
            buttons.append([Button("workshop_no", "workshop_no", key)])
        first = wanted[0]
        jobs: Sequence[JobRow] = []
        if first["what"] == "closed":
            jobs = await self._touched(tx, partner, changes.days_of(first))
        await notify(
            tx,
            office,
            chat_id,
            "workshop_sure",
            buttons,
            change=_shown(first, trade, language),
            picks=[trade.catalogue.process_name(one["process"], language) for one in wanted] if len(wanted) > 1 else [],
            jobs=[_line(row, trade, language) for row in jobs],
        )

    async def _touched(self, tx: Transaction, partner: Partner, days: Sequence[date]) -> list[JobRow]:
        """Their jobs with work on some of those days."""
        off = set(days)
        rows = await tx.orders.jobs_of_supplier(partner.id, [status.value for status in _MADE_ON_DAYS])
        return [row for row in rows if off & set(job_of(row).run.days)]

    async def _what_of(self, tx: Transaction, chat_id: int, row: JobRow, trade: Trade, language: str) -> None:
        """One of their jobs that has work on a day off: it stays as it is unless they say something."""
        job = job_of(row)
        args = {"job": job.number}
        open_offer = job.status is JobStatus.OFFERED
        kinds = ("accept", "decline") if open_offer else ("delayed", "give_back")
        labels = {"give_back": "give_back_job"}
        buttons = [[Button(labels.get(kind, kind), kind, args) for kind in kinds]]
        if job.status is JobStatus.COUNTERED:
            buttons = []
        line = _line(row, trade, language)
        await notify(
            tx, self._office, chat_id, "job_on_day_off", buttons, row.order_id, about=f"job:{row.key}", job=line
        )

    async def _show_capacity(
        self, tx: Transaction, chat_id: int, trade: Trade, partner: Partner, *, unclear: bool
    ) -> None:
        today, language = self._office.today(), await language_of(tx, chat_id, self._office)
        await notify(
            tx,
            self._office,
            chat_id,
            "capacity",
            unclear=unclear,
            offers=[
                {
                    "process": trade.catalogue.process_name(offer.process, language),
                    "units": str(offer.daily_capacity),
                    "less": [
                        [str(day), str(units)]
                        for day, units in sorted(partner.limits.get(offer.process, {}).items())
                        if day >= today
                    ][:MOST_DAYS],
                }
                for offer in partner.supplier.offers
            ],
        )

    async def _met(self, tx: Transaction, sender: Sender) -> tuple[Trade, Partner]:
        """Who writes, as they are now. Raises NotAllowed where it is no supplier."""
        await person_of(tx, sender, self._office)
        await catch_up(tx, self._office)
        return supplier_of(self._office, sender.chat_id)


#: As many days with less are listed.
MOST_DAYS = 14


def _processes(trade: Trade, partner: Partner) -> dict[str, list[str]]:
    """What the supplier's processes are called, by id, in every language."""
    languages = trade.catalogue.locales
    return {
        offer.process: [offer.process, *(trade.catalogue.process_name(offer.process, name) for name in languages)]
        for offer in partner.supplier.offers
    }


def _each(wanted: Capacity, partner: Partner) -> list[Change]:
    """The change for the process that was named; for each of the supplier's where none was."""
    processes = [wanted.process] if wanted.process else [offer.process for offer in partner.supplier.offers]
    return [changes.capacity(wanted, process) for process in processes]


def _shown(change: Change, trade: Trade, language: str) -> dict[str, Any]:
    """A change for the reader."""
    if "process" not in change:
        return dict(change)
    return {**change, "process": trade.catalogue.process_name(change["process"], language)}


def _line(row: JobRow, trade: Trade, language: str) -> dict[str, Any]:
    job: Job = job_of(row)
    return {
        "key": row.key,
        "process": trade.catalogue.process_name(job.run.process, language),
        "start": min(job.run.days).isoformat(),
        "ready": job.run.ready.isoformat(),
        "offered": job.status is JobStatus.OFFERED,
    }
