"""Failures on demand."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.sandbox import Fault, SandboxServer

from .conftest import ANNA, BO, until_polled


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(code=429, retry_after=7), TelegramRetryAfter),
        (Fault(code=403), TelegramForbiddenError),
        (Fault(code=500), TelegramServerError),
        (Fault(code=400, migrate_to=-100123), TelegramMigrateToChat),
        (Fault(code="timeout", hold=0.05), TelegramNetworkError),
    ],
)
async def test_a_fault_meets_one_call_and_is_gone(
    server: SandboxServer, bot: Bot, fault: Fault, error: type[TelegramAPIError]
) -> None:
    """The call fails as asked for and does nothing; the next one works."""
    server.faults.add(fault)
    with pytest.raises(error) as caught:
        await bot.send_message(ANNA, "lost")
    if isinstance(caught.value, TelegramRetryAfter):
        assert caught.value.retry_after == 7
    await bot.send_message(ANNA, "hi")
    assert [message.text for message in server.person(ANNA).messages] == ["hi"]


async def test_a_dropped_answer_still_took_effect(server: SandboxServer, bot: Bot) -> None:
    """The message is there though the bot was never told."""
    server.faults.add(Fault(method="sendMessage", code="drop_answer"))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "there")
    assert [message.text for message in server.person(ANNA).messages] == ["there"]


async def test_a_fault_meets_only_what_it_is_for(server: SandboxServer, bot: Bot) -> None:
    """Other methods and chats work on, and times says how often it strikes."""
    server.faults.add(Fault(method="sendmessage", chat_id=BO, code=500, times=2))
    await bot.send_message(ANNA, "hi")
    await bot.send_chat_action(BO, "typing")
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(BO, "hi")
    await bot.send_message(BO, "hi")


async def test_a_fault_for_any_method_spares_polling(server: SandboxServer, bot: Bot) -> None:
    """getUpdates fails only where a fault names it, so that a general fault meets what the bot says."""
    server.faults.add(Fault(code=500))
    assert await bot.get_updates() == []
    server.faults.add(Fault(method="getUpdates", code=502))
    with pytest.raises(TelegramServerError):
        await bot.get_updates()


@pytest.mark.parametrize("wrong", [{"code": 200}, {"code": "later"}, {"times": 0}])
def test_a_fault_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    """A fault says what is wrong with it when it is made."""
    with pytest.raises(ValueError, match="a fault's"):
        Fault(**wrong)


async def test_a_held_call_ends_when_the_server_closes(server: SandboxServer, bot: Bot) -> None:
    """Nothing keeps the server from closing."""
    server.faults.add(Fault(method="getMe", code="timeout"))
    call = asyncio.create_task(bot.get_me())
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until_polled(server)
    await asyncio.wait_for(server.close(), 5)
    with pytest.raises(TelegramNetworkError):
        await call
    assert await poll == []
