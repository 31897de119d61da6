"""A sandbox, and a real aiogram bot that talks to it over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox import CastMember, SandboxServer

ANNA, BO, WEI = 101, 201, 202

CAST = (
    CastMember(ANNA, "Anna", started=True),
    CastMember(BO, "Bo", "supplier", note="Dyeing · Hangzhou"),
    CastMember(WEI, "魏师傅", "supplier", "zh", note="缝制 · 绍兴"),
)

Connect = Callable[[SandboxServer], AbstractAsyncContextManager[Bot]]


@asynccontextmanager
async def connected(server: SandboxServer, token: str | None = None) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base_url), timeout=10)
    bot = Bot(token or server.token, session)
    try:
        yield bot
    finally:
        await session.close()


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    server = await SandboxServer.start(cast=CAST, webhook_retry=0.02)
    yield server
    await server.close()


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    async with connected(server) as bot:
        yield bot
