"""The sandbox refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendDice
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.sandbox import CastMember, SandboxServer

from .conftest import ANNA, connected


def keyboard(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", **button)]])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag"),
        ({"text": "<x>x</x>", "parse_mode": "HTML"}, 'Unsupported start tag "x" at byte offset 0'),
        ({"text": "衣<b>x</i>", "parse_mode": "HTML"}, "Unmatched end tag at byte offset 7"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "so.", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ({"text": "*so", "parse_mode": "MarkdownV2"}, "Can't find end of bold entity"),
        ({"text": "x", "parse_mode": "Latex"}, "unsupported parse_mode"),
        ({"text": "hi", "entities": [MessageEntity(type="bold", offset=1, length=2)]}, "can't parse entities"),
        ({"text": "👍👍", "entities": [MessageEntity(type="bold", offset=1, length=2)]}, "in the middle of a symbol"),
        ({"text": "hi", "reply_to_message_id": 99}, "message to be replied not found"),
        ({"text": "hi", "reply_markup": keyboard(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "reply_markup": keyboard()}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "hi", "reply_markup": keyboard(url="http://localhost/")}, "Wrong HTTP URL"),
        ({"text": "hi", "reply_markup": keyboard(url="https://a.bc", style="pink")}, "invalid button style"),
    ],
)
async def test_refuses_what_cannot_be_sent(bot: Bot, arguments: dict[str, Any], reason: str) -> None:
    """A message that Telegram would not take is refused with 400 and the reason."""
    with pytest.raises(TelegramBadRequest) as caught:
        await bot.send_message(ANNA, **arguments)
    assert caught.value.message.startswith("Bad Request: ")
    assert reason in caught.value.message


async def test_takes_what_just_fits(bot: Bot) -> None:
    """4,096 UTF-16 units of text and 64 bytes of callback data are not too much."""
    message = await bot.send_message(ANNA, "😀" * 2048, reply_markup=keyboard(callback_data="d" * 64))
    assert message.text == "😀" * 2048


async def test_refuses_a_long_caption(bot: Bot) -> None:
    """A caption has at most 1,024 UTF-16 units, counted after its markup is parsed."""
    file = BufferedInputFile(b"%PDF", "a.pdf")
    await bot.send_document(ANNA, file, caption=f"<b>{'x' * 1024}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await bot.send_document(ANNA, file, caption="x" * 1025)


async def test_refuses_a_photo_that_is_none(bot: Bot) -> None:
    """What is no picture can't be sent as one."""
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(ANNA, BufferedInputFile(b"text", "a.png"))


async def test_refuses_edits_that_make_no_sense(server: SandboxServer, bot: Bot) -> None:
    """An edit must change something, in a text message of the bot's own that is still there."""
    sent = await bot.send_message(ANNA, "one", reply_markup=keyboard(callback_data="a"))
    theirs = await server.person(ANNA).sends("mine")
    for message_id, text, reason in [
        (sent.message_id, "one", "message is not modified"),
        (theirs.id, "two", "message can't be edited"),
        (999, "two", "message to edit not found"),
    ]:
        with pytest.raises(TelegramBadRequest, match=reason):
            await bot.edit_message_text(
                text, chat_id=ANNA, message_id=message_id, reply_markup=keyboard(callback_data="a")
            )
    with pytest.raises(TelegramBadRequest, match="there is no caption"):
        await bot.edit_message_caption(chat_id=ANNA, message_id=sent.message_id, caption="x")
    await bot.delete_message(ANNA, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(ANNA, sent.message_id)


async def test_an_edit_without_a_keyboard_takes_it_away(server: SandboxServer, bot: Bot) -> None:
    """editMessageText removes the inline keyboard unless it is given again."""
    sent = await bot.send_message(ANNA, "one", reply_markup=keyboard(callback_data="a"))
    await bot.edit_message_text("two", chat_id=ANNA, message_id=sent.message_id)
    [message] = server.person(ANNA).messages
    assert (message.text, message.buttons, message.edited) == ("two", (), True)


async def test_changing_only_the_keyboard_shows_no_edited_mark(server: SandboxServer, bot: Bot) -> None:
    """People are not told "edited" where only the buttons changed."""
    sent = await bot.send_message(ANNA, "one", reply_markup=keyboard(callback_data="a"))
    await bot.edit_message_reply_markup(chat_id=ANNA, message_id=sent.message_id)
    [message] = server.person(ANNA).messages
    assert (message.buttons, message.edited) == ((), False)


async def test_refuses_chats_it_may_not_write_to(server: SandboxServer, bot: Bot) -> None:
    """Unknown chats are 400; people who never pressed Start, or blocked the bot, are 403."""
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(7, "hi")
    stranger = await server.joins(CastMember(300, "Stranger"))
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(300, "hi")
    await stranger.starts()
    await bot.send_message(300, "hi")
    await stranger.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(300, "hi")
    await stranger.unblocks()
    await bot.send_message(300, "hi")


async def test_refuses_callback_queries_that_are_unknown_or_too_old() -> None:
    """A pressed button can be answered for a while only."""
    server = await SandboxServer.start(
        cast=[CastMember(ANNA, "Anna", started=True)], callback_lifetime=timedelta(seconds=-1)
    )
    async with connected(server) as bot:
        await bot.send_message(ANNA, "hi", reply_markup=keyboard(callback_data="a"))
        query = await server.person(ANNA).presses("Go")
        for wrong in (query, "12345"):
            with pytest.raises(TelegramBadRequest, match="query is too old"):
                await bot.answer_callback_query(wrong)
    await server.close()


async def test_refuses_wrong_tokens_and_methods(server: SandboxServer, bot: Bot) -> None:
    """A wrong token is 401, a method that is not there 404."""
    async with connected(server, "42:wrong") as stranger:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await stranger.get_me()
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot(SendDice(chat_id=ANNA))


async def test_refuses_wrong_commands(bot: Bot) -> None:
    """A command is lower case Latin letters, digits and underscores."""
    with pytest.raises(TelegramAPIError, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Nö", description="x")])
