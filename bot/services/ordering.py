"""The consumer's side: words in, a wish that grows, options, a choice, and news of what is being made."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.services import picturing
from bot.services.access import Role
from bot.services.codec import order_of
from bot.services.drafting import Draft, Drafting
from bot.services.my_orders import MyOrders
from bot.services.notices import notify, welcome_facts
from bot.services.office import Office
from bot.services.order_buttons import OrderButtons
from bot.services.people import Receipt, Sender, person_of, speaks
from bot.services.presenting.lists import order_line
from bot.services.presenting.payload import Button
from bot.services.reasons import ask
from bot.services.spoken import ENGLISH, spoken
from bot.services.transitions import Transitions, finish
from bot.services.unknown import note_unknown
from nlu.again import again_asked
from nlu.arrivals import Arrival, arrival_of
from nlu.choices import chosen_option, stars_of
from nlu.languages import LANGUAGES
from nlu.standing import Standing
from nlu.whys import why_asked
from planner.domain.errors import StaleState
from planner.domain.lifecycle.events import (
    OrderCancelled,
    Rated,
)
from planner.domain.order import WITH_MAKERS, Job, JobStatus, Order, OrderStatus
from planner.domain.spec import Intent, Reading
from storage.ports import OrderRow, Person, Transaction

_WITH_MAKERS = [status.value for status in WITH_MAKERS]
_UNDER_WAY = [OrderStatus.POOLED.value, *_WITH_MAKERS]
_DELIVERED = [OrderStatus.DELIVERED.value]


#: The languages that messages are read in.
READ = frozenset(language.code for language in LANGUAGES)


class Ordering:
    """What a consumer can do."""

    def __init__(
        self, office: Office, transitions: Transitions, drafting: Drafting, buttons: OrderButtons, past: MyOrders
    ):
        self._office = office
        self._transitions = transitions
        self._drafting = drafting
        self._buttons = buttons
        self._past = past

    async def said(self, sender: Sender, text: str, receipt: Receipt | None) -> None:
        """A message in words: read against the draft, then acted on. Raises StaleState where the draft moved."""
        office = self._office
        async with office.database.transaction() as tx:
            draft = await self._drafting.of(tx, sender.chat_id)
        if draft and await self._chose_in_words(sender, draft, text, receipt):
            return
        if await self._asked_why(sender, draft, text, receipt):
            return
        if draft is None and (
            await self._about_goods(sender, text, receipt) or await self._same_again(sender, text, receipt)
        ):
            return
        standing = draft.standing if draft else None
        version = office.trades.version
        trade, reading = await asyncio.to_thread(
            office.reader.read, text, office.local_now(), standing, draft.order.trade if draft else None
        )
        async with office.database.transaction() as tx:
            if office.trades.version != version:
                raise StaleState("other catalogues were loaded while the message was read: read it again")
            person = await person_of(tx, sender, office)
            if speaks(text) or person.language is None:
                person = await self._speaks(tx, person, reading.language)
            reading = replace(reading, language=person.language or reading.language)
            await note_unknown(tx, office, trade, reading, draft.order.unknown if draft else ())
            await self._act(tx, person, draft, trade, reading, text)
            await finish(tx, receipt, office)
        self._wake()

    async def _chose_in_words(self, sender: Sender, draft: Draft, text: str, receipt: Receipt | None) -> bool:
        """ "the cheapest one", where options stand: as good as the button."""
        order = draft.order
        if order.status is not OrderStatus.QUOTED:
            return False
        index = chosen_option(text, [priced.option.labels for priced in order.options])
        if index is None:
            return False
        async with self._office.database.transaction() as tx:
            await self._buttons.pressed(tx, draft.row, "choose", {"index": index, "basis": order.basis})
            await finish(tx, receipt, self._office)
        self._wake()
        return True

    async def _asked_why(self, sender: Sender, draft: Draft | None, text: str, receipt: Receipt | None) -> bool:
        """ "why so expensive?", where options stand; "show me the timeline", where something is being made."""
        what = why_asked(text)
        quoted = draft is not None and draft.order.status is OrderStatus.QUOTED
        if what is None or (what != "timeline" and not quoted):
            return False
        async with self._office.database.transaction() as tx:
            if what == "timeline":
                placed = None if draft else await tx.orders.newest_of(sender.chat_id, _WITH_MAKERS)
                if placed is None:
                    return False
                await picturing.show(tx, self._office, order_of(placed))
            elif draft is not None:
                await ask(tx, self._office, draft.order, what)
            await person_of(tx, sender, self._office)
            await finish(tx, receipt, self._office)
        self._wake()
        return True

    async def _about_goods(self, sender: Sender, text: str, receipt: Receipt | None) -> bool:
        """ "It has arrived", where something is on its way; "5 stars", where something has come."""
        async with self._office.database.transaction() as tx:
            coming = await tx.orders.newest_of(sender.chat_id, [OrderStatus.IN_PRODUCTION.value])
            jobs = on_their_way(order_of(coming)) if coming else ()
            arrival = arrival_of(text) if jobs else None
            here = await tx.orders.newest_of(sender.chat_id, _DELIVERED) if arrival is None else None
            stars = stars_of(text) if here else None
            actor = f"consumer:{sender.chat_id}"
            if coming is not None and arrival is not None:
                for job in jobs if arrival == Arrival() else jobs[:1]:
                    row = await tx.orders.get(coming.id) or coming
                    good = arrival.good if arrival.missing is None else max(job.quantity - arrival.missing, Decimal(0))
                    await self._buttons.arrived(tx, row, job.number, good)
            elif here is not None and stars is not None:
                await self._transitions.apply(tx, here, Rated(stars), actor)
            else:
                return False
            await person_of(tx, sender, self._office)
            await finish(tx, receipt, self._office)
        self._wake()
        return True

    async def _same_again(self, sender: Sender, text: str, receipt: Receipt | None) -> bool:
        """ "The same as last time, but in black": a new order like the last one, or the one that is named."""
        office, asked = self._office, again_asked(text)
        if asked is None:
            return False
        async with office.database.transaction() as tx:
            order = await self._past.meant(tx, sender.chat_id, asked.number)
        if order is None:
            return False
        spec = replace(order.spec, deadline=None)
        unknown: tuple[str, ...] = ()
        if asked.but:
            standing = Standing(spec, None, ())
            _, reading = await asyncio.to_thread(
                office.reader.read, asked.but, office.local_now(), standing, order.trade
            )
            spec, unknown = (reading.spec, reading.unknown) if reading.spec.items else (spec, (asked.but,))
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            await self._buttons.again(tx, order, spec, unknown)
            await finish(tx, receipt, office)
        self._wake()
        return True

    async def cancel(self, sender: Sender, receipt: Receipt | None) -> None:
        """/cancel: a draft goes at once, a placed order after a second look."""
        async with self._office.database.transaction() as tx:
            await person_of(tx, sender, self._office)
            await self._cancel(tx, sender.chat_id, await self._drafting.of(tx, sender.chat_id))
            await finish(tx, receipt, self._office)
        self._wake()

    async def orders(self, sender: Sender, receipt: Receipt | None) -> None:
        """/orders: the consumer's own."""
        async with self._office.database.transaction() as tx:
            await person_of(tx, sender, self._office)
            await self._past.page(tx, sender.chat_id)
            await finish(tx, receipt, self._office)
        self._wake()

    async def _act(
        self, tx: Transaction, person: Person, draft: Draft | None, trade: str, reading: Reading, text: str
    ) -> None:
        office, chat_id = self._office, person.chat_id
        language = person.language or reading.language
        placed = None if draft else await tx.orders.newest_of(chat_id, _UNDER_WAY)
        if placed and await self._about_placed(tx, placed, reading):
            return
        match reading.intent:
            case Intent.ORDER | Intent.AMEND if reading.spec.items or draft:
                await self._wish(tx, chat_id, draft, trade, reading)
            case Intent.CANCEL:
                await self._cancel(tx, chat_id, draft)
            case Intent.STATUS:
                await self._past.asked(tx, chat_id, text)
            case Intent.ACCEPT if draft and draft.order.status is OrderStatus.QUOTED and len(draft.order.options) == 1:
                await self._buttons.pressed(tx, draft.row, "choose", {"index": 0, "basis": draft.order.basis})
            case Intent.ACCEPT | Intent.REJECT if draft and draft.order.status is OrderStatus.QUOTED:
                await notify(tx, office, chat_id, "choose_with_button")
            case Intent.GREET:
                await notify(tx, office, chat_id, "welcome", **welcome_facts(office, Role.CONSUMER, language))
            case Intent.QUESTION:
                await notify(tx, office, chat_id, "question", **welcome_facts(office, Role.CONSUMER, language))
            case _ if draft is not None:
                await notify(tx, office, chat_id, "draft_stands", unknown=list(reading.unknown), number=draft.order.id)
            case _:
                facts = welcome_facts(office, Role.CONSUMER, language)
                await notify(tx, office, chat_id, "not_understood", unknown=list(reading.unknown), **facts)

    async def _about_placed(self, tx: Transaction, row: OrderRow, reading: Reading) -> bool:
        """Words to an order that is with the makers: an answer to what is proposed, or a change that comes too late."""
        order = order_of(row)
        named = any(item.product for item in reading.spec.items)
        match reading.intent:
            case Intent.ACCEPT if len(order.proposals) == 1:
                await self._buttons.pressed(tx, row, "agree", {"index": 0})
            case Intent.ACCEPT if order.proposals:
                await notify(tx, self._office, order.consumer, "choose_with_button")
            case Intent.REJECT if order.proposals:
                await self._cancel(tx, order.consumer, None)
            case Intent.AMEND | Intent.ORDER | Intent.ACCEPT | Intent.REJECT | Intent.OTHER if not named:
                code = "in_pool" if order.status is OrderStatus.POOLED else "with_makers"
                await notify(tx, self._office, order.consumer, code, order=self._line(order), number=order.id)
            case _:
                return False
        return True

    async def _wish(self, tx: Transaction, chat_id: int, draft: Draft | None, trade: str, reading: Reading) -> None:
        if draft is None or draft.order.trade != trade:
            # A draft in another trade stays as it is, and comes up again when this one is placed or cancelled.
            row, order = await self._transitions.open(tx, chat_id, trade, reading.language)
        else:
            row, order = draft.row, draft.order
        spec = reading.spec
        if spec.destination is None and order.spec.destination is None:
            spec = replace(spec, destination=self._workshop(chat_id, reading.language))
        await self._drafting.change(tx, row, order, spec, unknown=reading.unknown, language=reading.language)

    def _workshop(self, chat_id: int, language: str) -> str | None:
        """Where a maker who orders something is; None for anybody else."""
        found = self._office.trades.partner_of_chat(chat_id)
        return found[0].book.zone_name(found[1].supplier.zone, language) if found else None

    async def _cancel(self, tx: Transaction, chat_id: int, draft: Draft | None) -> None:
        if draft is not None:
            await self._transitions.apply(tx, draft.row, OrderCancelled(), f"consumer:{chat_id}")
            return
        placed = await tx.orders.newest_of(chat_id, _UNDER_WAY)
        if placed is None:
            await notify(tx, self._office, chat_id, "nothing_to_cancel")
        elif placed.status == OrderStatus.POOLED.value:
            await self._buttons.pressed(tx, placed, "cancel", {})
        else:
            await self._buttons.sure(tx, order_of(placed))

    async def remind_of_draft(self, sender: Sender) -> None:
        """Whoever starts again finds the order that they were writing."""
        async with self._office.database.transaction() as tx:
            draft = await self._drafting.of(tx, sender.chat_id)
            if draft is not None and draft.order.spec.items:
                buttons = [[Button("go_on", "go_on", style="success"), Button("cancel_order", "cancel")]]
                facts: dict[str, Any] = {"number": draft.order.id, "order": self._line(draft.order)}
                await notify(tx, self._office, sender.chat_id, "draft_waits", buttons, draft.order.id, **facts)
        self._wake()

    def _line(self, order: Order) -> dict[str, Any]:
        return order_line(order, self._office.trades[order.trade])

    async def _speaks(self, tx: Transaction, person: Person, language: str) -> Person:
        """Somebody is answered in the language they write, unless they have chosen one. Whoever's language can't be
        read has to write another, and has not asked to be answered in that."""
        if person.language and person.language not in READ and language == ENGLISH:
            return person
        if language not in spoken() or person.language == language or person.chosen:
            return person
        person = replace(person, language=language)
        await tx.people.save(person, self._office.now())
        return person

    def _wake(self) -> None:
        self._office.signals.outbox()
        self._office.signals.follow_ups()


def on_their_way(order: Order) -> tuple[Job, ...]:
    """The jobs whose goods the customer waits for."""
    return tuple(
        job
        for job in order.live_jobs
        if job.status in (JobStatus.READY, JobStatus.SHIPPED)
        and any(s.to_run is None for s in order.outputs(job.number))
        and not any(arrival.to is None for arrival in job.arrivals)
    )
