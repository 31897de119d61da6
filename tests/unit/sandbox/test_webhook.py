"""Updates that are brought to the bot instead of being fetched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web

from bot.sandbox import SandboxServer

from .conftest import ANNA

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Hook:
    """A web server of the bot that fails as often as it is told to."""

    def __init__(self) -> None:
        self.taken: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.failures = 0
        self.failed = asyncio.Event()
        self.answer: dict[str, Any] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        if request.headers.get(SECRET_HEADER) != "s3cret":
            return web.Response(status=401)
        if self.failures:
            self.failures -= 1
            self.failed.set()
            return web.Response(status=503)
        self.taken.put_nowait(await request.json())
        return web.json_response(self.answer)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_come_in_order_with_the_secret_and_again_after_failures(
    server: SandboxServer, bot: Bot, hook: Hook
) -> None:
    """Nothing is lost or overtaken while the webhook fails, and every request carries the secret."""
    hook.failures = 2
    await bot.set_webhook(hook.url, secret_token="s3cret")
    for text in ("one", "two"):
        await server.person(ANNA).sends(text)
    await asyncio.wait_for(hook.failed.wait(), 5)
    async with asyncio.timeout(5):
        got = [await hook.taken.get(), await hook.taken.get()]
    assert [update["message"]["text"] for update in got] == ["one", "two"]
    assert got[1]["update_id"] == got[0]["update_id"] + 1


async def test_a_webhook_that_fails_is_reported(server: SandboxServer, bot: Bot, hook: Hook) -> None:
    """getWebhookInfo says what went wrong, and how much waits."""
    hook.failures = 10**6
    await bot.set_webhook(hook.url, secret_token="s3cret")
    await server.person(ANNA).sends("one")
    info = await bot.get_webhook_info()
    async with asyncio.timeout(5):
        while not info.last_error_message:
            await asyncio.wait_for(hook.failed.wait(), 5)
            info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert info.pending_update_count == 1


async def test_a_webhook_and_polling_exclude_each_other(server: SandboxServer, bot: Bot, hook: Hook) -> None:
    """getUpdates is 409 while a webhook is set, and works again when it is deleted."""
    await bot.set_webhook(hook.url, secret_token="wrong")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await server.person(ANNA).sends("one")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await bot.set_webhook("ftp://x")


async def test_a_webhook_may_answer_with_a_call(server: SandboxServer, bot: Bot, hook: Hook) -> None:
    """A method in the webhook's answer is carried out."""
    hook.answer = {"method": "sendMessage", "chat_id": ANNA, "text": "by return"}
    await bot.set_webhook(hook.url, secret_token="s3cret")
    await server.person(ANNA).sends("hello")
    await server.person(ANNA).until_says("by return", timeout=5)
