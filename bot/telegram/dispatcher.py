"""Stored updates to routers: aiogram without its polling and its in-memory states."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update as TelegramUpdate
from pydantic import ValidationError

from bot.services.errors_described import described
from bot.services.holding import Holding
from bot.services.limits import PRESS, Limiter, Limits, Verdict
from bot.services.log_about import logging_about
from bot.services.notices import notify
from bot.services.people import Receipt, person_of
from bot.services.use_cases import UseCases
from bot.telegram.menu import SupplierMenus
from bot.telegram.routers.admin import admin_router
from bot.telegram.routers.common import common_router
from bot.telegram.routers.consumer import consumer_router
from bot.telegram.routers.set_up import set_up_router
from bot.telegram.routers.supplier import supplier_router
from bot.telegram.updates import ALLOWED_UPDATES, kind_of, sender_in
from planner.domain.errors import NotAllowed, StaleState
from storage.ports import Update
from storage.turns import patiently

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5


def make_dispatcher(use_cases: UseCases) -> Dispatcher:
    """A dispatcher whose handlers get `use_cases`. Conversations are rows, so aiogram's states are off."""
    dispatcher = Dispatcher(disable_fsm=True, use_cases=use_cases)
    dispatcher.message.outer_middleware(SupplierMenus(use_cases.office))
    dispatcher.include_routers(set_up_router(), common_router(), admin_router(), supplier_router(), consumer_router())
    return dispatcher


def _takes_reading(content: Mapping[str, Any]) -> bool:
    """Is it a message in words? Whoever presses a button or sends a command waits for the answer."""
    return not str(content.get("message", {}).get("text", "/")).startswith("/")


def _message_id(content: object) -> int | None:
    """The id of the message in an update, if it is one."""
    message = content.get("message") if isinstance(content, dict) else None
    found = message.get("message_id") if isinstance(message, dict) else None
    return found if isinstance(found, int) else None


class Inbox:
    """Works stored updates off, one at a time a chat; what is above `limits` is let go of."""

    def __init__(self, bot: Bot, use_cases: UseCases, holding: Holding, limits: Limits | None = None):
        self._bot = bot
        self._holding = holding
        self._office = use_cases.office
        self._limiter = Limiter(use_cases.office, limits or Limits())
        self._dispatcher = make_dispatcher(use_cases)

    async def take(self, room: int) -> Sequence[Update]:
        """The next updates that may be taken, each of another chat."""
        office = self._office
        async with office.database.transaction() as tx:
            return await tx.inbox.claim_many(office.now(), room, self._holding.lease)

    async def deal(self, update: Update) -> None:
        """Deal with an update that was taken. Cancelled, it goes back to the others at once."""
        renewing = self._holding.keep(lambda tx, now, lease: tx.inbox.renew(update, now, lease))
        with renewing, logging_about(update=update.update_id):
            try:
                await self._deal(update)
            except asyncio.CancelledError:
                async with self._office.database.transaction() as tx:
                    await tx.inbox.retry(update.bot_id, update.update_id, "stopped", self._office.now())
                raise

    async def _deal(self, update: Update) -> None:
        office = self._office
        receipt = Receipt(update.bot_id, update.update_id)
        try:
            data = json.loads(update.raw)
            receipt = replace(receipt, message=_message_id(data))
            if self._for_us(update, data) and not await self._too_much(update, data):
                parsed = TelegramUpdate.model_validate(data, context={"bot": self._bot})
                with patiently() if _takes_reading(data) else contextlib.nullcontext():
                    await self._dispatcher.feed_update(self._bot, parsed, receipt=receipt)
        except Exception as error:
            await self._failed(update, error)
        else:
            # Most use cases have done this in their own transaction; updates nobody handles are done here.
            if not receipt.signed.is_set():
                with contextlib.suppress(StaleState):
                    async with office.database.transaction() as tx:
                        await tx.inbox.done(update.bot_id, update.update_id, office.now())

    def _for_us(self, update: Update, data: dict[str, Any]) -> bool:
        """Is it said to this bot, by one person? Another bot's people are strangers here; groups and channels (their
        ids are below zero) are not answered, and kinds that nobody asked for are not understood."""
        kind = kind_of(data)
        known = kind in ALLOWED_UPDATES and isinstance(data[kind], dict)
        return known and update.bot_id == self._bot.id and (update.chat_id or 0) >= 0

    async def _too_much(self, update: Update, data: dict[str, Any]) -> bool:
        """Was it let go of, because its sender does too much? The first time in a flood they are told so."""
        office, kind = self._office, kind_of(data)
        if not self._limiter.concerns(update, kind):
            return False
        async with office.database.transaction() as tx:
            verdict = await self._limiter.look(tx, update, kind)
            if verdict is Verdict.WELCOME:
                return False
            if verdict is Verdict.FLOOD and update.chat_id is not None:
                if (sender := sender_in(data)) is not None and sender.chat_id == update.chat_id:
                    await person_of(tx, sender, office)
                await notify(tx, office, update.chat_id, "too_fast_buttons" if kind == PRESS else "too_fast")
            await tx.inbox.done(update.bot_id, update.update_id, office.now())
        if verdict is Verdict.FLOOD:
            log.warning("a person is above the limit of %ss a minute", kind)
            office.signals.outbox()
        return True

    async def _failed(self, update: Update, error: Exception) -> None:
        """Keep it: again at once where the order moved meanwhile, else later; a dead letter in the end."""
        office = self._office
        if isinstance(error, NotAllowed) and update.chat_id is not None:
            async with office.database.transaction() as tx:
                await notify(tx, office, update.chat_id, error.code)
                await tx.inbox.done(update.bot_id, update.update_id, office.now())
            return
        stale = isinstance(error, StaleState)
        if not stale:
            log.error("update %s failed", update.update_id, exc_info=error)
        async with office.database.transaction() as tx:
            # What can't be read today can't be read tomorrow, and must not hold up what comes after it.
            hopeless = isinstance(error, ValidationError) or update.attempts >= MAX_ATTEMPTS
            if hopeless and not stale:
                await tx.inbox.bury(update.bot_id, update.update_id, described(error), office.now())
            else:
                delay = timedelta() if stale else timedelta(seconds=2**update.attempts)
                await tx.inbox.retry(update.bot_id, update.update_id, described(error), office.now() + delay)
