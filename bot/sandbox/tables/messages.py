"""The messages of every chat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.database import Database


@dataclass(frozen=True)
class MessageRow:
    """`body`: the fields of `Message` that don't follow from the other columns, among them `date`.

    `keyboard`: a reply keyboard sent along (which Telegram never gives back). `edited`: its content was changed.
    """

    message_id: int
    chat_id: int
    from_bot: bool
    body: dict[str, Any]
    reply_to: int | None
    keyboard: dict[str, Any] | None
    reaction: str | None
    edited: bool


class Messages:
    """The `messages` table. Ids rise over all chats, as they do for a bot's private chats."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        chat_id: int,
        from_bot: bool,
        body: dict[str, Any],
        reply_to: int | None = None,
        keyboard: dict[str, Any] | None = None,
    ) -> MessageRow:
        cursor = self._db.execute(
            "INSERT INTO messages (chat_id, from_bot, body, reply_to, keyboard) VALUES (?, ?, ?, ?, ?)",
            chat_id,
            from_bot,
            json.dumps(body, ensure_ascii=False),
            reply_to,
            None if keyboard is None else json.dumps(keyboard, ensure_ascii=False),
        )
        assert cursor.lastrowid is not None  # noqa: S101  an INSERT always has one
        return MessageRow(cursor.lastrowid, chat_id, from_bot, body, reply_to, keyboard, None, False)

    def get(self, chat_id: int, message_id: int) -> MessageRow | None:
        """None where there is none, or it was deleted."""
        row = self._db.one(
            "SELECT * FROM messages WHERE chat_id = ? AND message_id = ? AND NOT deleted", chat_id, message_id
        )
        return None if row is None else _message(row)

    def of_chat(self, chat_id: int, limit: int = 10_000, before: int | None = None) -> Sequence[MessageRow]:
        """The newest `limit` with ids below `before`, oldest first."""
        rows = self._db.all(
            "SELECT * FROM messages WHERE chat_id = ? AND NOT deleted AND (? IS NULL OR message_id < ?)"
            " ORDER BY message_id DESC LIMIT ?",
            chat_id,
            before,
            before,
            limit,
        )
        return [_message(row) for row in reversed(rows)]

    def newest_from_bot(self, chat_id: int) -> int:
        """Its id; 0 where there is none."""
        row = self._db.one(
            "SELECT max(message_id) AS id FROM messages WHERE chat_id = ? AND from_bot AND NOT deleted", chat_id
        )
        return int(row["id"] or 0) if row is not None else 0

    def unread(self, chat_id: int, read_id: int) -> int:
        """How many messages of the bot came after `read_id`."""
        row = self._db.one(
            "SELECT count(*) AS n FROM messages WHERE chat_id = ? AND from_bot AND NOT deleted AND message_id > ?",
            chat_id,
            read_id,
        )
        return int(row["n"]) if row is not None else 0

    def change(self, message_id: int, body: dict[str, Any], edited: bool) -> None:
        """Replace the body; `edited`: people are shown that it changed."""
        self._db.execute(
            "UPDATE messages SET body = ?, edited = edited OR ? WHERE message_id = ?",
            json.dumps(body, ensure_ascii=False),
            edited,
            message_id,
        )

    def react(self, message_id: int, reaction: str | None) -> None:
        self._db.execute("UPDATE messages SET reaction = ? WHERE message_id = ?", reaction, message_id)

    def delete(self, message_id: int) -> None:
        """Hide it; the row stays, so that its id is never used again."""
        self._db.execute("UPDATE messages SET deleted = 1 WHERE message_id = ?", message_id)

    def delete_all(self) -> None:
        self._db.execute("UPDATE messages SET deleted = 1")


def _message(row: sqlite3.Row) -> MessageRow:
    return MessageRow(
        row["message_id"],
        row["chat_id"],
        bool(row["from_bot"]),
        json.loads(row["body"]),
        row["reply_to"],
        json.loads(row["keyboard"]) if row["keyboard"] else None,
        row["reaction"],
        bool(row["edited"]),
    )
