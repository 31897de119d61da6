"""Which function answers which method. Telegram's method names are read without regard to case."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.methods import callbacks, editing, files, polling, profile, sending
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram

Method = Callable[[Telegram, Params], Any]

_METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendMessageDraft": sending.send_message_draft,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "sendChatAction": callbacks.send_chat_action,
    "getChat": profile.get_chat,
    "getFile": files.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setChatMenuButton": profile.accept,
    "setMyDefaultAdministratorRights": profile.accept,
    "logOut": profile.accept,
    "close": profile.accept,
    **{f"setMy{name}": partial(profile.set_text, method=name) for name in profile.TEXTS},
    **{f"getMy{name}": partial(profile.get_text, method=name) for name in profile.TEXTS},
}
_BY_LOWER_CASE = {name.lower(): (name, function) for name, function in _METHODS.items()}


def named(method: str) -> str:
    """The method's proper name. Raises ApiError 404 for one that is not there."""
    if method.lower() not in _BY_LOWER_CASE:
        raise ApiError(404, "Not Found: method not found")
    return _BY_LOWER_CASE[method.lower()][0]


async def call(telegram: Telegram, method: str, params: Params) -> Any:
    """The method's result, committed. Raises ApiError for what Telegram refuses."""
    function = _METHODS[named(method)]
    if asyncio.iscoroutinefunction(function):
        # It waits, so it makes its own transactions.
        return await function(telegram, params)
    with telegram.database.transaction():
        return function(telegram, params)
