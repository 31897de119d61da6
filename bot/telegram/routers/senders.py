"""Who an update is from, and the filter by role."""

from __future__ import annotations

from aiogram.filters import BaseFilter, CommandObject
from aiogram.types import Message, User

from bot.services.access import Role, role_of
from bot.services.people import Sender
from bot.services.use_cases import UseCases

LONGEST_NUMBER = 10


def sender_of(user: User) -> Sender:
    """A Telegram user as the use cases know them: in a private chat, the user's id is the chat's."""
    return Sender(user.id, user.full_name, user.language_code)


def number_of(command: CommandObject) -> int | None:
    """The order's number behind a command ("/order #12"); None where there is none."""
    return as_number((command.args or "").strip().lstrip("#"))


def as_number(wanted: str) -> int | None:
    """An order's number; None where it is none."""
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < LONGEST_NUMBER else None


class From(BaseFilter):
    """Messages of private chats with somebody in one of these roles; hands the handler their `sender`."""

    def __init__(self, *roles: Role):
        self._roles = roles

    async def __call__(self, message: Message, use_cases: UseCases) -> bool | dict[str, Sender]:
        if message.from_user is None or message.chat.type != "private":
            return False
        if role_of(use_cases.office, message.chat.id) not in self._roles:
            return False
        return {"sender": sender_of(message.from_user)}
