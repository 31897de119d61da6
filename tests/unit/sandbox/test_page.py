"""The page of chats, in a browser."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox import SandboxServer

from .conftest import ANNA, BO, CAST, png
from .test_control import Clock, clock, server

__all__ = ["clock", "server"]

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome is installed"),
]

OFFER = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="✅ Accept", callback_data="yes", style="success"),
            InlineKeyboardButton(text="Decline", callback_data="no"),
        ]
    ]
)


@asynccontextmanager
async def browsing(url: str) -> AsyncIterator[Page]:
    """The page at desktop size; a JavaScript error anywhere fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(url)
        await expect(page.get_by_test_id("link-state")).to_have_attribute("data-state", "live")
        yield page
        await browser.close()
    assert errors == []


@pytest.fixture
async def page(server: SandboxServer) -> AsyncIterator[Page]:
    async with browsing(server.base_url) as page:
        yield page


async def test_an_order_is_played_from_all_sides(server: SandboxServer, bot: Bot, page: Page, clock: Clock) -> None:
    """A consumer writes, a supplier presses, the bot edits: everything shows up without reloading."""
    consumer = page.get_by_test_id("consumer-chat")
    await consumer.get_by_test_id("input").fill("30 hoodies <b>now</b>")
    await consumer.get_by_test_id("input").press("Enter")
    await expect(consumer.get_by_test_id("message")).to_contain_text("30 hoodies <b>now</b>")
    [update] = await bot.get_updates()
    assert update.message is not None

    sent = await bot.send_message(BO, "Job <b>12-1</b>", parse_mode="HTML", reply_markup=OFFER)
    supplier = page.get_by_test_id("supplier-chat")
    await page.get_by_test_id("supplier-item").first.click()
    await expect(supplier.locator("strong")).to_have_text("12-1")
    await supplier.get_by_test_id("keyboard-button").first.click()
    await expect(supplier.get_by_test_id("keyboard-button").first).to_have_attribute("aria-busy", "true")
    [update] = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert update.callback_query is not None
    await bot.answer_callback_query(update.callback_query.id, text="Thank you")
    await expect(supplier.get_by_test_id("toast")).to_have_text("Thank you")
    await bot.edit_message_text("Job 12-1: accepted", chat_id=BO, message_id=sent.message_id)
    await expect(supplier.get_by_test_id("edited")).to_be_visible()
    await expect(supplier.get_by_test_id("keyboard-button")).to_have_count(0)

    await page.get_by_test_id("advance-next").click()
    await expect(page.get_by_test_id("advance-next")).to_be_disabled()
    assert clock.time.hour == 13


async def test_pictures_commands_examples_and_languages(server: SandboxServer, bot: Bot, page: Page) -> None:
    """The first-run hint fills the input, "/" lists the bot's commands, pictures enlarge, the page speaks Chinese."""
    consumer = page.get_by_test_id("consumer-chat")
    await consumer.get_by_test_id("example").first.click()
    await expect(consumer.get_by_test_id("input")).to_have_value("30 hoodies")
    await bot.set_my_commands([BotCommand(command="orders", description="My orders")])
    await consumer.get_by_test_id("input").fill("/or")
    await expect(consumer.get_by_test_id("commands")).to_contain_text("/orders")
    await consumer.get_by_test_id("input").press("Enter")
    await expect(consumer.get_by_test_id("message").last).to_contain_text("/orders")
    await bot.send_photo(ANNA, BufferedInputFile(png(60, 40), "p.png"), caption="your plan")
    await consumer.get_by_role("button", name="Picture").click()
    await expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id("advance-next")).to_contain_text("到下一次跟进")


async def test_reading_further_up_is_not_disturbed(server: SandboxServer, bot: Bot, page: Page) -> None:
    """New messages do not move what is being read; a button leads down, and older messages are fetched on demand."""
    for number in range(130):
        await bot.send_message(ANNA, f"message {number}")
    consumer = page.get_by_test_id("consumer-chat")
    await page.reload()
    await expect(consumer.get_by_test_id("message").last).to_be_in_viewport()
    await expect(consumer.get_by_test_id("message")).to_have_count(100)
    await consumer.get_by_role("button", name="Earlier messages").click()
    await expect(consumer.get_by_test_id("message")).to_have_count(130)
    middle = consumer.get_by_text("message 60", exact=True)
    await middle.scroll_into_view_if_needed()
    await bot.send_message(ANNA, "the newest")
    jump = consumer.get_by_role("button", name="To the newest message")
    await expect(jump).to_contain_text("1")
    await expect(middle).to_be_in_viewport()
    await jump.click()
    await expect(consumer.get_by_text("the newest")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_a_narrow_page_has_tabs_and_the_autopilot_yields_to_a_person(server: SandboxServer, page: Page) -> None:
    """On a telephone one column is shown; who types for a supplier turns their autopilot off."""
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.get_by_test_id("tab-supplier").click()
    await expect(page.get_by_test_id("consumer-chat")).to_be_hidden()
    await page.get_by_test_id("search").fill("chen")
    await page.get_by_test_id("supplier-item").click()
    toggle = page.get_by_test_id("autopilot-toggle")
    await expect(toggle).to_have_attribute("aria-checked", "true")
    supplier = page.get_by_test_id("supplier-chat")
    await supplier.get_by_test_id("input").fill("我来")
    await supplier.get_by_test_id("send").click()
    await expect(toggle).to_have_attribute("aria-checked", "false")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_page_comes_back_after_a_restart(tmp_path: Path) -> None:
    """When the server starts again, an open page shows what happened meanwhile, without reloading."""
    first = await SandboxServer.start(tmp_path, cast=CAST)
    port = int(first.base_url.rpartition(":")[2])
    async with browsing(first.base_url) as page:
        await first.person(ANNA).sends("before")
        await expect(page.get_by_test_id("message").last).to_contain_text("before")
        await first.close()
        await expect(page.get_by_test_id("link-state")).to_have_attribute("data-state", "lost")
        second = await SandboxServer.start(tmp_path, cast=CAST, port=port)
        await second.person(ANNA).sends("after")
        await expect(page.get_by_test_id("message").last).to_contain_text("after", timeout=10_000)
        await second.close()
