"""The orders of those for whom one order is made together follow it: their state, and what their consumers are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.services.codec import order_of, order_row
from bot.services.office import Office
from bot.services.people import language_of
from bot.services.picturing import follow
from bot.services.presenting.present import present
from bot.services.sending import send
from planner.domain.lifecycle import FollowUpKind, Message, Mode, View
from planner.domain.lifecycle.events import Event, MemberLeft
from planner.domain.lifecycle.handovers import RATING_SLOT
from planner.domain.lifecycle.wish import CARD
from planner.domain.members import part_of
from planner.domain.order import Member, Order, OrderStatus
from storage.ports import Transaction

#: Whoever has no part in a change is not told of it.
_WHERE_CHANGED = (View.TRACKING, View.CARD, View.CHANGED)
#: What each has an own message for, or is never asked.
_NOT_PASSED_ON = (View.DELIVERED, View.CLOSED, View.PROPOSAL, View.FAILED)


def released(before: Order, after: Order, event: Event) -> Sequence[int]:
    """The members' orders that can't be made together with the others any more, and are none the worse for it; whoever
    has left by themselves is not among them."""
    if after.status is OrderStatus.FAILED:
        return [member.order for member in before.members if not member.released]
    if isinstance(event, MemberLeft):
        return []
    was = {member.order for member in before.members if member.released}
    return [member.order for member in after.members if member.released and member.order not in was]


async def members_follow(tx: Transaction, office: Office, whole: Order, messages: Sequence[Message]) -> None:
    """Bring every member's order to where `whole` is, and tell its consumer what of `messages` is theirs."""
    for member in whole.members:
        row = await tx.orders.get(member.order)
        if row is None:
            continue
        own = order_of(row)
        part = part_of(whole, member, own)
        if part != own:
            await tx.orders.save(order_row(row, part), (), office.now())
        has_it = part.status is OrderStatus.DELIVERED and own.status is not OrderStatus.DELIVERED
        if has_it:
            close = office.now() + office.policy_for(whole.trade).close_after
            await tx.follow_ups.put(FollowUpKind.CLOSE.value, part.id, None, close, {})
        for message in _theirs(messages, member, own, part, has_it=has_it):
            await _tell(tx, office, part, message)
        await follow(tx, office, own, part)


def _theirs(messages: Sequence[Message], member: Member, own: Order, part: Order, *, has_it: bool) -> Iterator[Message]:
    if member.released or own.within is None:
        return
    told: set[tuple[View, str | None]] = set()
    for message in messages:
        if message.supplier is not None or message.admins or message.view in _NOT_PASSED_ON:
            continue
        if message.end is not None and message.end != member.end:
            continue
        if own.status is OrderStatus.DELIVERED and message.end is None:
            continue
        if message.view in _WHERE_CHANGED and part == own:
            continue
        if message.view is View.CHANGED:
            known = [number for number in message.data.get("jobs", ()) if part.job(number)]
            if own.promise == part.promise and not known:
                continue
            was = own.promise
            more = {"jobs": known, "was": was.arrives.isoformat(), "was_price": was.price} if was else {"jobs": known}
            message = replace(message, data={**message.data, **more})
        key = (message.view, message.slot)
        if message.mode is Mode.EDIT and key in told:
            continue
        told.add(key)
        yield message
    if has_it:
        yield CARD
        yield Message(View.DELIVERED, slot=RATING_SLOT)


async def _tell(tx: Transaction, office: Office, part: Order, message: Message) -> None:
    trade, policy = office.trades[part.trade], office.policy_for(part.trade)
    language = await language_of(tx, part.consumer, office)
    content = present(message, part, trade, language, policy, office.service_percent)
    slot = None if message.slot is None else f"order:{part.id}:{message.slot}"
    about = f"order:{part.id}"
    view, mode = message.view.value, message.mode
    await send(tx, office, part.consumer, view, language, content, part.id, mode, slot, about, message.over)
