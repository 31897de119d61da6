"""Telegram as the sandbox plays it: one bot, its private chats, and what happens in them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.database import Database
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.feed import Event, Feed, Kind
from bot.sandbox.methods.params import Params
from bot.sandbox.shown import ShownMessage, shown
from bot.sandbox.tables.files import Files
from bot.sandbox.tables.messages import MessageRow, Messages
from bot.sandbox.tables.people import People, PersonRow
from bot.sandbox.tables.queries import Queries
from bot.sandbox.tables.settings import Settings
from bot.sandbox.tables.updates import Updates


@dataclass(frozen=True)
class Identity:
    """The bot as people see it."""

    id: int
    name: str
    username: str

    def user(self) -> dict[str, Any]:
        """As `User`."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


class Telegram:
    """Everything a call needs. `now` is the bot's clock; callback queries expire in real time, as people wait in it."""

    def __init__(
        self,
        database: Database,
        identity: Identity,
        now: Callable[[], datetime],
        callback_lifetime: timedelta = timedelta(minutes=1),
    ) -> None:
        self.database = database
        self.identity = identity
        self.now = now
        self.callback_lifetime = callback_lifetime
        self.feed = Feed()
        self.settings = Settings(database)
        self.people = People(database)
        self.messages = Messages(database)
        self.updates = Updates(database, self.settings)
        self.queries = Queries(database)
        self.files = Files(database)
        self.closing = asyncio.Event()
        #: Counts getUpdates calls: a new one ends those before it.
        self.polls = 0

    def date(self) -> int:
        """Now, as Telegram's messages say it: Unix seconds."""
        return int(self.now().timestamp())

    def oldest_query(self) -> float:
        """Callback queries from before this (Unix seconds) can't be answered any more."""
        return time.time() - self.callback_lifetime.total_seconds()

    def chat_of(self, params: Params) -> PersonRow:
        """The chat that a call is about. Raises ApiError where the bot has no such chat."""
        given = params.text("chat_id")
        if not given:
            raise bad_request("chat_id is empty")
        person = self.people.find(int(given)) if given.isascii() and given.removeprefix("-").isdigit() else None
        if person is None:
            raise bad_request("chat not found")
        return person

    def writable(self, params: Params) -> PersonRow:
        """The chat that a call writes to. Raises ApiError where the bot may not."""
        person = self.chat_of(params)
        if person.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not person.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return person

    def as_message(self, row: MessageRow, with_reply: bool = True) -> dict[str, Any]:
        """As `Message`; the message it replies to comes without its own reply, as from Telegram."""
        person = self.people.get(row.chat_id)
        message: dict[str, Any] = {
            "message_id": row.message_id,
            "from": self.identity.user() if row.from_bot else person.user(),
            "chat": person.chat(),
            **row.body,
        }
        if with_reply and row.reply_to is not None:
            original = self.messages.get(row.chat_id, row.reply_to)
            if original is not None:
                message["reply_to_message"] = self.as_message(original, with_reply=False)
        return message

    def shown(self, row: MessageRow) -> ShownMessage:
        return shown(row, self.queries.waiting(self.oldest_query()).get(row.message_id))

    def tell(self, kind: Kind, chat_id: int | None = None, **data: Any) -> None:
        """Let whoever watches know, once the present transaction has committed."""
        self.database.after_commit(lambda: self.feed.send(Event(kind, chat_id, data)))

    def tell_message(self, chat_id: int, message_id: int) -> None:
        row = self.messages.get(chat_id, message_id)
        if row is not None:
            self.tell("message", chat_id, message=asdict(self.shown(row)))

    def tell_person(self, user_id: int) -> None:
        self.tell("person", user_id)
