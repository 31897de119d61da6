"""The commands menu, by role and language."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault, Message, TelegramObject

from bot.services.office import Office
from bot.services.spoken import own_name, spoken
from bot.telegram.texts import Texts


def consumer_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="orders", description=t.plain("your orders")),
        BotCommand(command="cancel", description=t.plain("call off the open order")),
        BotCommand(command="thread", description=t.plain("what the makers of an order write")),
        BotCommand(command="forget", description=t.plain("have everything about you forgotten")),
        BotCommand(command="language", description=" / ".join(own_name(code) for code in spoken())),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


def supplier_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="jobs", description=t.plain("your jobs")),
        BotCommand(command="prices", description=t.plain("your prices")),
        BotCommand(command="away", description=t.plain("your days off")),
        BotCommand(command="capacity", description=t.plain("how much you can do a day")),
        BotCommand(command="hours", description=t.plain("when you work, and when it is quiet")),
        BotCommand(command="pass", description=t.plain("pass part of a job on")),
        BotCommand(command="material", description=t.plain("order material for your workshop")),
        BotCommand(command="cancel", description=t.plain("call off the open order")),
        BotCommand(command="tell", description=t.plain("write to another maker of your order")),
        BotCommand(command="demand", description=t.plain("what is asked for, and what you could make")),
        BotCommand(command="score", description=t.plain("how you are doing")),
        BotCommand(command="thread", description=t.plain("what the makers of an order write")),
        BotCommand(command="language", description=" / ".join(own_name(code) for code in spoken())),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


def admin_menu(t: Texts) -> list[BotCommand]:
    return [
        BotCommand(command="orders", description=t.plain("the newest orders")),
        BotCommand(command="order", description=t.plain("one order, by number")),
        BotCommand(command="replan", description=t.plain("look for a better plan for an order")),
        BotCommand(command="assign", description=t.plain("give a job to another maker")),
        BotCommand(command="pools", description=t.plain("orders that wait for each other")),
        BotCommand(command="pool", description=t.plain("one pool, by number: close or extend it")),
        BotCommand(command="suppliers", description=t.plain("who makes what")),
        BotCommand(command="supplier", description=t.plain("one supplier: prices, jobs, score, pause")),
        BotCommand(command="stats", description=t.plain("how much of what there is")),
        BotCommand(command="demand", description=t.plain("what is asked for, and what nobody can make")),
        BotCommand(command="export", description=t.plain("orders and jobs as files")),
        BotCommand(command="health", description=t.plain("is anything stuck?")),
        BotCommand(command="audit", description=t.plain("who did what")),
        BotCommand(command="broadcast", description=t.plain("write to many")),
        BotCommand(command="catalogue", description=t.plain("what can be made, and changing it")),
        BotCommand(command="unknown", description=t.plain("what nobody understood")),
        BotCommand(command="teach", description=t.plain("say what a wording means")),
        BotCommand(command="invite", description=t.plain("connect a supplier")),
        BotCommand(command="disconnect", description=t.plain("disconnect a supplier")),
        BotCommand(command="cancel", description=t.plain("call off an order, by number")),
        BotCommand(command="language", description=" / ".join(own_name(code) for code in spoken())),
        BotCommand(command="help", description=t.plain("how it works")),
    ]


async def publish_menus(bot: Bot, office: Office) -> None:
    """Tell Telegram the consumers' menu, which is the default, and the admins'."""
    for language in spoken():
        t, code = _texts(language)
        await bot.set_my_commands(consumer_menu(t), BotCommandScopeDefault(), language_code=code)
        for chat_id in office.admins:
            await _for_chat(bot, chat_id, admin_menu(t), code)


class SupplierMenus(BaseMiddleware):
    """Gives a supplier their menu when they first write. Setting hundreds at every start would only earn a 429."""

    def __init__(self, office: Office):
        self._office = office
        self._given: set[int] = set()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        answer = await handler(event, data)
        chat_id = event.chat.id if isinstance(event, Message) else 0
        if chat_id not in self._given and self._office.trades.partner_of_chat(chat_id):
            self._given.add(chat_id)
            for language in spoken():
                t, code = _texts(language)
                await _for_chat(data["bot"], chat_id, supplier_menu(t), code)
        return answer


def _texts(language: str) -> tuple[Texts, str | None]:
    """The language's texts, and the code to register them under: English is what everybody else gets."""
    return Texts(language, ZoneInfo("UTC")), None if language == "en" else language


async def _for_chat(bot: Bot, chat_id: int, commands: list[BotCommand], code: str | None) -> None:
    """A chat's own menu. Whoever never wrote has no chat to set one for, and is skipped."""
    with contextlib.suppress(TelegramAPIError):
        await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=chat_id), language_code=code)
