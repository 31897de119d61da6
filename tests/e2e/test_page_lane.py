"""The lane and the stories in a browser, with the whole bot behind the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.e2e.stage import stage
from tests.e2e.test_page import CHROMIUM, PATIENCE, browser_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: install Debian's package chromium"),
]

WISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, under ¥150 each, to Hangzhou"


async def open_lane(page: Page) -> None:
    if await page.get_by_test_id("lane-toggle").get_attribute("aria-expanded") == "false":
        await page.get_by_test_id("lane-toggle").click()


async def test_the_lane_explains_an_order_and_lights_up_its_messages(tmp_path: Path) -> None:
    """What came in, was understood, planned and sent is one row; a click lights up its messages until Escape."""
    async with stage(tmp_path, page=True) as play, browser_page() as page:
        await page.goto(play.server.base_url)
        await open_lane(page)
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        entry = page.get_by_test_id("lane-entry").filter(has_text=WISH[:20])
        await expect(entry).to_contain_text("30 × hoodie", timeout=PATIENCE)
        await expect(entry).to_contain_text("makers looked at")
        await expect(entry).to_contain_text("cheapest")
        await expect(entry).to_contain_text("plans to choose from")
        await play.alex.presses("Cheapest")
        await play.until(lambda: play.asked())
        press = page.get_by_test_id("lane-entry").filter(has_text="order placed")
        await expect(press).to_contain_text("a job", timeout=PATIENCE)
        await press.focus()
        await page.keyboard.press("Enter")
        await expect(press).to_have_attribute("aria-pressed", "true")
        await expect(page.locator(".partner.led")).to_have_count(len(play.asked()))
        await expect(page.get_by_test_id("supplier-chat").locator(".message.led")).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(page.locator(".led")).to_have_count(0)
        await page.get_by_test_id("language").click()
        await expect(press.or_(page.get_by_test_id("lane-entry").filter(has_text="已下单"))).to_contain_text("任务")


async def test_the_lane_remembers_whether_it_is_open(tmp_path: Path) -> None:
    """Opened, it is open after a reload, with what it showed; closed likewise."""
    async with stage(tmp_path, page=True) as play, browser_page() as page:
        await page.goto(play.server.base_url)
        await play.alex.sends("/help")
        await play.alex.until_says("How it works")
        await open_lane(page)
        await expect(page.get_by_test_id("lane-entry")).to_have_count(1)
        await page.reload()
        await expect(page.get_by_test_id("lane-entry")).to_be_visible()
        await page.get_by_test_id("lane-toggle").click()
        await page.reload()
        await expect(page.get_by_test_id("lane-toggle")).to_have_attribute("aria-expanded", "false")
        await expect(page.get_by_test_id("lane-entry")).to_be_hidden()


async def test_on_a_phone_the_lane_is_a_tab(tmp_path: Path) -> None:
    """At 390 pixels it has the screen for itself, nothing is wider than that, and an entry leads to its chat."""
    async with stage(tmp_path, page=True) as play, browser_page(390) as page:
        await page.goto(play.server.base_url)
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await expect(page.get_by_test_id("lane")).to_be_hidden()
        await page.get_by_test_id("tab-lane").click()
        await expect(page.get_by_test_id("consumer-chat")).to_be_hidden()
        await expect(page.get_by_test_id("lane-entry").first).to_contain_text("cheapest", timeout=PATIENCE)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        await page.get_by_test_id("lane-entry").first.click()
        await expect(page.get_by_test_id("consumer-chat").locator(".message.led").last).to_be_in_viewport()


async def test_a_story_is_played_on_the_page(tmp_path: Path) -> None:
    """Chosen from the list and sped up: captions say what goes on, the chats of whoever acts come up, and it ends."""
    async with stage(tmp_path, page=True) as play, browser_page() as page:
        await page.goto(play.server.base_url)
        await page.get_by_test_id("stories-button").click()
        await page.locator('[data-testid="story"][data-name="hoodies"]').click()
        caption = page.get_by_test_id("story-caption")
        await expect(caption).to_have_text("Mia writes what she wants, in her own words.")
        await page.get_by_test_id("speed-4").click()
        await expect(page.get_by_test_id("speed-4")).to_have_attribute("aria-pressed", "true")
        await expect(page.get_by_test_id("consumer-chat").locator(".chat-head")).to_contain_text("Mia")
        await expect(page.get_by_test_id("story-act")).to_contain_text("says no", timeout=PATIENCE)
        await expect(page.get_by_test_id("supplier-chat").locator(".chat-head")).to_be_visible()
        await page.get_by_test_id("speed-0").click()
        await expect(caption).to_contain_text("The end", timeout=PATIENCE)
        await expect(page.get_by_test_id("consumer-chat")).to_contain_text("⭐⭐⭐⭐⭐")
        await page.get_by_test_id("story-close").click()
        await expect(page.get_by_test_id("story-bar")).to_be_hidden()


async def test_a_story_is_stopped(tmp_path: Path) -> None:
    """The stop button ends it where it is; the order stays, and another story can begin."""
    async with stage(tmp_path, page=True) as play, browser_page() as page:
        await page.goto(play.server.base_url)
        await page.get_by_test_id("stories-button").click()
        await page.locator('[data-testid="story"][data-name="ice_cream"]').click()
        await expect(page.get_by_test_id("consumer-chat")).to_contain_text("watermelon", timeout=PATIENCE)
        await page.get_by_test_id("story-stop").click()
        await expect(page.get_by_test_id("story-caption")).to_have_text("Stopped: Two hundred cups of ice cream")
        await page.get_by_test_id("stories-button").click()
        await page.locator('[data-testid="story"][data-name="tote_bags_zh"]').click()
        await expect(page.get_by_test_id("story-stop")).to_be_visible()
        await page.get_by_test_id("story-stop").click()


async def test_a_story_that_gets_stuck_says_so_on_the_page(tmp_path: Path) -> None:
    """Telegram fails: the bar is red and says what was waited for."""
    async with stage(tmp_path, page=True) as play, browser_page() as page:
        play.server.player._patience = 3.0
        await page.goto(play.server.base_url)
        await page.get_by_test_id("faults-button").click()
        await page.get_by_test_id("faults").locator("input").fill("100")
        await page.get_by_test_id("faults").get_by_role("button", name="Add").click()
        await page.keyboard.press("Escape")
        await page.get_by_test_id("stories-button").click()
        await page.locator('[data-testid="story"][data-name="hoodies"]').click()
        await page.get_by_test_id("speed-0").click()
        await expect(page.get_by_test_id("story-bar")).to_have_attribute("data-state", "failed", timeout=PATIENCE)
        await expect(page.get_by_test_id("story-act")).to_contain_text("Waited for: Mia waits for a button")
