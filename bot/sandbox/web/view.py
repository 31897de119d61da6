"""What the page is told, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.sandbox.methods.profile import commands_for
from bot.sandbox.tables.people import PersonRow
from bot.sandbox.telegram import Telegram

Json = dict[str, Any]

#: How many messages of a chat the page gets at once.
PAGE = 100


def person_view(telegram: Telegram, person: PersonRow) -> Json:
    """A person as the lists show them; `last` is their chat's newest message."""
    newest = telegram.messages.of_chat(person.user_id, 1)
    return {
        **asdict(person),
        "unread": telegram.messages.unread(person.user_id, person.read_id),
        "last": asdict(telegram.shown(newest[0])) if newest else None,
        "commands": commands_for(telegram, person),
    }


def messages_view(telegram: Telegram, user_id: int, before: int | None = None) -> list[Json]:
    """The newest PAGE messages below `before`, oldest first."""
    return [asdict(telegram.shown(row)) for row in telegram.messages.of_chat(user_id, PAGE, before)]


def snapshot(telegram: Telegram) -> Json:
    """Everything there is at this moment."""
    people = telegram.people.all()
    return {
        "bot": {"name": telegram.identity.name, "username": telegram.identity.username},
        "people": [person_view(telegram, person) for person in people],
        "chats": {str(person.user_id): messages_view(telegram, person.user_id) for person in people},
    }
