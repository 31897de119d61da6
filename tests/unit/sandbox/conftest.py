"""A sandbox, and a real aiogram bot that talks to it over HTTP."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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


class Session(AiohttpSession):
    """aiogram's own, without the quarter of a second that it waits for TLS to end: there is none on loopback."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@asynccontextmanager
async def connected(server: SandboxServer, token: str | None = None) -> AsyncIterator[Bot]:
    session = Session(api=TelegramAPIServer.from_base(server.base_url), timeout=10)
    try:
        yield Bot(token or server.token, session)
    finally:
        await session.close()


async def until_polled(server: SandboxServer) -> None:
    """Until the bot waits in getUpdates."""
    while not server.telegram.polls:
        await server.telegram.updates.wait(5)


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    server = await SandboxServer.start(cast=CAST, webhook_retry=0.02)
    yield server
    await server.close()


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    async with connected(server) as bot:
        yield bot
