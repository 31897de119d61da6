"""What Telegram's answer to a call means for the message that was sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.services.errors_described import described


class Fate(Enum):
    """What becomes of a message."""

    SAME = "it shows just that already: done"
    GONE = "the message to edit is gone: send a new one"
    PLAIN = "its entities are refused: send it without"
    SLOW = "the whole bot must pause"
    MOVED = "the chat has another number now"
    LOST = "the person can't be reached"
    AGAIN = "unknown whether it arrived: try again, later"
    DEAD = "it will never be accepted"


@dataclass(frozen=True)
class Answer:
    """A refusal, classified, in words that quote nobody. `wait`: seconds to pause; `chat_id`: where it moved to."""

    fate: Fate
    text: str
    wait: float = 0.0
    chat_id: int = 0


_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "message identifier")
_LOST = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


def classify(error: Exception) -> Answer:
    """The answer behind an exception of a call to Telegram."""
    text = described(error)
    match error:
        case TelegramRetryAfter():
            return Answer(Fate.SLOW, text, wait=float(error.retry_after))
        case TelegramMigrateToChat():
            return Answer(Fate.MOVED, text, chat_id=error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Answer(Fate.LOST, text)
        case TelegramBadRequest():
            return _bad_request(str(error).lower(), text)
        case TelegramServerError() | TelegramNetworkError() | asyncio.TimeoutError() | OSError():
            return Answer(Fate.AGAIN, text)
        case TelegramAPIError():
            return Answer(Fate.DEAD, text)
    raise error


def _bad_request(said: str, text: str) -> Answer:
    if "message is not modified" in said:
        return Answer(Fate.SAME, text)
    if any(sign in said for sign in _GONE):
        return Answer(Fate.GONE, text)
    if any(sign in said for sign in _LOST):
        return Answer(Fate.LOST, text)
    if "can't parse entities" in said or "entity" in said:
        return Answer(Fate.PLAIN, text)
    return Answer(Fate.DEAD, text)
