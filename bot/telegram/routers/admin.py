"""Admins: slash commands."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.services.access import Role
from bot.services.people import Receipt, Sender
from bot.services.use_cases import UseCases
from bot.telegram.routers.senders import From, number_of


def admin_router() -> Router:
    router = Router(name="admin")
    admins = From(Role.ADMIN)
    router.message.register(orders, admins, Command("orders"))
    router.message.register(order, admins, Command("order"))
    router.message.register(suppliers, admins, Command("suppliers"))
    router.message.register(stats, admins, Command("stats"))
    return router


async def orders(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.admin.orders(sender, receipt)


async def order(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.admin.order(sender, number_of(command), receipt)


async def suppliers(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.admin.suppliers(sender, receipt)


async def stats(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.admin.stats(sender, receipt)
