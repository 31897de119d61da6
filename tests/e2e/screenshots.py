"""The pictures of the README: `python -m tests.e2e.screenshots docs` plays an order in the sandbox and takes them."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

from playwright.async_api import Page, expect

from tests.e2e.test_page import CHINESE, ENGLISH, PATIENCE, Sandbox, browser_page, confirm, press, sees, write

DESK, PHONE = 1280, 390
SCHEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")


async def take(folder: Path) -> None:
    """`sandbox.png`: an order being confirmed, a supplier beside it. `phone.png`: options on a phone, in Chinese."""
    with tempfile.TemporaryDirectory() as data:
        sandbox = Sandbox(Path(data))
        try:
            address = await sandbox.start()
            async with browser_page(DESK) as page:
                await page.goto(address)
                await write(page, ENGLISH)
                await press(page, "Hangzhou")
                await press(page, "Cheapest")
                await sees(page, "makers have said yes")
                await page.get_by_test_id("supplier-item").first.click()
                await confirm(page, "Confirmed!")
                await settle(page)
                await page.screenshot(path=folder / "sandbox.png")
            async with browser_page(PHONE) as page:
                await page.goto(address)
                await page.get_by_role("tab", name="小林").click()
                await write(page, CHINESE)
                await press(page, "杭州")
                await sees(page, "最便宜")
                await settle(page)
                await page.screenshot(path=folder / "phone.png")
        finally:
            await sandbox.kill()


async def take_story(folder: Path) -> None:
    """A story while makers answer, and the lane after it: `story-`, `lane-`, on a desk and a phone, light and dark."""
    with tempfile.TemporaryDirectory() as data:
        sandbox = Sandbox(Path(data))
        try:
            address = await sandbox.start()
            async with AsyncExitStack() as open_:
                pages: dict[str, Page] = {}
                for name, width in (("desk", DESK), ("phone", PHONE)):
                    for scheme in SCHEMES:
                        page = await open_.enter_async_context(browser_page(width, scheme))
                        await page.goto(address)
                        pages[f"{name}-{scheme}"] = page
                first = pages["desk-light"]
                await first.get_by_test_id("stories-button").click()
                await first.locator('[data-testid="story"][data-name="hoodies"]').click()
                await first.get_by_test_id("speed-4").click()
                for page in pages.values():
                    if page.viewport_size and page.viewport_size["width"] == DESK:
                        await page.get_by_test_id("lane-toggle").click()
                await expect(first.get_by_test_id("story-act")).to_contain_text("says no", timeout=PATIENCE)
                await first.get_by_test_id("speed-1").click()
                await expect(first.get_by_test_id("story-act")).to_contain_text("takes the job", timeout=PATIENCE)
                await settle(first)
                for name, page in pages.items():
                    await page.screenshot(path=folder / f"story-{name}.png")
                await first.get_by_test_id("speed-0").click()
                await expect(first.get_by_test_id("story-caption")).to_contain_text("The end", timeout=PATIENCE)
                for name, page in pages.items():
                    await page.get_by_test_id("story-close").click()
                    if name.startswith("phone"):
                        await page.get_by_test_id("tab-lane").click()
                    chosen = page.get_by_test_id("lane-entry").filter(has_text="makers looked at").last
                    await chosen.scroll_into_view_if_needed()
                    if name.startswith("desk"):
                        await chosen.click()
                    await settle(page)
                    await page.screenshot(path=folder / f"lane-{name}.png")
        finally:
            await sandbox.kill()


async def settle(page: Page) -> None:
    """Let transitions end."""
    await page.wait_for_timeout(800)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    target.mkdir(exist_ok=True)
    asyncio.run(take(target))
    asyncio.run(take_story(target))
