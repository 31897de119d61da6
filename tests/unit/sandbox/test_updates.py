"""How the bot learns what people do."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.sandbox import SandboxServer

from .conftest import ANNA, BO, connected, until_polled

ACCEPT = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="✅ Accept", callback_data="yes")]])


async def test_ids_rise_by_one_and_only_the_offset_confirms(server: SandboxServer, bot: Bot) -> None:
    """Updates come again until a greater offset is asked for."""
    for text in ("one", "two", "three"):
        await server.person(ANNA).sends(text)
    first = await bot.get_updates()
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2]
    assert await bot.get_updates(limit=1) == first[:1]
    assert await bot.get_updates(offset=first[1].update_id) == first[1:]
    assert await bot.get_updates(offset=first[2].update_id + 1) == []
    await server.person(ANNA).sends("four")
    [fourth] = await bot.get_updates()
    assert fourth.update_id == first[2].update_id + 1


async def test_a_negative_offset_forgets_what_came_before(server: SandboxServer, bot: Bot) -> None:
    """offset -1 leaves only the newest update."""
    for text in ("one", "two", "three"):
        await server.person(ANNA).sends(text)
    [update] = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.text == "three"
    assert await bot.get_updates() == [update]


async def test_a_long_poll_ends_with_the_first_update(server: SandboxServer, bot: Bot) -> None:
    """A poll that waits is answered as soon as somebody writes."""
    poll = asyncio.create_task(bot.get_updates(timeout=50, request_timeout=60))
    await until_polled(server)
    await server.person(ANNA).sends("hello")
    [update] = await asyncio.wait_for(poll, 5)
    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_second_poller_ends_the_first(server: SandboxServer, bot: Bot) -> None:
    """Two programs that poll with one token are told of it with 409."""
    first = asyncio.create_task(bot.get_updates(timeout=50, request_timeout=60))
    await until_polled(server)
    async with connected(server) as other:
        assert await other.get_updates() == []
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first


async def test_unwanted_kinds_are_not_kept(server: SandboxServer, bot: Bot) -> None:
    """Only the kinds in allowed_updates are queued, from then on."""
    await bot.send_message(ANNA, "hi", reply_markup=ACCEPT)
    await bot.get_updates(allowed_updates=["callback_query"])
    await server.person(ANNA).sends("not wanted")
    await server.person(ANNA).presses("Accept")
    [update] = await bot.get_updates()
    assert update.callback_query is not None


async def test_a_press_comes_with_its_message_and_is_answered(server: SandboxServer, bot: Bot) -> None:
    """A callback query brings the pressed button's message, and its button waits until it is answered."""
    sent = await bot.send_message(BO, "Job 12-1", reply_markup=ACCEPT)
    bo = server.person(BO)
    query = await bo.presses("Accept")
    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.message_id == sent.message_id
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("yes", BO)
    assert bo.messages[-1].all_buttons[0].waiting
    await update.callback_query.answer("Thanks", show_alert=True).as_(bot)
    await bo.until_answered(query)
    assert not bo.messages[-1].all_buttons[0].waiting


async def test_an_update_can_be_delivered_twice(server: SandboxServer, bot: Bot) -> None:
    """A repeated update has the same id, even after it was confirmed."""
    anna = server.person(ANNA)
    await anna.sends("once")
    [update] = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    await anna.repeat_last_update()
    assert await bot.get_updates(offset=update.update_id + 1) == [update]
    assert await bot.get_updates(offset=update.update_id + 1) == []


async def test_updates_can_arrive_out_of_order(server: SandboxServer, bot: Bot) -> None:
    """Held back updates come newest first, and nothing comes before all are there."""
    server.reverse_next_updates(2)
    await server.person(ANNA).sends("one")
    assert await bot.get_updates() == []
    await server.person(ANNA).sends("two")
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["two", "one"]


async def test_an_edit_and_a_block_are_told(server: SandboxServer, bot: Bot) -> None:
    """The bot hears when somebody edits a message, or blocks it."""
    anna = server.person(ANNA)
    sent = await anna.sends("20 hoodies")
    await anna.edits(sent.id, "30 hoodies")
    await anna.blocks()
    _, edited, blocked = await bot.get_updates()
    assert edited.edited_message is not None
    assert edited.edited_message.text == "30 hoodies"
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"


async def test_close_ends_a_waiting_poll(server: SandboxServer, bot: Bot) -> None:
    """Closing the server does not wait for pollers."""
    poll = asyncio.create_task(bot.get_updates(timeout=50, request_timeout=60))
    await until_polled(server)
    await asyncio.wait_for(server.close(), 5)
    assert await poll == []
