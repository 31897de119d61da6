"""Methods that change or take away a message that is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.content import Body, caption_body, text_body
from bot.sandbox.methods.keyboards import keyboard_of
from bot.sandbox.methods.params import Params
from bot.sandbox.methods.sending import media_body
from bot.sandbox.tables.messages import MessageRow
from bot.sandbox.telegram import Telegram

Json = dict[str, Any]

_DELETABLE = timedelta(hours=48)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_CONTENT = ("text", "entities", "link_preview_options", "caption", "caption_entities", "photo", "document")
_KEPT = ("date", "media_group_id")


def edit_message_text(telegram: Telegram, params: Params) -> Json:
    row = _editable(telegram, params)
    body = text_body(params)
    if "text" not in row.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(telegram, row, body, params)


def edit_message_caption(telegram: Telegram, params: Params) -> Json:
    row = _editable(telegram, params)
    if "text" in row.body:
        raise bad_request("there is no caption in the message to edit")
    body = caption_body(params.text("caption"), params.text("parse_mode"), params.json("caption_entities"))
    media: Body = {key: row.body[key] for key in ("photo", "document") if key in row.body}
    return _replace(telegram, row, {**media, **body}, params)


def edit_message_media(telegram: Telegram, params: Params) -> Json:
    row = _editable(telegram, params)
    return _replace(telegram, row, media_body(telegram, params, params.json("media")), params)


def edit_message_reply_markup(telegram: Telegram, params: Params) -> Json:
    row = _editable(telegram, params)
    return _replace(telegram, row, {key: row.body[key] for key in _CONTENT if key in row.body}, params)


def delete_message(telegram: Telegram, params: Params) -> bool:
    row = _find(telegram, params, "message to delete not found")
    if telegram.date() - row.body["date"] > _DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    telegram.messages.delete(row.message_id)
    telegram.tell("deleted", row.chat_id, message_id=row.message_id)
    return True


def set_message_reaction(telegram: Telegram, params: Params) -> bool:
    row = _find(telegram, params, "message to react not found")
    reactions = params.json("reaction") or []
    telegram.messages.react(row.message_id, reactions[0].get("emoji") if reactions else None)
    telegram.tell_message(row.chat_id, row.message_id)
    return True


def _find(telegram: Telegram, params: Params, missing: str) -> MessageRow:
    person = telegram.chat_of(params)
    row = telegram.messages.get(person.user_id, params.integer("message_id") or 0)
    if row is None:
        raise bad_request(missing)
    return row


def _editable(telegram: Telegram, params: Params) -> MessageRow:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    telegram.writable(params)
    row = _find(telegram, params, "message to edit not found")
    if not row.from_bot:
        raise bad_request("message can't be edited")
    return row


def _replace(telegram: Telegram, row: MessageRow, body: Body, params: Params) -> Json:
    """The keyboard is always replaced: Telegram takes it away where the call has none."""
    keyboard = keyboard_of(params).inline
    old = {key: row.body[key] for key in _CONTENT if key in row.body}
    if old == body and row.body.get("reply_markup") == keyboard:
        raise bad_request(_NOT_MODIFIED)
    content: Body = {key: row.body[key] for key in _KEPT if key in row.body}
    content |= {**body, "edit_date": max(telegram.date(), row.body["date"])}
    if keyboard:
        content["reply_markup"] = keyboard
    telegram.messages.change(row.message_id, content, edited=old != body)
    telegram.tell_message(row.chat_id, row.message_id)
    changed = telegram.messages.get(row.chat_id, row.message_id)
    return telegram.as_message(changed or row)
