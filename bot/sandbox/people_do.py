"""What people do in their chats: write, send files, press buttons. Each becomes an update for the bot."""

from __future__ import annotations

import time
from typing import Any

from bot.sandbox.errors import SandboxError
from bot.sandbox.images import size_of
from bot.sandbox.methods.content import CAPTION_LIMIT, TEXT_LIMIT, caption_body, document_body, photo_body
from bot.sandbox.methods.params import Upload
from bot.sandbox.shown import Button, ShownMessage
from bot.sandbox.tables.messages import MessageRow
from bot.sandbox.telegram import Telegram
from bot.sandbox.text.formatted import formatted

UPLOAD_LIMIT = 20 * 1024 * 1024
_PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")


class PeopleDo:
    """One method for each thing that a Telegram app lets people do here."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def write(self, user_id: int, text: str, reply_to: int | None = None) -> ShownMessage:
        """Raises SandboxError for what a Telegram app would not send."""
        content = formatted(text)
        if not content.text:
            raise SandboxError("a message needs some text")
        if content.units > TEXT_LIMIT:
            raise SandboxError(f"a message has at most {TEXT_LIMIT} UTF-16 units, this one has {content.units}")
        entities = {"entities": content.entities} if content.entities else {}
        return self._say(user_id, {"text": content.text, **entities}, reply_to)

    def send_file(
        self,
        user_id: int,
        upload: Upload,
        caption: str = "",
        reply_to: int | None = None,
        as_photo: bool | None = None,
        album: str | None = None,
    ) -> ShownMessage:
        """`as_photo` None: pictures are sent as photos, everything else as a document. `album`: of which it is
        part, if any."""
        if not upload.content or len(upload.content) > UPLOAD_LIMIT:
            raise SandboxError(f"a file must have 1 byte to {UPLOAD_LIMIT // 1024**2} MB", 413)
        if formatted(caption).units > CAPTION_LIMIT:
            raise SandboxError(f"a caption has at most {CAPTION_LIMIT} UTF-16 units")
        picture = size_of(upload.content) is not None and upload.mime in _PHOTO_TYPES
        with self._telegram.database.transaction():
            body = photo_body if (picture if as_photo is None else as_photo) else document_body
            group = {"media_group_id": album} if album else {}
            content = {**body(self._telegram, upload), **caption_body(caption, None, None), **group}
            return self._say(user_id, content, reply_to)

    def edit(self, user_id: int, message_id: int, text: str) -> ShownMessage:
        """Change what they wrote."""
        row = self._message(user_id, message_id)
        if row.from_bot or "text" not in row.body:
            raise SandboxError("people can only edit text messages of their own")
        content = formatted(text)
        body: dict[str, Any] = {"date": row.body["date"], "text": content.text, "edit_date": self._telegram.date()}
        if content.entities:
            body["entities"] = content.entities
        with self._telegram.database.transaction():
            self._telegram.messages.change(message_id, body, edited=True)
            return self._tell(self._message(user_id, message_id), "edited_message")

    def press(self, user_id: int, message_id: int, data: str) -> str:
        """Press the button with this data; returns the callback query's id."""
        view = self._telegram.shown(self._message(user_id, message_id))
        if all(button.data != data for button in view.all_buttons):
            raise SandboxError(f"message {message_id} has no button with the data {data!r}: {visible([view])}")
        return self.forge(user_id, message_id, data)

    def forge(self, user_id: int, message_id: int, data: str) -> str:
        """Send a callback query whether or not there is such a button, as a forged client may."""
        telegram = self._telegram
        person = telegram.people.get(user_id)
        row = self._message(user_id, message_id)
        with telegram.database.transaction():
            query = telegram.queries.add(user_id, message_id, data, time.time())
            telegram.updates.add(
                user_id,
                "callback_query",
                {
                    "id": query,
                    "from": person.user(),
                    "message": telegram.as_message(row),
                    "chat_instance": str(-telegram.identity.id - user_id),
                    "data": data,
                },
            )
            telegram.people.set_read(user_id, message_id)
            telegram.tell_message(user_id, message_id)
        return query

    def block(self, user_id: int, blocked: bool) -> None:
        """Block the bot, or take that back."""
        telegram = self._telegram
        person = telegram.people.get(user_id)
        if person.blocked == blocked:
            return
        member, kicked = {"status": "member"}, {"status": "kicked", "until_date": 0}
        with telegram.database.transaction():
            telegram.people.set_blocked(user_id, blocked)
            telegram.updates.add(
                user_id,
                "my_chat_member",
                {
                    "chat": person.chat(),
                    "from": person.user(),
                    "date": telegram.date(),
                    "old_chat_member": {"user": telegram.identity.user(), **(member if blocked else kicked)},
                    "new_chat_member": {"user": telegram.identity.user(), **(kicked if blocked else member)},
                },
            )
            telegram.tell_person(user_id)

    def read(self, user_id: int) -> None:
        """They have seen everything in their chat."""
        newest = self._telegram.messages.newest_from_bot(user_id)
        if self._telegram.people.get(user_id).read_id < newest:
            with self._telegram.database.transaction():
                self._telegram.people.set_read(user_id, newest)
                self._telegram.tell_person(user_id)

    def _message(self, user_id: int, message_id: int) -> MessageRow:
        row = self._telegram.messages.get(user_id, message_id)
        if row is None:
            raise SandboxError(f"there is no message {message_id} in the chat with {user_id}", 404)
        return row

    def _say(self, user_id: int, content: dict[str, Any], reply_to: int | None) -> ShownMessage:
        telegram = self._telegram
        person = telegram.people.get(user_id)
        if reply_to is not None:
            self._message(user_id, reply_to)
        if person.blocked:
            raise SandboxError(f"{person.name} has blocked the bot; unblock it to write")
        with telegram.database.transaction():
            row = telegram.messages.add(user_id, False, {"date": telegram.date(), **content}, reply_to)
            if not person.started:
                telegram.people.set_started(user_id, True)
            telegram.people.set_read(user_id, row.message_id)
            telegram.tell_person(user_id)
            return self._tell(row, "message")

    def _tell(self, row: MessageRow, kind: str) -> ShownMessage:
        self._telegram.updates.add(row.chat_id, kind, self._telegram.as_message(row))
        self._telegram.tell_message(row.chat_id, row.message_id)
        return self._telegram.shown(row)


def visible(messages: list[ShownMessage]) -> str:
    """Which buttons can be seen, for an error."""
    rows = [
        f"message {message.id}: " + " | ".join(_described(button) for button in message.all_buttons)
        for message in messages
        if message.buttons
    ]
    return "visible buttons are " + "; ".join(rows[-5:]) if rows else "no message has a button"


def _described(button: Button) -> str:
    return f"{button.text!r} ({button.data or button.url or button.copy})"
