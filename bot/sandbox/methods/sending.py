"""Methods that put a new message into a chat."""

from __future__ import annotations

import secrets
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.content import Body, caption_body, document_body, file_of, photo_body, text_body
from bot.sandbox.methods.keyboards import Keyboard, keyboard_of
from bot.sandbox.methods.params import Params
from bot.sandbox.tables.people import PersonRow
from bot.sandbox.telegram import Telegram

Json = dict[str, Any]


def send_message(telegram: Telegram, params: Params) -> Json:
    person = telegram.writable(params)
    return _send(telegram, params, person, text_body(params), keyboard_of(params))


def send_photo(telegram: Telegram, params: Params) -> Json:
    person = telegram.writable(params)
    body = _caption(params)
    keyboard = keyboard_of(params)
    photo = photo_body(telegram, file_of(telegram, params, "photo", params.text("photo")))
    return _send(telegram, params, person, {**photo, **body}, keyboard)


def send_document(telegram: Telegram, params: Params) -> Json:
    person = telegram.writable(params)
    body = _caption(params)
    keyboard = keyboard_of(params)
    document = document_body(telegram, file_of(telegram, params, "document", params.text("document")))
    return _send(telegram, params, person, {**document, **body}, keyboard)


def send_media_group(telegram: Telegram, params: Params) -> list[Json]:
    """Photos and documents, 2 to 10 of one kind."""
    person = telegram.writable(params)
    media = params.json("media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("there must be from 2 to 10 media in an album")
    album = str(secrets.randbelow(10**16) + 10**16)
    bodies = [{**media_body(telegram, params, item), "media_group_id": album} for item in media]
    if len({"photo" in body for body in bodies}) > 1:
        raise bad_request("photos can't be mixed with documents in an album")
    return [_send(telegram, params, person, body, Keyboard()) for body in bodies]


def media_body(telegram: Telegram, params: Params, item: object) -> Body:
    """An `InputMediaPhoto` or `InputMediaDocument` with its caption."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    caption = caption_body(item.get("caption"), item.get("parse_mode"), item.get("caption_entities"))
    if kind not in ("photo", "document"):
        raise bad_request(f"can't parse InputMedia: the sandbox knows photo and document, not {kind!r}")
    file = file_of(telegram, params, "media", item.get("media"))
    return {**(photo_body if kind == "photo" else document_body)(telegram, file), **caption}


def send_message_draft(telegram: Telegram, params: Params) -> bool:
    """A message that is still being written: people see it grow, and nothing is kept. Its text may be empty."""
    person = telegram.writable(params)
    draft = params.integer("draft_id")
    if not draft:
        raise bad_request("draft_id must be non-zero")
    body: Body = text_body(params) if params.text("text") else {"text": ""}
    telegram.tell("draft", person.user_id, draft_id=draft, text=body["text"], entities=body.get("entities", []))
    return True


def _caption(params: Params) -> Body:
    return caption_body(params.text("caption"), params.text("parse_mode"), params.json("caption_entities"))


def _send(telegram: Telegram, params: Params, person: PersonRow, body: Body, keyboard: Keyboard) -> Json:
    reply_to = _reply_to(telegram, params, person.user_id)
    content: Body = {"date": telegram.date(), **body}
    if keyboard.inline:
        content["reply_markup"] = keyboard.inline
    row = telegram.messages.add(person.user_id, True, content, reply_to, keyboard.reply)
    telegram.tell_message(row.chat_id, row.message_id)
    return telegram.as_message(row)


def _reply_to(telegram: Telegram, params: Params, chat_id: int) -> int | None:
    reply = params.json("reply_parameters") or {}
    if not isinstance(reply, dict):
        raise bad_request("object expected as reply_parameters")
    wanted = reply.get("message_id") or params.integer("reply_to_message_id")
    if not wanted:
        return None
    if telegram.messages.get(chat_id, int(wanted)) is not None:
        return int(wanted)
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
