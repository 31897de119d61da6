"""The sandbox as a newcomer meets it: one command, one page, one sentence."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: install Debian's package chromium"),
]

ENGLISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, by next Friday, under ¥150 each"
CHINESE = "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，下周五前要，每件不超过150块"


class Sandbox:
    """`bespoke sandbox` as a process of its own."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> str:
        """Start it; returns the page's address."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.runtime.cli", "sandbox", "--port", "0", "--data", str(self._folder),
            stdout=asyncio.subprocess.PIPE, stderr=None, start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            found = re.search(rb"http://\S+", line)
            if found:
                return found.group().decode()
        raise AssertionError("the sandbox ended before it was ready")

    async def kill(self) -> None:
        """SIGKILL to it and its worker processes."""
        if self._process is not None and self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()


@asynccontextmanager
async def browser_page(
    width: int = 1280, scheme: Literal["light", "dark"] = "light", locale: str = "en-GB"
) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            viewport: ViewportSize = {"width": width, "height": 800}
            yield await browser.new_page(viewport=viewport, color_scheme=scheme, locale=locale)
        finally:
            await browser.close()


async def write(page: Page, text: str) -> None:
    box = page.get_by_test_id("consumer-chat").get_by_test_id("input")
    await box.fill(text)
    await box.press("Enter")


async def press(page: Page, name: str) -> None:
    button = page.get_by_test_id("consumer-chat").get_by_test_id("keyboard-button").filter(has_text=name).first
    await button.click(timeout=PATIENCE)


async def sees(page: Page, text: str) -> None:
    await expect(page.get_by_test_id("consumer-chat")).to_contain_text(text, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("consumer", "text", "city", "choose", "confirmed"),
    [("Alex", ENGLISH, "Hangzhou", "Cheapest", "Confirmed!"), ("小林", CHINESE, "杭州", "最便宜", "已确认！")],
)
async def test_one_sentence_becomes_a_confirmed_order(
    consumer: str, text: str, city: str, choose: str, confirmed: str, tmp_path: Path
) -> None:
    """Suppliers answer by themselves: the consumer writes, picks a city and an option, and it is confirmed."""
    sandbox = Sandbox(tmp_path)
    try:
        async with browser_page() as page:
            await page.goto(await sandbox.start())
            await page.get_by_role("tab", name=consumer).click()
            await write(page, text)
            await press(page, city)
            await press(page, choose)
            await confirm(page, confirmed)
    finally:
        await sandbox.kill()


async def confirm(page: Page, confirmed: str) -> None:
    """Agree to whatever is proposed on the way, and move the clock when everybody is slow, until it is confirmed."""
    for _ in range(12):
        chat = page.get_by_test_id("consumer-chat")
        agree = chat.get_by_test_id("keyboard-button").filter(has_text=re.compile("Yes, go on|好，继续"))
        if await agree.count():
            await agree.last.click()
        try:
            await expect(chat).to_contain_text(confirmed, timeout=10_000)
        except AssertionError:
            continue
        return
    await sees(page, confirmed)


async def test_sigkill_in_the_middle_loses_and_repeats_nothing(tmp_path: Path) -> None:
    """Killed while suppliers are asked and started again: the order goes on, and no question or offer comes twice."""
    sandbox = Sandbox(tmp_path)
    try:
        async with browser_page() as page:
            await page.goto(await sandbox.start())
            await write(page, ENGLISH)
            await sees(page, "Where shall it go")
            await sandbox.kill()

            await page.goto(await sandbox.start())
            await press(page, "Hangzhou")
            await press(page, "Cheapest")
            await sees(page, "makers have said yes")
            await sandbox.kill()

            await page.goto(await sandbox.start())
            await confirm(page, "Confirmed!")
            text = await page.get_by_test_id("consumer-chat").inner_text()
            assert text.count("Order 1 is confirmed") == 1
            assert text.count("Where shall it go") == 0
            assert text.count("Confirmed!") == 1
    finally:
        await sandbox.kill()


async def test_the_page_fits_a_phone(tmp_path: Path) -> None:
    """At 390 pixels nothing is wider than the screen, and every kind of chat can be reached."""
    sandbox = Sandbox(tmp_path)
    try:
        async with browser_page(390) as page:
            await page.goto(await sandbox.start())
            await expect(page.get_by_test_id("consumer-chat").get_by_test_id("input")).to_be_visible()
            assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        await sandbox.kill()
