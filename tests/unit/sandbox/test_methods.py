"""The rest of the Bot API: what it answers is what aiogram expects, and what people see follows."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from aiohttp import ClientSession

from bot.sandbox import Button, SandboxError, SandboxServer
from bot.sandbox.methods.profile import commands_for

from .conftest import ANNA, BO, WEI


async def test_the_bot_and_its_chats_are_described(server: SandboxServer, bot: Bot) -> None:
    """getMe, getChat and the bot's texts come in a shape that aiogram reads."""
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (bot.id, True, "bespoke_bot")
    assert (await bot.get_chat(WEI)).first_name == "魏师傅"
    await bot.set_my_description("做什么都行", language_code="zh")
    assert (await bot.get_my_description(language_code="zh")).description == "做什么都行"
    assert (await bot.get_my_description()).description == ""
    assert await bot.set_my_name("Bespoke")
    assert await bot.send_message_draft(ANNA, draft_id=1, text="thinking")


async def test_commands_follow_chat_and_language(server: SandboxServer, bot: Bot) -> None:
    """The narrowest scope wins, and in it the person's language; deleting falls back."""
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    await bot.set_my_commands([BotCommand(command="help", description="帮助")], language_code="zh")
    await bot.set_my_commands([BotCommand(command="jobs", description="My jobs")], BotCommandScopeChat(chat_id=BO))

    def listed(user_id: int) -> list[str]:
        return [c["description"] for c in commands_for(server.telegram, server.telegram.people.get(user_id))]

    assert (listed(ANNA), listed(WEI), listed(BO)) == (["Help"], ["帮助"], ["My jobs"])
    await bot.delete_my_commands(BotCommandScopeChat(chat_id=BO))
    assert listed(BO) == ["Help"]


async def test_what_people_see_follows(server: SandboxServer, bot: Bot) -> None:
    """Replies, reactions, styled, link and copy buttons, and reply keyboards are shown."""
    anna = server.person(ANNA)
    asked = await anna.sends("how much?")
    await bot.send_message(
        ANNA,
        "¥40",
        reply_parameters=ReplyParameters(message_id=asked.id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text="Yes", callback_data="y", style="success")],
                [
                    InlineKeyboardButton(text="More", url="https://example.org"),
                    InlineKeyboardButton(text="Code", copy_text=CopyTextButton(text="X1")),
                ],
            ]
        ),
    )
    await bot.set_message_reaction(ANNA, asked.id, [ReactionTypeEmoji(emoji="👍")])
    await bot.send_message(
        ANNA, "pick", reply_markup=ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="A"), KeyboardButton(text="B")]])
    )
    question, answer, pick = anna.messages
    assert question.reaction == "👍"
    assert answer.reply_to == asked.id
    assert answer.buttons == (
        (Button("Yes", data="y", style="success"),),
        (Button("More", url="https://example.org"), Button("Code", copy="X1")),
    )
    assert pick.replies == (("A", "B"),)


async def test_a_chat_action_must_be_one_that_exists(server: SandboxServer, bot: Bot) -> None:
    """Typing is told to the page; an unknown action is refused."""
    with server.telegram.feed.listen() as events:
        await bot.send_chat_action(ANNA, ChatAction.TYPING)
        assert (await events.get()).kind == "typing"
    with pytest.raises(TelegramBadRequest, match="wrong parameter action"):
        await bot.send_chat_action(ANNA, "dancing")


@pytest.mark.parametrize("how", ["query", "form", "json"])
async def test_calls_can_be_made_in_every_way(server: SandboxServer, how: str) -> None:
    """Parameters come in the address, as a form, or as JSON; method names are read without regard to case."""
    values = {"chat_id": str(ANNA), "text": "hi", "reply_markup": '{"remove_keyboard": true}'}
    url = f"{server.base_url}/bot{server.token}/SENDMESSAGE"
    async with ClientSession() as session:
        match how:
            case "query":
                response = await session.get(url, params=values)
            case "form":
                response = await session.post(url, data=values)
            case _:
                response = await session.post(url, json=values)
        assert (await response.json())["result"]["text"] == "hi"
        response = await session.post(url, data=b"{", headers={"Content-Type": "application/json"})
        assert (response.status, (await response.json())["error_code"]) == (400, 400)


async def test_a_button_that_is_not_there_is_named_with_those_that_are(server: SandboxServer, bot: Bot) -> None:
    """The error of a press that finds nothing lists what can be pressed."""
    keys = [[InlineKeyboardButton(text="✅ Accept", callback_data="a1")]]
    await bot.send_message(ANNA, "old", reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))
    newest = await bot.send_message(ANNA, "new", reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))
    anna = server.person(ANNA)
    with pytest.raises(SandboxError, match=r"no button 'Decline'.*'✅ Accept' \(a1\)"):
        await anna.presses("Decline")
    await anna.presses("accept")
    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == newest.message_id


async def test_a_wait_that_fails_shows_the_chat(server: SandboxServer) -> None:
    """A test that waits in vain says what stands in the chat."""
    await server.person(ANNA).sends("hello?")
    with pytest.raises(TimeoutError, match=r"'welcome' did not come true.*\n1 Anna: hello\?"):
        await server.person(ANNA).until_says("welcome", timeout=0.05)
