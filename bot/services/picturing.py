"""The picture of an order's plan: it comes with the last yes, follows what happens, and is there on demand."""

from __future__ import annotations

from bot.services.office import Office
from bot.services.people import language_of
from bot.services.presenting import timeline
from bot.services.presenting.payload import picture_of
from bot.services.sending import send
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Mode
from planner.domain.order import COMPOSING, OVER, Order
from storage.ports import Transaction


async def follow(tx: Transaction, office: Office, before: Order, after: Order) -> None:
    """After an event: draw the plan when it is settled, and from then on whenever it looks different from what is in
    the chat. Before that only where somebody has asked to see it."""
    if after.promise is None or after.status in OVER:
        return
    settled = after.status in timeline.FOLLOWED
    first = settled and before.status not in timeline.FOLLOWED
    message, drawn = await _in_chat(tx, after)
    if message is None and drawn is None and not settled:
        return
    language = await language_of(tx, after.consumer, office)
    if timeline.name_of(after, office.trades[after.trade], language, office.today()) != drawn:
        await _show(tx, office, after, Mode.FRESH if first or message is None else Mode.EDIT)


async def show(tx: Transaction, office: Office, order: Order) -> None:
    """On demand. Raises NotAllowed where just that picture is in the chat already."""
    if order.status in OVER:
        raise NotAllowed("button_old")
    language = await language_of(tx, order.consumer, office)
    name = timeline.name_of(order, office.trades[order.trade], language, office.today())
    if name is None:
        raise NotAllowed("button_old")
    if (await _in_chat(tx, order))[1] == name:
        raise NotAllowed("picture_above")
    await _show(tx, office, order, Mode.FRESH)


async def show_to(tx: Transaction, office: Office, order: Order, chat_id: int) -> None:
    """To somebody else who may see it: as it is now, in a message of its own. Nothing where there is none to show."""
    if order.status in OVER or order.status in COMPOSING:
        return
    language = await language_of(tx, chat_id, office)
    content = timeline.timeline(order, office.trades[order.trade], language, office.today())
    if content.data["picture"] is not None:
        await send(tx, office, chat_id, timeline.VIEW, language, content)


async def _in_chat(tx: Transaction, order: Order) -> tuple[int | None, str | None]:
    """The message that shows the plan, and the name of the picture in it, or of the one that is on its way there."""
    place = timeline.slot(order.id)
    message = await tx.messages.slot(order.consumer, place)
    waiting = await tx.outbox.waiting(order.consumer, place)
    if waiting is not None:
        return message, picture_of(waiting)
    return message, None if message is None else await tx.messages.picture(order.consumer, message)


async def _show(tx: Transaction, office: Office, order: Order, mode: Mode) -> None:
    language = await language_of(tx, order.consumer, office)
    content = timeline.timeline(order, office.trades[order.trade], language, office.today())
    about = f"order:{order.id}"
    await send(
        tx, office, order.consumer, timeline.VIEW, language, content, order.id, mode, timeline.slot(order.id), about
    )
