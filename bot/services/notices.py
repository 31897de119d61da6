"""Answers that are not about an order's state: greetings, help, lists, and polite refusals."""

from __future__ import annotations

from typing import Any

from bot.services.access import Role
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of
from bot.services.presenting.payload import Button, Content
from bot.services.transitions import finish, send
from storage.ports import Transaction


async def notify(
    tx: Transaction,
    office: Office,
    chat_id: int,
    code: str,
    buttons: list[list[Button]] | None = None,
    order_id: int | None = None,
    slot: str | None = None,
    about: str | None = None,
    **facts: Any,
) -> None:
    """Queue the notice `code` in the reader's language."""
    language = await language_of(tx, chat_id, office)
    content = Content({"code": code, **facts}, buttons or ())
    await send(tx, office, chat_id, "notice", language, content, order_id, slot=slot, about=about)


async def notice(office: Office, sender: Sender, code: str, receipt: Receipt | None, **facts: Any) -> None:
    """Answer an update with one notice, and be done with it."""
    async with office.database.transaction() as tx:
        await notify(tx, office, sender.chat_id, code, **facts)
        await finish(tx, receipt, office)
    office.signals.outbox()


def welcome_facts(office: Office, role: Role, language: str) -> dict[str, Any]:
    """What a greeting mentions: who it greets, and what can be made."""
    products = [
        trade.catalogue.product_name(product, language)
        for trade in office.trades
        for product in trade.catalogue.products
    ]
    return {"role": role.value, "products": products}
