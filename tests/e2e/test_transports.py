"""The same order over other ways in and another database, and through Telegram's bad days."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.sandbox.faults import Fault
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import all_accept, placed


async def order_through(play: Stage) -> None:
    await placed(play)
    await all_accept(play)
    await play.alex.until_says("Confirmed!")


async def test_an_order_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """With DATABASE_URL naming PostgreSQL everything goes the same way."""
    async with stage(tmp_path, database_url=postgres_url) as play:
        await order_through(play)


async def test_an_order_by_webhook(tmp_path: Path) -> None:
    """With WEBHOOK_URL set, updates come by webhook with the secret, and no poll is made."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "webhook_url": f"http://127.0.0.1:{port}",
        "webhook_secret": SecretStr("a-secret"),
        "webhook_listen": f"127.0.0.1:{port}",
    }
    async with stage(tmp_path, settings=settings) as play:
        await order_through(play)


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"])
async def test_telegram_asking_to_slow_down(method: str, tmp_path: Path) -> None:
    """429 in the middle: the bot waits as long as it is told, and nothing is lost."""
    async with stage(tmp_path) as play:
        play.server.faults.add(Fault(method=method, code=429, times=2, retry_after=1))
        await order_through(play)


async def test_telegram_failing(tmp_path: Path) -> None:
    """A 500 on a message: it is sent again later, once."""
    async with stage(tmp_path) as play:
        play.server.faults.add(Fault(method="sendMessage", code=500, times=1))
        await play.alex.sends("/help")
        await play.alex.until_says("How it works", timeout=20)
        assert sum("How it works" in m.text for m in play.alex.from_bot) == 1


async def test_updates_delivered_twice(tmp_path: Path) -> None:
    """An update that comes again is dealt with once."""
    async with stage(tmp_path) as play:
        await play.alex.sends("/help")
        await play.alex.until_says("How it works")
        await play.alex.repeat_last_update()
        await play.alex.sends("/orders")
        await play.alex.until_says("no orders yet")
        assert sum("How it works" in m.text for m in play.alex.from_bot) == 1


async def test_going_on_after_a_restart(tmp_path: Path) -> None:
    """Stopped in the middle of an order and started again, it goes on where it was, without a word said twice."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        said = len(play.alex.from_bot)
    async with stage(tmp_path) as play:
        assert len(play.alex.from_bot) == said
        assert len(play.asked()) == len(makers)
        await all_accept(play)
        await play.alex.until_says("Confirmed!")
