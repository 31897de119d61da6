"""Whoever is setting up a workshop: what they write and send is an answer; commands are commands still."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import BaseFilter, Command, CommandObject, CommandStart
from aiogram.types import Message

from bot.services.people import Receipt, Sender
from bot.services.set_up.form import Status
from bot.services.use_cases import UseCases
from bot.telegram.routers.senders import sender_of
from bot.telegram.routers.tables import is_table, receive


class InSetUp(BaseFilter):
    """Messages of private chats with a set-up; hands the handler their `sender` and whose turn it is."""

    async def __call__(self, message: Message, use_cases: UseCases) -> bool | dict[str, object]:
        if message.from_user is None or message.chat.type != "private":
            return False
        status = await use_cases.set_ups.status_of(message.chat.id)
        return status is not None and {"sender": sender_of(message.from_user), "turn": status}


async def _theirs(message: Message, turn: Status) -> bool:
    """Is a question open?"""
    return turn is Status.ASKING


async def _without_link(message: Message, command: CommandObject) -> bool:
    """/start alone; with something behind it, it opens an invitation."""
    return not command.args


def set_up_router() -> Router:
    router = Router(name="set_up")
    router.message.filter(InSetUp())
    router.message.register(again, Command("setup"))
    router.message.register(again, CommandStart(), _without_link, _theirs)
    router.message.register(said, _theirs, F.text, ~F.text.startswith("/"))
    router.message.register(table, _theirs, F.document, F.document.func(is_table))
    router.message.register(no_answer, _theirs, ~F.text)
    return router


async def again(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.set_ups.show(sender, receipt)


async def said(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.set_ups.said(sender, message.text or "", receipt)


async def no_answer(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    """A picture, a sticker, a voice message: the question stands."""
    await use_cases.set_ups.show(sender, receipt, "text_only")


async def table(message: Message, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await receive(use_cases.set_ups, message, bot, sender, receipt)
