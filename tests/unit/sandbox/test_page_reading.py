"""How the page shows what is hard to show: no fonts for it, long quotes, edits while somebody reads, nothing yet."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from aiogram import Bot
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox import CastMember, SandboxServer

from .conftest import ANNA, BO, CAST, WEI, connected
from .test_page import CHROMIUM, OFFER, browsing, pytestmark

__all__ = ["pytestmark"]

ADMIN = 301

BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont>{rejected}</rejectfont></selectfont>
</fontconfig>
"""

TOP = "element => element.getBoundingClientRect().top"
QUOTE = "Cheapest\n<blockquote expandable>{lines}</blockquote>\nTap one"


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    server = await SandboxServer.start(cast=(*CAST, CastMember(ADMIN, "Ada", "admin")))
    yield server
    await server.close()


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    async with connected(server) as bot:
        yield bot


@pytest.fixture
async def page(server: SandboxServer) -> AsyncIterator[Page]:
    async with browsing(server.base_url) as page:
        yield page


def fonts(pattern: str) -> list[str]:
    """The files of the fonts that fontconfig finds for `pattern`."""
    if shutil.which("fc-list") is None:
        pytest.skip("fonts can be hidden from a browser only where fontconfig is")
    listed = subprocess.run(["fc-list", pattern, "file"], capture_output=True, text=True, check=True).stdout
    return sorted({line.rstrip(": ") for line in listed.splitlines()})


@asynccontextmanager
async def bare_machine(url: str, folder: Path) -> AsyncIterator[Page]:
    """A browser that finds neither an emoji font nor a Chinese one."""
    config = folder / "fonts.conf"
    rejected = "".join(f"<glob>{escape(path)}</glob>" for path in [*fonts(":color=true"), *fonts(":lang=zh-cn")])
    config.write_text(BARE.format(cache=escape(str(folder / "cache")), rejected=rejected))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], env={**os.environ, "FONTCONFIG_FILE": str(config)}
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        await page.goto(url)
        yield page
        await browser.close()


async def test_without_an_emoji_font_emoji_are_drawn_and_stay_text(
    server: SandboxServer, bot: Bot, tmp_path: Path
) -> None:
    """Messages, buttons and lists show drawings instead of boxes, and what is copied or read aloud is the emoji."""
    await bot.send_message(BO, "📦 <b>30</b> hoodies 🎉 done", parse_mode="HTML", reply_markup=OFFER)
    async with bare_machine(server.base_url, tmp_path) as page:
        await page.get_by_test_id("supplier-item").first.click()
        chat = page.get_by_test_id("supplier-chat")
        await expect(chat.locator(".text .emoji")).to_have_count(2)
        await expect(chat.locator(".text")).to_have_text("📦 30 hoodies 🎉 done")
        await expect(chat.get_by_role("button", name="✅ Accept").locator(".emoji")).to_have_count(1)
        await expect(page.get_by_test_id("supplier-item").first.locator(".snippet .emoji")).to_have_count(2)
        drawn = chat.locator(".text .emoji").first
        assert "data:image/svg+xml" in await drawn.evaluate("found => getComputedStyle(found).backgroundImage")
        copied = await chat.locator(".text").evaluate(
            "text => { getSelection().selectAllChildren(text); return getSelection().toString(); }"
        )
        assert copied.strip() == "📦 30 hoodies 🎉 done"


async def test_without_a_chinese_font_one_line_says_what_to_install(server: SandboxServer, tmp_path: Path) -> None:
    """Who sees boxes for Chinese names is told the package once: dismissed, the line stays away."""
    async with bare_machine(server.base_url, tmp_path) as page:
        hint = page.locator("#font-hint")
        await expect(hint).to_contain_text("fonts-noto-cjk")
        await page.get_by_test_id("dismiss-font-hint").click()
        await expect(hint).to_be_hidden()
        await page.reload()
        await expect(page.get_by_test_id("link-state")).to_have_attribute("data-state", "live")
        await expect(hint).to_be_hidden()


