"""Suppliers: answers to offers, by button, reply or any words."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.services.access import Role
from bot.services.notices import notice
from bot.services.people import Receipt, Sender
from bot.services.use_cases import UseCases
from bot.telegram.routers.senders import From, number_of
from bot.telegram.routers.tables import is_table, receive


def supplier_router() -> Router:
    router = Router(name="supplier")
    suppliers = From(Role.SUPPLIER)
    router.message.register(jobs, suppliers, Command("jobs", "orders"))
    router.message.register(score, suppliers, Command("score"))
    router.message.register(demand, suppliers, Command("demand"))
    router.message.register(tell, suppliers, Command("tell"))
    router.message.register(thread, suppliers, Command("thread"))
    router.message.register(workshop, suppliers, Command("away", "capacity", "hours"))
    router.message.register(prices, suppliers, Command("prices"))
    router.message.register(pass_on, suppliers, Command("pass"))
    router.message.register(material, suppliers, Command("material"))
    router.message.register(cancel, suppliers, Command("cancel"))
    router.message.register(table, suppliers, F.document, F.document.func(is_table))
    router.message.register(unknown_command, suppliers, F.text.startswith("/"))
    router.message.register(said, suppliers, F.text | F.caption | F.photo)
    router.message.register(something_else, suppliers)
    return router


async def jobs(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.worklist.show(sender, receipt)


async def score(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.scores.show(sender, receipt)


async def demand(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.demand.show(sender, command.args or "", receipt)


async def tell(message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.thread.tell(sender, command.args or "", _reply_to(message), receipt)


async def thread(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.thread.show(sender, number_of(command), receipt)


async def workshop(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    """What suppliers see and change of their workshop."""
    desk = use_cases.workshop
    act = {"away": desk.away, "capacity": desk.capacity}.get(command.command, desk.hours)
    await act(sender, command.args or "", receipt)


async def pass_on(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.passing.command(sender, command.args or "", receipt)


async def material(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.material.command(sender, command.args or "", receipt)


async def cancel(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    """What they have ordered themselves."""
    await use_cases.ordering.cancel(sender, receipt)


async def prices(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.prices.show(sender, receipt)


async def table(message: Message, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await receive(use_cases.prices, message, bot, sender, receipt)


async def said(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    photo = message.photo[-1].file_id if message.photo else ""
    words = message.text or message.caption or ""
    await use_cases.makers_words.said(sender, words, _reply_to(message), receipt, photo)


def _reply_to(message: Message) -> int | None:
    return message.reply_to_message.message_id if message.reply_to_message else None


async def unknown_command(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await notice(use_cases.office, sender, "unknown_command", receipt)


async def something_else(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await notice(use_cases.office, sender, "text_only", receipt)
