"""Methods about what the bot does beside writing: answering a button, typing."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram
from bot.sandbox.text import utf16

_UPLOADS = ("photo", "video", "voice", "document", "video_note")
_ACTIONS = frozenset(
    ("typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note")
).union(f"upload_{kind}" for kind in _UPLOADS)
_ANSWER_LIMIT = 200


def answer_callback_query(telegram: Telegram, params: Params) -> bool:
    query = telegram.queries.get(params.text("callback_query_id") or "")
    if query is None or query.created < telegram.oldest_query():
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text") or ""
    if utf16.length(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.queries.answer(query.id)
    telegram.tell("answer", query.user_id, query=query.id, text=text, alert=params.flag("show_alert"), data=query.data)
    telegram.tell_message(query.user_id, query.message_id)
    return True


def send_chat_action(telegram: Telegram, params: Params) -> bool:
    person = telegram.writable(params)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.tell("typing", person.user_id, action=action)
    return True
