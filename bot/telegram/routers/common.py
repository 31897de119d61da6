"""What everybody can do: /start, /help, /id, /forget, and press buttons."""

from __future__ import annotations

import contextlib
import re

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.services.access import Role, role_of
from bot.services.notices import notice, welcome_facts
from bot.services.people import Receipt, Sender, language_of
from bot.services.presenting.pools import START
from bot.services.spoken import ENGLISH, supported
from bot.services.use_cases import UseCases
from bot.telegram.render.keyboard import PREFIX
from bot.telegram.render.notices import refusal_text
from bot.telegram.routers.senders import From, sender_of
from bot.telegram.texts import Texts

#: What follows /start where somebody has opened an invitation.
INVITATION = re.compile(r"[A-Za-z0-9_-]{22}")
YES = ("yes", "是")


def common_router() -> Router:
    """A router of its own for every dispatcher: aiogram lets a router have one parent only."""
    router = Router(name="common")
    everybody = From(*Role)
    router.message.register(start, everybody, CommandStart())
    router.message.register(help_, everybody, Command("help"))
    router.message.register(language, everybody, Command("language"))
    router.message.register(your_id, everybody, Command("id"))
    router.message.register(forget, everybody, Command("forget", "forget_yes"))
    router.callback_query.register(pressed, F.data.startswith(PREFIX))
    router.callback_query.register(unknown_button)
    return router


async def start(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    """Somebody new; or an invitation, unless it comes second-hand: links are opened, not forwarded."""
    token = command.args or ""
    if INVITATION.fullmatch(token) and message.forward_origin is None:
        await use_cases.invites.accept(sender, token, receipt)
    elif token.startswith(START):
        await use_cases.pool_desk.visit(sender, token, receipt)
    else:
        await _greeting("welcome", sender, use_cases, receipt)
        if role_of(use_cases.office, sender.chat_id) is not Role.SUPPLIER:
            await use_cases.ordering.remind_of_draft(sender)


async def help_(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await _greeting("help", sender, use_cases, receipt)


async def _greeting(code: str, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    office = use_cases.office
    language = await use_cases.meet(sender)
    facts = welcome_facts(office, role_of(office, sender.chat_id), language)
    await notice(office, sender, code, receipt, **facts)


async def language(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.languages.ask(sender, command.args or "", receipt)


async def your_id(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.meet(sender)
    await notice(use_cases.office, sender, "your_id", receipt, id=sender.chat_id)


async def forget(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    """After a second look."""
    sure = command.command == "forget_yes" or (command.args or "").strip().casefold() in YES
    await (use_cases.privacy.forget if sure else use_cases.privacy.ask)(sender, receipt)


async def pressed(query: CallbackQuery, bot: Bot, use_cases: UseCases, receipt: Receipt) -> None:
    """Do what the button says, and say in a word how it went. Raises StaleState where two press at once: the press is
    dealt with again, and finds what the other has done."""
    office = use_cases.office
    sender = sender_of(query.from_user)
    code = await use_cases.buttons.pressed(sender, (query.data or "").removeprefix(PREFIX), receipt)
    async with office.database.transaction() as tx:
        language = await language_of(tx, sender.chat_id, office)
    text = "" if code == "done" else refusal_text(code, Texts(language, office.timezone))
    await _answer(bot, query, text)


async def unknown_button(query: CallbackQuery, bot: Bot, use_cases: UseCases) -> None:
    language = supported(query.from_user.language_code) or ENGLISH
    await _answer(bot, query, refusal_text("button_unknown", Texts(language, use_cases.office.timezone)))


async def _answer(bot: Bot, query: CallbackQuery, text: str) -> None:
    """Stop the button's spinner. Too late is no fault: the work is done either way."""
    with contextlib.suppress(TelegramAPIError):
        await bot.answer_callback_query(query.id, text=text or None, show_alert=bool(text))
