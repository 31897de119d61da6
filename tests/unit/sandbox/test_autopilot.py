"""Suppliers who answer by themselves, seeing only what a Telegram user sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import AutopilotSettings, CastMember, SandboxServer, Temperament

from .conftest import connected

SUPPLIER = 201
FAST = AutopilotSettings(
    prompt=(0.01, 0.02), slow=(3600, 3600), reminded=(0.01, 0.02), words_share=0.0, decline_share=1.0
)


def offer(job: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="✅ 接单", callback_data=f"accept-{job}"),
                InlineKeyboardButton(text="❌ 谢绝", callback_data=f"decline-{job}"),
            ]
        ]
    )


@asynccontextmanager
async def supplier(
    temperament: Temperament, folder: Path | None = None, language: str = "zh", settings: AutopilotSettings = FAST
) -> AsyncIterator[tuple[SandboxServer, Bot]]:
    member = CastMember(SUPPLIER, "魏师傅", "supplier", language, temperament=temperament)
    server = await SandboxServer.start(folder, cast=[member], autopilot=settings)
    try:
        async with connected(server) as bot:
            yield server, bot
    finally:
        await server.close()


async def presses(server: SandboxServer, bot: Bot, count: int) -> list[str]:
    """The data of the buttons pressed so far, once there are `count`."""
    async with asyncio.timeout(5):
        while True:
            updates = await bot.get_updates()
            found = [update.callback_query.data or "" for update in updates if update.callback_query]
            if len(found) >= count:
                return found
            await server.telegram.updates.wait(0.1)


async def test_a_prompt_supplier_presses_once(tmp_path: Path) -> None:
    """An offer is accepted by its button, and never a second time, whatever is said about it later."""
    async with supplier("prompt") as (server, bot):
        sent = await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        assert await presses(server, bot, 1) == ["accept-a"]
        await bot.edit_message_text("12-1!", chat_id=SUPPLIER, message_id=sent.message_id, reply_markup=offer("a"))
        await bot.send_message(SUPPLIER, "another", reply_markup=offer("b"))
        assert await presses(server, bot, 2) == ["accept-a", "accept-b"]


async def test_a_declining_supplier_says_so_in_their_language() -> None:
    """A decline is a reply to the offer, in words."""
    async with supplier("declines") as (server, bot):
        sent = await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        messages = await server.person(SUPPLIER).until(lambda m: len(m) == 2)
        assert messages[-1].text in FAST.phrases.decline_words["zh"]
        assert messages[-1].reply_to == sent.message_id


async def test_a_countering_supplier_accepts_what_comes_back() -> None:
    """After a counter-offer the next offer is accepted, and the one after that is countered again."""
    async with supplier("counters", language="en") as (server, bot):
        person = server.person(SUPPLIER)
        await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        messages = await person.until(lambda m: len(m) == 2)
        assert messages[-1].text == "ok but 5% more each"
        await bot.send_message(SUPPLIER, "12-1 v2", reply_to_message_id=messages[0].id, reply_markup=offer("b"))
        assert await presses(server, bot, 1) == ["accept-b"]
        await bot.send_message(SUPPLIER, "13-1", reply_markup=offer("c"))
        assert (await person.until(lambda m: len(m) == 5))[-1].text == "ok but 5% more each"


async def test_each_of_several_offers_gets_its_own_counter() -> None:
    """Offers that came together are countered one by one; only what answers a counter is accepted."""
    async with supplier("counters") as (server, bot):
        first = await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        await bot.send_message(SUPPLIER, "12-2", reply_markup=offer("b"))
        messages = await server.person(SUPPLIER).until(lambda m: len(m) == 4)
        assert sorted(m.reply_to or 0 for m in messages[2:]) == [m.id for m in messages[:2]]
        await bot.edit_message_text("v2", chat_id=SUPPLIER, message_id=first.message_id, reply_markup=offer("a2"))
        await bot.send_message(SUPPLIER, "12-2 v2", reply_markup=offer("b2"))
        assert sorted(await presses(server, bot, 2)) == ["accept-a2", "accept-b2"]


async def test_a_slow_supplier_waits_for_the_reminder() -> None:
    """Nothing happens at an offer alone; a further message about it is what wakes them."""
    async with supplier("slow") as (server, bot):
        sent = await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        await asyncio.sleep(0.1)
        assert await bot.get_updates() == []
        await bot.send_message(SUPPLIER, "12-1?", reply_to_message_id=sent.message_id)
        assert await presses(server, bot, 1) == ["accept-a"]


async def test_messages_about_one_offer_are_answered_once() -> None:
    """A reminder that brings the buttons again is not a second offer."""
    async with supplier("slow") as (server, bot):
        sent = await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        await bot.send_message(SUPPLIER, "12-1?", reply_to_message_id=sent.message_id, reply_markup=offer("a2"))
        assert await presses(server, bot, 1) == ["accept-a2"]
        await asyncio.sleep(0.1)
        assert len(await presses(server, bot, 1)) == 1


async def test_stops_while_a_person_answers() -> None:
    """With the autopilot off nothing is answered; turned on again, the open offer is."""
    async with supplier("prompt") as (server, bot):
        person = server.person(SUPPLIER)
        person.set_autopilot(False)
        await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        await asyncio.sleep(0.1)
        assert await bot.get_updates() == []
        person.set_autopilot(True)
        assert await presses(server, bot, 1) == ["accept-a"]


async def test_takes_up_after_a_restart_what_is_open_and_nothing_else(tmp_path: Path) -> None:
    """An unanswered offer is answered after a restart; an answered one is left alone."""
    async with supplier("prompt", tmp_path) as (server, bot):
        await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        assert await presses(server, bot, 1) == ["accept-a"]
        server.person(SUPPLIER).set_autopilot(False)
        await bot.send_message(SUPPLIER, "13-1", reply_markup=offer("b"))
    async with supplier("prompt", tmp_path) as (server, bot):
        server.person(SUPPLIER).set_autopilot(True)
        assert await presses(server, bot, 2) == ["accept-a", "accept-b"]


async def test_the_same_seed_makes_the_same_choices() -> None:
    """Behaviour is a function of the seed and the chat."""
    mixed = AutopilotSettings(prompt=(0.0, 0.01), decline_share=0.5)
    runs = []
    for _ in range(2):
        async with supplier("declines", settings=mixed) as (server, bot):
            for job in range(6):
                await bot.send_message(SUPPLIER, f"job {job}", reply_markup=offer(str(job)))
                await asyncio.wait_for(_answered(server, job + 1), 5)
            runs.append([message.text for message in server.person(SUPPLIER).messages])
    assert runs[0] == runs[1]
    assert 6 < len(runs[0]) < 12


async def _answered(server: SandboxServer, count: int) -> None:
    with server.telegram.feed.listen() as events:
        while server.telegram.updates.count() < count:
            await events.get()


async def test_nobody_answers_while_autopilots_are_paused() -> None:
    """What comes meanwhile waits, and is answered once they go on."""
    async with supplier("prompt") as (server, bot):
        server.pause_autopilots(True)
        await bot.send_message(SUPPLIER, "12-1", reply_markup=offer("a"))
        await asyncio.sleep(0.1)
        assert not [update for update in await bot.get_updates() if update.callback_query]
        server.pause_autopilots(False)
        assert await presses(server, bot, 1) == ["accept-a"]
