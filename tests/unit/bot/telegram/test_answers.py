"""What Telegram's refusals mean."""

from __future__ import annotations

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage

from bot.telegram.answers import Fate, classify

METHOD = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (TelegramRetryAfter(METHOD, "Too Many Requests", 7), Fate.SLOW),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Fate.LOST),
        (TelegramBadRequest(METHOD, "Bad Request: chat not found"), Fate.LOST),
        (TelegramBadRequest(METHOD, "Bad Request: message is not modified: specified new message"), Fate.SAME),
        (TelegramBadRequest(METHOD, "Bad Request: message to edit not found"), Fate.GONE),
        (TelegramBadRequest(METHOD, "Bad Request: can't parse entities: unexpected end"), Fate.PLAIN),
        (TelegramBadRequest(METHOD, "Bad Request: message is too long"), Fate.DEAD),
        (TelegramMigrateToChat(METHOD, "group migrated", -100), Fate.MOVED),
        (TelegramServerError(METHOD, "Bad Gateway"), Fate.AGAIN),
        (TelegramNetworkError(METHOD, "timeout"), Fate.AGAIN),
    ],
)
def test_each_refusal_has_its_fate(error: Exception, fate: Fate) -> None:
    """Every kind of answer that Telegram gives is dealt with in its own way."""
    assert classify(error).fate is fate


def test_faults_of_our_own_are_not_hidden() -> None:
    """An error that is not Telegram's is raised again."""
    with pytest.raises(ZeroDivisionError):
        classify(ZeroDivisionError())
