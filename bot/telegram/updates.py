"""What an update says about itself before anything of it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.services.people import Sender

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
#: Ids beyond this are nobody's: Telegram's have at most 52 bits.
LARGEST_ID = 2**52


def kind_of(update: Mapping[str, Any]) -> str:
    """Its kind as Telegram names it; "unknown" where it has none."""
    return next((str(name) for name in update if name != "update_id"), "unknown")


def chat_of(update: Mapping[str, Any]) -> int | None:
    """The chat it is from: what is kept in order. None where it is from none, or can't be made out."""
    kind = kind_of(update)
    if kind not in ALLOWED_UPDATES:
        return None
    place: Any = update[kind]
    for key in ("from", "id") if kind == "callback_query" else ("chat", "id"):
        place = place.get(key) if isinstance(place, Mapping) else None
    return place if is_id(place) else None


def sender_in(update: Mapping[str, Any]) -> Sender | None:
    """Who sent it, as far as that can be told without understanding the rest."""
    what = update.get(kind_of(update))
    user = what.get("from") if isinstance(what, Mapping) else None
    if not isinstance(user, Mapping) or not is_id(user.get("id")):
        return None
    names = (user.get("first_name"), user.get("last_name"))
    language = user.get("language_code")
    name = " ".join(str(part) for part in names if part)
    return Sender(user["id"], name, language if isinstance(language, str) else None)


def is_id(value: object) -> bool:
    """Can this be the id of a chat or an update?"""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_ID
