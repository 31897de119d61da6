"""Prices by file: shown and handed out as files to fill in; one that comes back is checked whole, shown as what it
would change, and counts after a tap."""

from __future__ import annotations

import asyncio

from bot.services.access import supplier_of
from bot.services.files import MEGABYTE, FileRules, SentFile, refusal_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.price_table import MOST_FAULTS, differences, offers_in, table_of
from bot.services.supplier_records import catch_up
from bot.services.table_files import TableError, read_table
from bot.services.transitions import finish
from planner.domain.supplier import Partner, Trade
from planner.domain.supplier_record import recorded
from storage.ports import Transaction

#: Files with tables, and what Telegram may say that they are.
KINDS = {
    "csv": ("text/csv", "text/comma-separated-values", "application/csv", "text/plain", "application/vnd.ms-excel"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"),
}


class Prices:
    """/prices, and the files that come back. Raises NotAllowed for anybody but suppliers."""

    def __init__(self, office: Office, rules: FileRules):
        self._office = office
        self._rules = FileRules(frozenset(KINDS), rules.largest)

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """/prices: the offers, and files filled with them."""
        async with self._office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            language = await language_of(tx, sender.chat_id, self._office)
            table = table_of(partner.supplier.offers, trade.catalogue, language)
            await notify(
                tx, self._office, sender.chat_id, "prices", table=table, currency=trade.catalogue.currency, files=True
            )
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    def refusal(self, file: SentFile) -> str | None:
        """Why a file is not even fetched, as the name of a notice; None where it may be."""
        return refusal_of(file, self._rules, KINDS)

    async def refused(self, sender: Sender, code: str, receipt: Receipt | None) -> None:
        """Say why a file can't be taken, and what can."""
        async with self._office.database.transaction() as tx:
            await self._met(tx, sender)
            megabytes = f"{self._rules.largest / MEGABYTE:g}"
            await notify(tx, self._office, sender.chat_id, code, kinds=sorted(KINDS), megabytes=megabytes)
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def received(self, sender: Sender, file: SentFile, content: bytes, receipt: Receipt | None) -> None:
        """A file with prices: every fault in it, or what it would change."""
        office = self._office
        if len(content) > self._rules.largest:
            await self.refused(sender, "file_size", receipt)
            return
        try:
            rows = await asyncio.to_thread(read_table, file.kind, content)
        except TableError as problem:
            await self.refused(sender, problem.code, receipt)
            return
        async with office.database.transaction() as tx:
            trade, partner = await self._met(tx, sender)
            await self._preview(tx, sender.chat_id, trade, partner, rows)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def _preview(
        self, tx: Transaction, chat_id: int, trade: Trade, partner: Partner, rows: list[list[str]]
    ) -> None:
        office, offers = self._office, partner.supplier.offers
        found, faults = offers_in(rows, offers, trade.catalogue)
        if faults:
            shown = [fault.facts for fault in faults[:MOST_FAULTS]]
            await notify(tx, office, chat_id, "price_faults", faults=shown, more=max(0, len(faults) - MOST_FAULTS))
            return
        language = await language_of(tx, chat_id, office)
        as_said = {offer.process: offer for offer in recorded(trade, partner.id, {"offers": found}).supplier.offers}
        new = [as_said[offer["process"]] for offer in found]
        changes = differences(new, offers, trade.catalogue, language)
        touched = [offer for offer, one in zip(found, new, strict=True) if one not in offers]
        if not changes:
            await notify(tx, office, chat_id, "prices_same")
            return
        key = {"trade": trade.id, "supplier": partner.id}
        names = [trade.catalogue.process_name(offer["process"], language) for offer in touched]
        change = {"what": "prices", "offers": touched, "names": names}
        buttons = [
            [
                Button("use_it", "workshop", {**key, "change": change}, style="success"),
                Button("leave_it", "workshop_no", key),
            ]
        ]
        await notify(tx, office, chat_id, "price_changes", buttons, changes=changes, currency=trade.catalogue.currency)

    async def _met(self, tx: Transaction, sender: Sender) -> tuple[Trade, Partner]:
        """Who writes, as they are now. Raises NotAllowed where it is no supplier."""
        await person_of(tx, sender, self._office)
        await catch_up(tx, self._office)
        return supplier_of(self._office, sender.chat_id)
