"""What is known of a person, gone at their word; what is owed to others (numbers, prices, jobs, the trail) stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.services.codec import order_of, order_row
from bot.services.demand.counting import forget as forget_demand
from bot.services.invites import Invites
from bot.services.limits import forget_floods
from bot.services.notices import notice
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.pools.codec import pool_of, pool_row
from bot.services.presenting.payload import Content
from bot.services.set_up.desk import leave
from bot.services.spoken import ENGLISH, supported
from bot.services.transitions import Transitions, finish, send
from planner.domain.catalogue import Catalogue
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import CloseDue, OrderCancelled
from planner.domain.order import COMPOSING, LIVE, WITH_MAKERS, Order, OrderStatus
from planner.domain.spec import Entry, OrderSpec
from planner.domain.supplier import SupplierBook
from storage.ports import Transaction

#: Whose an order is when its consumer is not known any more.
NOBODY = 0
#: What stands where somebody's words were.
BLANK: Final = "…"
#: Kinds of attributes whose values are a person's own words.
_OWN_WORDS = ("text", "file")
_COMPOSING = [status.value for status in COMPOSING]
_WITH_MAKERS = [status.value for status in (OrderStatus.POOLED, *WITH_MAKERS)]
_PAGE = 100


class Privacy:
    """Forgets people."""

    def __init__(self, office: Office, transitions: Transitions, invites: Invites):
        self._office = office
        self._transitions = transitions
        self._invites = invites

    async def ask(self, sender: Sender, receipt: Receipt | None) -> None:
        """/forget: what would happen, and how to say that it shall."""
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            code = await self._hindrance(tx, sender.chat_id)
        await notice(office, sender, code or "forget_sure", receipt)

    async def forget(self, sender: Sender, receipt: Receipt | None) -> None:
        """/forget yes. A crash on the way is no harm: the update comes again, and finds what is left."""
        office, chat_id = self._office, sender.chat_id
        async with office.database.transaction() as tx:
            known = await tx.people.get(chat_id)
        language = (known.language if known else None) or supported(sender.telegram_language) or ENGLISH
        try:
            await self.forget_chat(chat_id)
        except NotAllowed as refusal:
            await notice(office, sender, refusal.code, receipt)
            return
        async with office.database.transaction() as tx:
            # In the language that is forgotten by now.
            await send(tx, office, chat_id, "notice", language, Content({"code": "forgotten"}))
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def forget_chat(self, chat_id: int) -> None:
        """Forget whoever writes from a chat. Raises NotAllowed where others still rely on them; `code` says why."""
        office = self._office
        async with office.database.transaction() as tx:
            if code := await self._hindrance(tx, chat_id):
                raise NotAllowed(code)
            await self._end_orders(tx, chat_id)
            await forget_demand(tx, office, chat_id)
            await self._invites.leave(tx, chat_id)
            await leave(tx, office, chat_id)
            await forget_floods(tx, chat_id)
            # What has just been said to them about it, too.
            await tx.outbox.drop_chat(chat_id, office.now())
        await self._invites.refresh()
        gone = 1
        while gone:
            async with office.database.transaction() as tx:
                gone = await tx.retention.forget(chat_id, office.now())

    async def _hindrance(self, tx: Transaction, chat_id: int) -> str | None:
        """Who else relies on them: the name of the notice that says so."""
        office = self._office
        if await tx.orders.newest_of(chat_id, _WITH_MAKERS) is not None:
            return "forget_orders_first"
        found = office.trades.partner_of_chat(chat_id)
        if found is None:
            return None
        trade, partner = found
        if office.trades.listed_chat(trade.id, partner.id) == chat_id:
            return "forget_listed"
        if await tx.orders.jobs_of_supplier(partner.id, [status.value for status in LIVE], limit=1):
            return "forget_jobs_first"
        return None

    async def _end_orders(self, tx: Transaction, chat_id: int) -> None:
        """What is open is called off, what has come is done; then nothing in any of them leads to the person."""
        office, actor = self._office, f"consumer:{chat_id}"
        while draft := await tx.orders.newest_of(chat_id, _COMPOSING):
            await self._transitions.apply(tx, draft, OrderCancelled(), actor)
        while come := await tx.orders.newest_of(chat_id, [OrderStatus.DELIVERED.value]):
            await self._transitions.apply(tx, come, CloseDue(), actor)
        while rows := await tx.orders.of_consumer(chat_id, _PAGE):
            for row in rows:
                trade = office.trades[row.trade]
                order = nameless(order_of(row), trade.catalogue, trade.book)
                await tx.orders.save(replace(order_row(row, order), consumer=NOBODY), (), office.now())
                await forget_member(tx, order, trade.book, office.now())
                await tx.artwork.drop(row.id)


async def forget_member(tx: Transaction, own: Order, book: SupplierBook, now: datetime) -> None:
    """An order that was made together with others, and the pool that it was in, don't lead to its consumer either."""
    whole = await tx.orders.get(own.within) if own.within is not None else None
    if whole is not None:
        order = order_of(whole)
        members = tuple(
            replace(m, consumer=NOBODY, destination=m.destination if book.zone_of(m.destination) else "")
            if m.order == own.id
            else m
            for m in order.members
        )
        await tx.orders.save(order_row(whole, replace(order, members=members)), (), now)
    row = await tx.pools.get(own.waiting.pool) if own.waiting is not None else None
    if row is not None:
        pool = pool_of(row)
        inside = tuple(replace(m, consumer=NOBODY) if m.order == own.id else m for m in pool.members)
        await tx.pools.save(pool_row(row, replace(pool, members=inside)))


def nameless(order: Order, catalogue: Catalogue, book: SupplierBook) -> Order:
    """The order without its consumer, and without their words; what was made, how much, when and for what stays."""
    spec = order.spec
    items = tuple(
        replace(item, attributes=tuple(_nameless(entry, catalogue) for entry in item.attributes)) for item in spec.items
    )
    place = spec.destination if spec.destination and book.zone_of(spec.destination) else None
    return replace(
        order,
        consumer=NOBODY,
        spec=OrderSpec(items, spec.deadline, spec.budget, place),
        unknown=(),
        asking=None,
    )


def _nameless(entry: Entry, catalogue: Catalogue) -> Entry:
    attribute = catalogue.attributes.get(entry.name)
    own = attribute is None or attribute.kind in _OWN_WORDS
    return replace(entry, said="", value=BLANK if own else entry.value)
