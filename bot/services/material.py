"""A maker who needs material orders it as anybody would: to its own workshop, and never from itself."""

from __future__ import annotations

import asyncio

from bot.services.access import supplier_of
from bot.services.codec import order_of
from bot.services.drafting import Drafting
from bot.services.my_orders import MyOrders
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.ordering import Ordering
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.transitions import finish
from nlu.desk import desk_asked
from nlu.passing import counted_alike, material_asked, material_wish, names_job
from planner.domain.catalogue import Catalogue
from planner.domain.order import JobStatus
from planner.domain.reply import ReplyIntent
from storage.ports import Transaction

#: What answers an offer, whatever else is being written.
_ANSWERS = (ReplyIntent.ACCEPT, ReplyIntent.DECLINE)


class MaterialDesk:
    """/material, and the words of a maker who orders something. Raises NotAllowed for others than suppliers."""

    def __init__(self, office: Office, ordering: Ordering, drafting: Drafting, past: MyOrders):
        self._office = office
        self._ordering = ordering
        self._drafting = drafting
        self._past = past

    async def command(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/material alone: how it goes, and what was ordered so far; with words: the order."""
        if material_wish(words):
            await self._order(sender, words, receipt)
            return
        async with self._office.database.transaction() as tx:
            await person_of(tx, sender, self._office)
            await self.show(tx, sender.chat_id)
            if await tx.orders.of_consumer(sender.chat_id, limit=1):
                await self._past.page(tx, sender.chat_id)
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def show(self, tx: Transaction, chat_id: int) -> None:
        """How material is ordered."""
        office = self._office
        trade, partner = supplier_of(office, chat_id)
        language = await language_of(tx, chat_id, office)
        made = material_products(trade.catalogue)
        await notify(
            tx,
            office,
            chat_id,
            "material",
            products=[trade.catalogue.product_name(name, language) for name in made or trade.catalogue.products],
            city=trade.book.zone_name(partner.supplier.zone, language),
        )

    async def heard(self, sender: Sender, text: str, reply_to: int | None, receipt: Receipt | None) -> bool:
        """Are these words about something that the maker orders? Then they are acted on.

        While an order is being written, words that are no reply belong to it; but not those that name a job, ask for
        what is the maker's, or answer an offer that waits.
        """
        office = self._office
        if reply_to is not None:
            if not await self._own_order(sender, reply_to):
                return False
            await self._ordering.said(sender, counted_alike(text), receipt)
            return True
        if names_job(text) or desk_asked(text) is not None:
            return False
        if material_asked(text):
            if material_wish(text):
                await self._order(sender, text, receipt)
            else:
                await self.command(sender, "", receipt)
            return True
        trade, partner = supplier_of(office, sender.chat_id)
        async with office.database.transaction() as tx:
            draft = await self._drafting.of(tx, sender.chat_id)
            waiting = await tx.orders.jobs_of_supplier(partner.id, [JobStatus.OFFERED.value]) if draft else []
        if draft is None:
            return False
        if waiting:
            reading = await asyncio.to_thread(office.reader.reply, trade.id, text, office.local_now())
            if reading.intent in _ANSWERS:
                return False
        await self._ordering.said(sender, counted_alike(text), receipt)
        return True

    async def _own_order(self, sender: Sender, reply_to: int) -> bool:
        async with self._office.database.transaction() as tx:
            kind, _, number = (await tx.messages.about(sender.chat_id, reply_to) or "").partition(":")
            row = await tx.orders.get(int(number)) if kind == "order" and number.isdigit() else None
        return row is not None and order_of(row).consumer == sender.chat_id

    async def _order(self, sender: Sender, text: str, receipt: Receipt | None) -> None:
        """What they need, as an order; where no product is named, the one material that their trade has is meant."""
        office = self._office
        trade, _ = supplier_of(office, sender.chat_id)
        wish = material_wish(text)
        _, reading = await asyncio.to_thread(office.reader.read, wish, office.local_now(), None, trade.id)
        made = material_products(trade.catalogue)
        if len(made) == 1 and not any(item.product for item in reading.spec.items):
            named = trade.catalogue.product_name(made[0], reading.language)
            wish = f"{named}: {wish}"
        await self._ordering.said(sender, wish, receipt)


def material_products(catalogue: Catalogue) -> list[str]:
    """The products that end where others go on: what their last step makes, other products' makers work on."""
    going_on = {
        before.process
        for product in catalogue.products.values()
        for step in product.routing
        for before in product.routing
        if before.step in step.after
    }
    found = []
    for name, product in catalogue.products.items():
        needed = {other for step in product.routing for other in step.after}
        last = {step.process for step in product.routing if step.step not in needed}
        if last and last <= going_on:
            found.append(name)
    return found
