"""Fetches updates: stored and committed before Telegram is told that they arrived."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.services.holding import Duty
from bot.services.office import Clock
from bot.telegram.updates import ALLOWED_UPDATES, chat_of, kind_of
from storage.ports import Database

log = logging.getLogger(__name__)

TIMEOUT = 25
#: The name of the lease, and how often in seconds those who don't poll look whether nobody does.
LEASE_NAME, LOOK = "poller", 0.5


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without parsing: an update of a kind that is not known yet must not stop the poll."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = TIMEOUT
    allowed_updates: list[str] | None = None


class Poller:
    """The long poll of one bot."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, arrived: Callable[[], None], duty: Duty):
        self._bot = bot
        self._database = database
        self._clock = clock
        self._arrived = arrived
        self._duty = duty
        # Unknown until the first answer. After a quiet week Telegram starts from a random update id, which may be lower
        # than any in the inbox: asking from the newest of those on would confirm updates that were never seen.
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled, while no other process does. Whatever goes wrong is logged and tried again."""
        failures = 0
        while True:
            try:
                if await self._may_poll():
                    await self.once()
                else:
                    await asyncio.sleep(LOOK)
                failures = 0
            except TelegramRetryAfter as slow:
                await asyncio.sleep(slow.retry_after)
            except TelegramConflictError:
                log.error("another program polls with this token (or a webhook is set); trying again in 10 s")
                await asyncio.sleep(10)
            except Exception as error:
                failures += 1
                delay = min(2**failures * 0.25, 15)
                log.warning("no updates (%s); trying again in %.1f s", error, delay)
                await asyncio.sleep(delay)

    async def _may_poll(self) -> bool:
        """Telegram answers one poll at a time: of several processes one polls, as long as it lives."""
        if self._duty.fresh:
            return True
        async with self._database.transaction() as tx:
            mine = await self._duty.mine(tx)
        if not mine:
            # Whoever polls meanwhile confirms what this one has never seen.
            self._offset = None
        return mine

    async def once(self, wait: int = TIMEOUT) -> int:
        """One long poll of at most `wait` seconds; returns how many updates were new."""
        method = GetRawUpdates(offset=self._offset, timeout=wait, allowed_updates=ALLOWED_UPDATES)
        updates = await self._bot(method, request_timeout=wait + 10)
        if not updates:
            return 0
        new = 0
        async with self._database.transaction() as tx:
            for update in updates:
                raw = json.dumps(update, ensure_ascii=False)
                now = self._clock.now()
                number, chat_id = int(update["update_id"]), chat_of(update)
                new += await tx.inbox.put(self._bot.id, number, chat_id, raw, now, kind_of(update))
        self._offset = max(int(update["update_id"]) for update in updates) + 1
        self._arrived()
        return new
