"""What admins can look up."""

from __future__ import annotations

from typing import Any

from bot.services.access import Role, check_role
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.picturing import show_to
from bot.services.presenting.order_sheet import order_sheet
from bot.services.presenting.stats import borders, by_day, last_days
from bot.services.privacy import NOBODY
from bot.services.trail import event_facts, older_of
from bot.services.transitions import finish
from planner.domain.order import Order
from storage.ports import Transaction

#: So many fit into one message.
SUPPLIERS_A_MESSAGE = 30
#: Of an order's trail so much is looked at, and so many events are shown with it.
EVENTS_READ, EVENTS_SHOWN = 60, 8


class Admin:
    """Slash commands of admins. Every method raises NotAllowed for anybody else, and leaves a trace in the trail."""

    def __init__(self, office: Office):
        self._office = office

    def _check(self, sender: Sender) -> None:
        check_role(self._office, sender.chat_id, Role.ADMIN)

    async def _note(self, tx: Transaction, sender: Sender, event: str, order: int | None = None, **facts: Any) -> None:
        """Who has looked at what."""
        await tx.audit.add(order, self._office.now(), f"admin:{sender.chat_id}", event, facts)

    async def order(self, sender: Sender, number: int | None, receipt: Receipt | None) -> None:
        """/order N: what it is, who makes it, the plan as a picture, and what happened."""
        self._check(sender)
        office = self._office
        async with office.database.transaction() as tx:
            person = await person_of(tx, sender, office)
            language = person.language or "en"
            row = await tx.orders.get(number) if number is not None and 0 < number < 2**31 else None
            if row is None:
                await notify(tx, office, sender.chat_id, "no_such_order", number=number)
                await self._note(tx, sender, "order_read", number=number)
            else:
                await self._sheet(tx, sender.chat_id, order_of(row), language)
                await self._note(tx, sender, "order_read", row.id)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def _sheet(self, tx: Transaction, chat_id: int, order: Order, language: str) -> None:
        office, trade = self._office, self._office.trades[order.trade]
        consumer = await tx.people.get(order.consumer)
        name = "" if order.consumer == NOBODY else (consumer and consumer.name) or str(order.consumer)
        events = await tx.audit.of(order.id, EVENTS_READ)
        # Who has looked is in the trail too, but is not what happened with the order.
        shown = [event for event in events if not event.event.endswith("_read")][-EVENTS_SHOWN:]
        first = next(iter(shown or events), None)
        more = first is not None and (first.id != events[0].id or len(events) == EVENTS_READ)
        older = [[older_of(order.id, first.id)]] if first is not None and more else []
        sheet = order_sheet(order, trade, language, name, await tx.people.unreachable())
        await notify(tx, office, chat_id, "order", older, **sheet, events=[event_facts(event) for event in shown])
        await show_to(tx, office, order, chat_id)

    async def suppliers(self, sender: Sender, receipt: Receipt | None) -> None:
        """/suppliers: who there is, by trade and process."""
        self._check(sender)
        office = self._office
        async with office.database.transaction() as tx:
            person = await person_of(tx, sender, office)
            language = person.language or "en"
            unreachable = await tx.people.unreachable()
            trades: list[dict[str, Any]] = [
                {
                    "trade": trade.catalogue.names.get(language, (trade.id,))[0],
                    "suppliers": [
                        {
                            "name": partner.name(language),
                            "city": trade.book.zone_name(partner.supplier.zone, language),
                            "processes": [
                                trade.catalogue.process_name(offer.process, language)
                                for offer in partner.supplier.offers
                            ],
                            "reachable": partner.telegram is not None and partner.telegram not in unreachable,
                        }
                        for partner in trade.book.partners.values()
                    ],
                }
                for trade in office.trades
            ]
            for trade in trades:
                found = trade["suppliers"]
                for first in range(0, len(found), SUPPLIERS_A_MESSAGE):
                    part = {**trade, "count": len(found), "suppliers": found[first : first + SUPPLIERS_A_MESSAGE]}
                    await notify(tx, office, sender.chat_id, "suppliers", trade=part)
            await self._note(tx, sender, "suppliers_read")
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def stats(self, sender: Sender, receipt: Receipt | None) -> None:
        """/stats: how many orders, jobs and messages are in which state, and the orders of the last days, drawn."""
        self._check(sender)
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            days = last_days(office.today())
            counts = await tx.orders.created_counts(borders(days, office.timezone))
            next_due = await tx.follow_ups.next_due()
            await notify(
                tx,
                office,
                sender.chat_id,
                "stats",
                orders=await tx.orders.counts(),
                jobs=await tx.orders.job_counts(),
                inbox=await tx.inbox.counts(),
                outbox=await tx.outbox.counts(),
                next_due=next_due.isoformat() if next_due else None,
                picture=by_day(days, counts),
            )
            await self._note(tx, sender, "stats_read")
            await finish(tx, receipt, office)
        office.signals.outbox()
