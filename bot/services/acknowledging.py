"""A reaction on somebody's message: it was heard, and nothing more needs to be said."""

from __future__ import annotations

from typing import Any

from bot.services.office import Office
from bot.services.people import Receipt, language_of
from bot.services.presenting.payload import Content
from bot.services.sending import send
from storage.ports import Transaction

HEARD = "👍"
PASSED_ON = "👌"
THANKS = "❤"


async def acknowledge(
    tx: Transaction,
    office: Office,
    chat_id: int,
    receipt: Receipt | None,
    emoji: str = HEARD,
    instead: str | None = None,
    **facts: Any,
) -> None:
    """React to the message behind `receipt`. `instead`: the notice that says it (with `facts`) where the message is not
    known, or the server can't react; None: then nothing is said, because something else says it too."""
    message = receipt.message if receipt else None
    if message is None and instead is None:
        return
    data = {"to": message, "emoji": emoji, "code": instead, **facts}
    language = await language_of(tx, chat_id, office)
    await send(tx, office, chat_id, "notice" if message is None else "reaction", language, Content(data))
