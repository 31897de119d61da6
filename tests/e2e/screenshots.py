"""The pictures of the README: `python -m tests.e2e.screenshots docs` plays an order in the sandbox and takes them."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page

from tests.e2e.test_page import CHINESE, ENGLISH, Sandbox, browser_page, confirm, press, sees, write

DESK, PHONE = 1280, 390


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


async def settle(page: Page) -> None:
    """Let transitions end."""
    await page.wait_for_timeout(800)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    target.mkdir(exist_ok=True)
    asyncio.run(take(target))
