"""Typing and drafts, against the local Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot

from bot.runtime.compose import make_bot
from bot.sandbox.cast import CastMember
from bot.sandbox.faults import Fault
from bot.sandbox.feed import Event
from bot.sandbox.world import SandboxServer
from bot.telegram.at_work import Typing
from bot.telegram.pace import Pace

ALEX = 3001
FACTS: Mapping[str, Any] = {"what": "quote", "makers": 12, "steps": ["weaving", "dyeing"]}


@asynccontextmanager
async def scene() -> AsyncIterator[tuple[SandboxServer, Bot, Typing]]:
    """A server, a bot, and typing that is in a hurry."""
    server = await SandboxServer.start(cast=[CastMember(ALEX, "Alex", "consumer", "en")], autopilot=None)
    bot = make_bot(server.token, server.base_url)
    try:
        server.person(ALEX).set_started(True)
        yield server, bot, Typing(bot, Pace(overall=1e4, chat_rate=1e4), ZoneInfo("UTC"), 0.05, 0.01)
    finally:
        await bot.session.close()
        await server.close()


async def next_of(events: asyncio.Queue[Event], drafts: bool) -> Event:
    """The next draft, or the next typing without one."""
    async with asyncio.timeout(10):
        while True:
            event = await events.get()
            if event.kind == ("draft" if drafts else "typing"):
                return event


async def test_typing_goes_on_for_as_long_as_it_takes() -> None:
    """Typing is shown again and again, with a draft that says something else each time, until the work is done."""
    async with scene() as (server, _, typing):
        with server.telegram.feed.listen() as events:
            async with typing(ALEX, "en", FACTS):
                first, second = [(await next_of(events, True)).data["text"] for _ in range(2)]
                await next_of(events, False)
            assert first == "🔎 Looking at 12 makers for weaving and dyeing …"
            assert second != first
            while not events.empty():
                events.get_nowait()
            await asyncio.sleep(0.2)
            assert events.empty()


async def test_a_server_that_knows_no_drafts_is_asked_once() -> None:
    """Where the method is unknown, typing goes on, and drafts are not tried again, in no chat."""
    async with scene() as (server, _, typing):
        server.faults.add(Fault("sendMessageDraft", code=404, description="Not Found: method not found"))
        with server.telegram.feed.listen() as events:
            for _ in range(2):
                async with typing(ALEX, "zh", FACTS):
                    for _ in range(3):
                        assert "text" not in (await next_of(events, False)).data
            while not events.empty():
                assert "text" not in events.get_nowait().data


async def test_a_chat_that_refuses_drafts_keeps_typing() -> None:
    """A draft refused for one chat stops neither typing there nor drafts for others."""
    async with scene() as (server, _, typing):
        server.faults.add(Fault("sendMessageDraft", code=400, description="Bad Request: DRAFT_FORBIDDEN"))
        with server.telegram.feed.listen() as events:
            async with typing(ALEX, "en", FACTS):
                await next_of(events, False)
                await next_of(events, True)


async def test_work_goes_on_where_nothing_can_be_shown() -> None:
    """Blocked, unknown to Telegram, or too many requests: the work inside the block is done all the same."""
    async with scene() as (server, _, typing):
        for fault in (Fault(code=403), Fault(code=429, retry_after=0), Fault(code=500), Fault(code="drop_answer")):
            server.faults.add(fault)
            done = False
            async with typing(ALEX, "en", FACTS):
                await asyncio.sleep(0.05)
                done = True
            assert done