async def test_a_long_quote_opens_by_click_and_key_and_stays_open_when_edited(bot: Bot, page: Page) -> None:
    """Three whole lines at first; all of them after Enter on its button, and still after the bot edits the message."""
    lines = "\n".join(f"maker {number}" for number in range(6))
    sent = await bot.send_message(ANNA, QUOTE.format(lines=lines), parse_mode="HTML")
    chat = page.get_by_test_id("consumer-chat")
    quote = chat.locator("blockquote")
    text = quote.locator(".fold-text")
    line_height = await text.evaluate("text => parseFloat(getComputedStyle(text).lineHeight)")
    assert await text.evaluate("text => text.clientHeight") == pytest.approx(3 * line_height, abs=1)
    await chat.get_by_role("button", name="Show all of it").press("Enter")
    assert await text.evaluate("text => text.clientHeight") == pytest.approx(6 * line_height, abs=1)
    await bot.edit_message_text(
        QUOTE.format(lines=lines + "\nmaker 6"), chat_id=ANNA, message_id=sent.message_id, parse_mode="HTML"
    )
    await expect(quote).to_contain_text("maker 6")
    assert await text.evaluate("text => text.clientHeight") == pytest.approx(7 * line_height, abs=1)
    await quote.click()
    assert await text.evaluate("text => text.clientHeight") == pytest.approx(3 * line_height, abs=1)
    assert "\n\nTap" not in await chat.locator(".text").inner_text()


async def test_a_short_quote_has_nothing_to_open(bot: Bot, page: Page) -> None:
    """A quote of two lines is shown whole, without a button."""
    await bot.send_message(ANNA, QUOTE.format(lines="one\ntwo"), parse_mode="HTML")
    chat = page.get_by_test_id("consumer-chat")
    await expect(chat.locator("blockquote")).to_be_visible()
    await expect(chat.get_by_test_id("unfold")).to_be_hidden()


async def test_edits_elsewhere_do_not_move_what_is_being_read(bot: Bot, page: Page) -> None:
    """A message above and one below grow by many lines; the one in view stays where it is."""
    ids = [(await bot.send_message(ANNA, f"message {number}")).message_id for number in range(60)]
    chat = page.get_by_test_id("consumer-chat")
    await expect(chat.get_by_test_id("message")).to_have_count(60)
    read = chat.get_by_text("message 30", exact=True)
    await read.evaluate("read => read.scrollIntoView({ block: 'center' })")
    await expect(chat.get_by_role("button", name="To the newest message")).to_be_visible()
    before = await read.evaluate(TOP)
    for place in (3, 55):
        await bot.edit_message_text("grown\n" * 12 + str(place), chat_id=ANNA, message_id=ids[place])
        await expect(chat.get_by_test_id("edited")).to_have_count(1 if place == 3 else 2)
        assert await read.evaluate(TOP) == pytest.approx(before, abs=1)


async def test_empty_chats_say_what_to_try(server: SandboxServer, page: Page) -> None:
    """The suppliers' column explains itself, and the admin's commands are sent with a click."""
    await expect(page.get_by_test_id("supplier-chat")).to_contain_text("Take over any maker")
    admin = page.get_by_test_id("admin-chat")
    await expect(admin.get_by_test_id("try-command")).to_have_text(["/orders", "/order 1", "/suppliers", "/stats"])
    await admin.get_by_test_id("try-command").nth(1).click()
    await expect(admin.get_by_test_id("message")).to_contain_text("/order 1")


async def test_what_the_autopilot_answers_is_counted_quietly(server: SandboxServer, bot: Bot, page: Page) -> None:
    """The suppliers' tab counts loudly only what waits for the person at the page."""
    await page.set_viewport_size({"width": 390, "height": 844})
    server.set_autopilot(BO, on=True)
    server.set_autopilot(WEI, on=False)
    badge = page.get_by_test_id("tab-supplier").locator(".badge")
    await bot.send_message(BO, "a job")
    await expect(badge).to_have_class("badge quiet")
    await bot.send_message(WEI, "another job")
    await bot.send_message(WEI, "and one more")
    await expect(badge).to_have_class("badge")
    await expect(badge).to_have_text("2")
