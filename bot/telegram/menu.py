"""The commands menu, by role and language."""

from __future__ import annotations

import contextlib
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from bot.services.office import Office
from bot.services.people import LANGUAGES
from bot.telegram.texts import Texts


def consumer_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="orders", description=t.plain("your orders")),
        BotCommand(command="cancel", description=t.plain("call off the open order")),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


def supplier_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="jobs", description=t.plain("your jobs")),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


def admin_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="orders", description=t.plain("the newest orders")),
        BotCommand(command="order", description=t.plain("one order, by number")),
        BotCommand(command="suppliers", description=t.plain("who makes what")),
        BotCommand(command="stats", description=t.plain("how much of what there is")),
        BotCommand(command="cancel", description=t.plain("call off your own open order")),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


async def publish_menus(bot: Bot, office: Office) -> None:
    """Tell Telegram the menus. Whoever never wrote has no chat to set one for, and is skipped."""
    for language in LANGUAGES:
        t = Texts(language, ZoneInfo("UTC"))
        code = None if language == "en" else language
        await bot.set_my_commands(consumer_menu(t), BotCommandScopeDefault(), language_code=code)
        for chat_id in office.admins:
            await _for_chat(bot, chat_id, admin_menu(t), code)
        for chat_id in office.trades.supplier_chats:
            await _for_chat(bot, chat_id, supplier_menu(t), code)


async def _for_chat(bot: Bot, chat_id: int, commands: list[BotCommand], code: str | None) -> None:
    with contextlib.suppress(TelegramBadRequest, TelegramForbiddenError):
        await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=chat_id), language_code=code)
