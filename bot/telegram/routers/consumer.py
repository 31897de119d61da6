"""Consumers: orders in words."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.services.access import Role
from bot.services.files import SentFile
from bot.services.notices import notice
from bot.services.people import Receipt, Sender
from bot.services.use_cases import UseCases
from bot.telegram.routers.senders import From, number_of


def consumer_router() -> Router:
    """Consumers, and admins who order something themselves."""
    router = Router(name="consumer")
    buyers = From(Role.CONSUMER, Role.ADMIN)
    router.message.register(orders, From(Role.CONSUMER), Command("orders"))
    router.message.register(cancel, buyers, Command("cancel"))
    router.message.register(thread, buyers, Command("thread"))
    router.message.register(unknown_command, buyers, F.text.startswith("/"))
    router.message.register(said, buyers, F.text)
    router.message.register(sent_file, buyers, F.photo | F.document)
    router.message.register(something_else, buyers)
    return router


async def orders(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.ordering.orders(sender, receipt)


async def cancel(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.ordering.cancel(sender, receipt)


async def thread(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.thread.show(sender, number_of(command), receipt)


async def said(message: Message, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    with contextlib.suppress(TelegramAPIError):
        await bot.send_chat_action(message.chat.id, "typing")
    await use_cases.ordering.said(sender, message.text or "", receipt)


async def sent_file(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    """A picture or document: artwork for what is being ordered; its caption is read like any text."""
    if message.document:
        document = message.document
        name = document.file_name or document.file_unique_id
        file = SentFile(name, document.file_size, document.mime_type, document.file_id)
    else:
        photo = message.photo[-1] if message.photo else None
        name, size = f"photo-{message.message_id}.jpg", photo.file_size if photo else None
        file = SentFile(name, size, "image/jpeg", photo.file_id if photo else "", as_photo=True)
    file = replace(file, album=message.media_group_id)
    await use_cases.files.received(sender, file, message.caption or "", receipt)


async def unknown_command(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await notice(use_cases.office, sender, "unknown_command", receipt)


async def something_else(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await notice(use_cases.office, sender, "text_only", receipt)
