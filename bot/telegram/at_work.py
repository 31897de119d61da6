"""Showing that somebody is at work: "typing" for as long as it takes, and in words what is being looked at."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramRetryAfter

from bot.telegram.pace import Pace
from bot.telegram.render.at_work import words
from bot.telegram.texts import Texts

log = logging.getLogger(__name__)

#: Telegram shows "typing" for five seconds.
EVERY = 4.0
#: What is found sooner needs no words: they would only flicker.
FIRST_WORDS = 1.5


class Typing:
    """`AtWork` over Telegram. Words go as a draft, which vanishes by itself; a server that does not know drafts is
    asked once. Nothing that fails here matters to the plan."""

    def __init__(self, bot: Bot, pace: Pace, zone: ZoneInfo, every: float = EVERY, first_words: float = FIRST_WORDS):
        self._bot = bot
        self._pace = pace
        self._zone = zone
        self._every, self._first_words = every, first_words
        self._drafts = True

    @asynccontextmanager
    async def __call__(self, chat_id: int, language: str, facts: Mapping[str, Any]) -> AsyncIterator[None]:
        showing = asyncio.create_task(self._show(chat_id, Texts(language, self._zone), facts), name="typing")
        try:
            yield
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    async def _show(self, chat_id: int, t: Texts, facts: Mapping[str, Any]) -> None:
        """Until cancelled, or Telegram has had enough."""
        turn = 0
        try:
            while True:
                if not self._pace.paused:
                    await self._bot.send_chat_action(chat_id, "typing")
                if turn == 0:
                    await asyncio.sleep(self._first_words)
                if not self._pace.paused:
                    await self._draft(chat_id, words(facts, turn, t))
                await asyncio.sleep(self._every - (self._first_words if turn == 0 else 0))
                turn += 1
        except TelegramRetryAfter as slow:
            self._pace.pause(slow.retry_after)
        except (TelegramAPIError, OSError, TimeoutError) as error:
            log.debug("typing is not shown: %s", type(error).__name__)

    async def _draft(self, chat_id: int, text: str) -> None:
        if not self._drafts:
            return
        try:
            # One draft a chat: the next words take the place of the last.
            await self._bot.send_message_draft(chat_id=chat_id, draft_id=1, text=text, parse_mode=None)
        except TelegramNotFound:
            self._drafts = False
            log.info("this Bot API server knows no drafts: typing alone is shown")
        except TelegramRetryAfter:
            raise
        except TelegramAPIError as error:
            # It may be this chat alone: typing goes on.
            with contextlib.suppress(Exception):
                log.debug("a draft was refused: %s", type(error).__name__)
