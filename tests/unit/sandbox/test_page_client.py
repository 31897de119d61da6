"""The page as a Telegram client: the keyboard, pictures, drafts, replies, and where somebody was reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyParameters,
)
from playwright.async_api import Page, expect

from bot.sandbox import CastMember, SandboxServer

from .conftest import ANNA, BO, png
from .test_control import clock, server
from .test_page import CHROMIUM, OFFER, browsing, page

__all__ = ["clock", "page", "server"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome is installed"),
]

BEN = 102


@pytest.fixture
async def two(server: SandboxServer) -> None:
    """A second consumer."""
    await server.joins(CastMember(BEN, "Ben", started=True))


def picture(name: str, width: int = 60) -> BufferedInputFile:
    return BufferedInputFile(png(width, 40), name)


async def focused(page: Page) -> str:
    """What has the focus: a message's number, or a button's words."""
    return str(
        await page.evaluate(
            "document.activeElement.closest('.key')?.innerText || document.activeElement.dataset.id || ''"
        )
    )


async def test_messages_and_buttons_are_reached_with_the_keyboard(bot: Bot, page: Page) -> None:
    """Up from an empty input to the newest message, into its buttons, back with Escape; r replies; down to write."""
    first = await bot.send_message(ANNA, "first")
    second = await bot.send_message(ANNA, "second", reply_markup=OFFER)
    consumer = page.get_by_test_id("consumer-chat")
    box = consumer.get_by_test_id("input")
    await expect(consumer.get_by_text("second")).to_be_visible()
    await box.focus()
    await box.press("ArrowUp")
    assert await focused(page) == str(second.message_id)
    await page.keyboard.press("Enter")
    assert "Accept" in await focused(page)
    await page.keyboard.press("ArrowRight")
    assert await focused(page) == "Decline"
    await page.keyboard.press("Enter")
    [update] = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert update.callback_query.data == "no"
    await page.keyboard.press("Escape")
    await page.keyboard.press("ArrowUp")
    assert await focused(page) == str(first.message_id)
    await page.keyboard.press("r")
    await expect(consumer.locator(".quoting")).to_contain_text("first")
    await expect(box).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(consumer.locator(".quoting")).to_have_count(0)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowDown")
    await expect(box).to_be_focused()


async def test_columns_lists_and_tabs_are_reached_with_the_keyboard(page: Page, two: None) -> None:
    """Alt with a digit, "/" to the search, arrows along makers and consumers; on a phone Escape closes a chat."""
    await page.keyboard.press("/")
    await expect(page.get_by_test_id("search")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("supplier-item").first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("supplier-item").nth(1)).to_be_focused()
    await page.keyboard.press("Alt+1")
    await expect(page.get_by_test_id("consumer-chat").get_by_test_id("input")).to_be_focused()
    await page.get_by_test_id("consumer-tab").first.focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_test_id("consumer-tab").nth(1)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("consumer-tab").nth(1)).to_have_attribute("aria-selected", "true")
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.keyboard.press("Alt+2")
    await expect(page.get_by_test_id("search")).to_be_focused()
    await page.get_by_test_id("supplier-item").first.click()
    await page.get_by_test_id("supplier-chat").get_by_test_id("input").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("supplier-item").first).to_be_focused()


async def test_every_control_has_a_name(bot: Bot, page: Page) -> None:
    """Whoever can't see the page hears what each button, field and message is."""
    await bot.send_photo(ANNA, picture("p.png"), caption="your plan", reply_markup=OFFER)
    await expect(page.get_by_test_id("consumer-chat").get_by_test_id("message")).to_have_count(1)
    nameless = await page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, textarea, article, section, [role=button]")]
        .filter((e) => e.offsetParent && !(e.ariaLabel || e.innerText.trim() || e.labels?.length || e.type === "file"))
        .map((e) => e.outerHTML.slice(0, 120))
        .filter((html) => !html.startsWith("<section"))"""
    )
    assert nameless == []


async def test_an_album_stands_together_and_is_looked_through(bot: Bot, page: Page) -> None:
    """Pictures sent together are one group; enlarged, the arrow keys go through them, and Escape closes."""
    media = [InputMediaPhoto(media=picture(f"{n}.png", 50 + n), caption=f"picture {n}") for n in range(1, 4)]
    await bot.send_media_group(ANNA, list(media))
    album = page.locator(".album")
    await expect(album.get_by_test_id("message")).to_have_count(3)
    await album.get_by_role("button", name="Picture").first.click()
    viewer = page.get_by_test_id("viewer")
    await expect(viewer).to_contain_text("picture 1")
    await expect(viewer.get_by_role("status")).to_have_text("Picture 1 of 3")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowRight")
    await expect(viewer).to_contain_text("picture 3")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    await expect(viewer).to_contain_text("picture 2")
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)


async def test_a_picture_edited_in_place_is_shown_anew(bot: Bot, page: Page) -> None:
    """editMessageMedia changes the picture in the chat, and in the viewer where it is open."""
    sent = await bot.send_photo(ANNA, picture("a.png", 60), caption="before")
    image = page.get_by_test_id("consumer-chat").locator(".picture img")
    before = await image.get_attribute("src")
    await image.click()
    enlarged = page.get_by_test_id("viewer").get_by_role("img")
    await expect(enlarged).to_have_attribute("src", before or "")
    media = InputMediaPhoto(media=picture("b.png", 90), caption="after")
    await bot.edit_message_media(media, chat_id=ANNA, message_id=sent.message_id)
    await expect(page.get_by_test_id("viewer")).to_contain_text("after")
    assert await enlarged.get_attribute("src") != before
    assert await image.get_attribute("src") == await enlarged.get_attribute("src")
    await expect(image).to_have_js_property("naturalWidth", 90)


async def test_a_draft_grows_until_the_message_is_there(bot: Bot, page: Page) -> None:
    """What the bot is writing is seen word by word, in one bubble, and goes when the message comes."""
    consumer = page.get_by_test_id("consumer-chat")
    await bot.send_message_draft(ANNA, draft_id=7, text="I am")
    await expect(consumer.get_by_test_id("draft")).to_contain_text("I am")
    await bot.send_message_draft(ANNA, draft_id=7, text="I am <b>planning</b>", parse_mode="HTML")
    await expect(consumer.get_by_test_id("draft").locator("strong")).to_have_text("planning")
    await expect(consumer.get_by_test_id("draft")).to_have_count(1)
    await expect(consumer.locator(".status")).to_contain_text("is typing")
    await bot.send_message(ANNA, "Here is your plan")
    await expect(consumer.get_by_test_id("draft")).to_have_count(0)
    await expect(consumer.locator(".status")).not_to_contain_text("is typing")


async def test_typing_ends_with_what_was_typed(bot: Bot, page: Page) -> None:
    """Whether the bot writes a new message or changes an old one, it is no longer typing."""
    sent = await bot.send_message(ANNA, "planning")
    status = page.get_by_test_id("consumer-chat").locator(".status")
    await bot.send_chat_action(ANNA, "typing")
    await expect(status).to_contain_text("is typing")
    await bot.edit_message_text("planned", chat_id=ANNA, message_id=sent.message_id)
    await expect(status).not_to_contain_text("is typing")


async def test_a_reply_leads_to_what_it_replies_to_however_far_up(bot: Bot, page: Page) -> None:
    """A click on the quote fetches earlier messages until the quoted one is there, and goes to it."""
    first = await bot.send_message(ANNA, "the very first")
    for number in range(150):
        await bot.send_message(ANNA, f"message {number}")
    await bot.send_message(ANNA, "about that", reply_parameters=ReplyParameters(message_id=first.message_id))
    await page.reload()
    consumer = page.get_by_test_id("consumer-chat")
    await expect(consumer.get_by_text("the very first")).to_have_count(0)
    await consumer.locator(".quote").last.click()
    await expect(consumer.locator(f'[data-id="{first.message_id}"]')).to_be_in_viewport()


async def test_where_somebody_was_reading_is_kept(bot: Bot, page: Page, two: None) -> None:
    """Another chat is looked at while something comes: back again, the place is the same, and the news are counted."""
    for number in range(60):
        await bot.send_message(ANNA, f"message {number}")
    consumer = page.get_by_test_id("consumer-chat")
    middle = consumer.get_by_text("message 20", exact=True)
    await middle.scroll_into_view_if_needed()
    await expect(consumer.get_by_role("button", name="To the newest message")).to_be_visible()
    await page.get_by_test_id("consumer-tab").filter(has_text="Ben").click()
    await bot.send_message(ANNA, "news")
    await page.get_by_test_id("consumer-tab").filter(has_text="Anna").click()
    await expect(middle).to_be_in_viewport()
    await expect(consumer.get_by_role("button", name="To the newest message")).to_contain_text("1")


async def test_a_reaction_and_a_time_in_the_readers_zone(bot: Bot, page: Page) -> None:
    """A reaction stands under what it is about; a moment is shown in the zone of whoever reads."""
    moment = int(datetime(2026, 12, 4, 7, 30, tzinfo=UTC).timestamp())
    entity = MessageEntity(type="date_time", offset=3, length=5, unix_time=moment, date_time_format="t")
    sent = await bot.send_message(ANNA, "by 07:30", entities=[entity])
    await bot.set_message_reaction(ANNA, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    consumer = page.get_by_test_id("consumer-chat")
    await expect(consumer.get_by_test_id("reaction")).to_have_attribute("aria-label", "Reaction: 👍")
    digits = "{hour: '2-digit', minute: '2-digit'}"
    here = await page.evaluate(f"new Intl.DateTimeFormat('en-GB', {digits}).format(new Date({moment * 1000}))")
    await expect(consumer.locator(".text time")).to_have_text(here)


async def test_colours_follow_the_system_until_the_switch_says_otherwise(server: SandboxServer) -> None:
    """Dark where the system is dark; the switch goes through light and dark, and is remembered."""
    async with browsing(server.base_url) as page:
        root = page.locator(":root")
        await page.emulate_media(color_scheme="dark")
        await expect(root).to_have_attribute("data-theme", "dark")
        await page.get_by_test_id("theme").click()
        await expect(root).to_have_attribute("data-theme", "light")
        await page.reload()
        await expect(root).to_have_attribute("data-theme", "light")


async def test_styled_buttons_differ_in_colour(bot: Bot, page: Page) -> None:
    """Primary, success, danger and plain buttons can be told apart."""
    row = [
        InlineKeyboardButton(text=style, callback_data=style, style=style) for style in ("primary", "success", "danger")
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=[[*row, InlineKeyboardButton(text="plain", callback_data="plain")]])
    await bot.send_message(BO, "choose", reply_markup=markup)
    await page.get_by_test_id("supplier-item").first.click()
    keys = page.get_by_test_id("supplier-chat").get_by_test_id("keyboard-button")
    await expect(keys).to_have_count(4)
    colours = await keys.evaluate_all("(keys) => keys.map((key) => getComputedStyle(key).backgroundColor)")
    assert len(set(colours)) == 4
