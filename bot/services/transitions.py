"""One event, one transaction: the decision is taken and everything that follows from it is written at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.codec import job_rows, order_of, order_row, order_state
from bot.services.demand.counting import count
from bot.services.log_about import found_order
from bot.services.office import Office
from bot.services.pairs import keep
from bot.services.passing_on import with_offer
from bot.services.people import Receipt, language_of
from bot.services.picturing import follow
from bot.services.pools.following import members_follow, released
from bot.services.presenting.present import present
from bot.services.reliability import observe

# Each under its own name: whoever makes transitions sends what they say.
from bot.services.sending import BUTTON_LIFE as BUTTON_LIFE
from bot.services.sending import send as send
from planner.domain.lifecycle import Decision, Message, Mode, View, decide
from planner.domain.lifecycle.events import Event, PoolLeft
from planner.domain.order import Order, job_key
from storage.ports import OrderRow, Transaction


class Transitions:
    """Applies events to orders inside a transaction that the caller holds."""

    def __init__(self, office: Office):
        self._office = office

    async def open(
        self, tx: Transaction, consumer: int, trade: str, language: str, invited: int | None = None
    ) -> tuple[OrderRow, Order]:
        """A new, empty draft; `invited`: for the pool of that number."""
        draft = Order(id=0, trade=trade, consumer=consumer, language=language, invited=invited)
        row = await tx.orders.create(trade, consumer, draft.status.value, order_state(draft), self._office.now())
        return row, order_of(row)

    async def apply(self, tx: Transaction, row: OrderRow, event: Event, actor: str) -> Order:
        """Decide, and write what follows. Raises NotAllowed (nothing is written then) and StaleState."""
        now = self._office.now()
        found_order(row.id)
        order = order_of(row)
        decision = decide(order, event, now, self._office.policy_for(row.trade))
        if decision.order == order and not decision.messages:
            return order
        await tx.orders.save(order_row(row, decision.order), job_rows(decision.order), now)
        await self._follow_up(tx, decision)
        for message in decision.messages:
            await self._tell(tx, decision.order, message)
        if decision.order.members:
            await members_follow(tx, self._office, decision.order, decision.messages)
            for member in released(order, decision.order, event):
                if (own := await tx.orders.get(member)) is not None and order_of(own).within == order.id:
                    await self.apply(tx, own, PoolLeft("released"), actor)
        else:
            await follow(tx, self._office, order, decision.order)
            await count(tx, self._office, order, decision.order, event)
        await observe(tx, self._office, decision.order, decision.observed)
        await keep(tx, self._office, decision.handed_over)
        await tx.audit.add(order.id, now, actor, decision.note, decision.facts)
        return decision.order

    async def _follow_up(self, tx: Transaction, decision: Decision) -> None:
        order = decision.order
        for cancel in decision.cancels:
            kinds = None if cancel.kinds is None else [kind.value for kind in cancel.kinds]
            await tx.follow_ups.cancel(order.id, kinds, _key(order, cancel.job))
        for due in decision.follow_ups:
            await tx.follow_ups.put(due.kind.value, order.id, _key(order, due.job), due.due, {})

    async def _tell(self, tx: Transaction, order: Order, message: Message) -> None:
        office = self._office
        trade = office.trades[order.trade]
        for chat_id in self._recipients(order, message):
            language = await language_of(tx, chat_id, office)
            policy = office.policy_for(order.trade)
            content = present(message, order, trade, language, policy, office.service_percent)
            about = _about(order, message)
            slot = None if message.slot is None else f"order:{order.id}:{message.slot}"
            view, mode = message.view.value, message.mode
            await send(tx, office, chat_id, view, language, content, order.id, mode, slot, about, message.over)
        if message.view is View.OFFER and message.mode is Mode.FRESH and message.job is not None:
            await with_offer(tx, office, order, message.job)

    def _recipients(self, order: Order, message: Message) -> Sequence[int]:
        if message.admins:
            return sorted(self._office.admins)
        if message.supplier is None:
            # Several customers are told by their own orders, which follow this one.
            return [] if order.members else [order.consumer]
        partner = self._office.trades[order.trade].book.partners.get(message.supplier)
        return [] if partner is None or partner.telegram is None else [partner.telegram]


async def finish(tx: Transaction, receipt: Receipt | None, office: Office) -> None:
    """The update behind this transaction is dealt with."""
    if receipt is not None:
        await tx.inbox.done(receipt.bot_id, receipt.update_id, office.now())
        receipt.signed.set()


def _about(order: Order, message: Message) -> str:
    """What a reply to a message is about: `order:12`, `job:12-1`, or news of one job for the maker of another."""
    if message.job is None:
        return f"order:{order.id}"
    if message.view is View.HANDOVER:
        return handover_about(order.id, int(message.data["from"]), message.job)
    return f"job:{job_key(order.id, message.job)}"


def handover_about(order: int, sender: int, receiver: int) -> str:
    """What a message about goods on their way from one job to another is about."""
    return f"handover:{job_key(order, sender)}:{job_key(order, receiver)}"


def _key(order: Order, job: int | None) -> str | None:
    return None if job is None else job_key(order.id, job)
