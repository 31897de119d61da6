"""One entry of the lane: something that came in or fell due, and what followed from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Out:
    """A message that an entry led to. `shown`: its number in the chat; `after`: seconds from the entry's beginning.

    `state`: waiting, sent, edited (an older message was changed), replaced (by a newer one, before it was sent), dead.
    """

    chat: int
    view: str
    slot: str | None
    state: str = "waiting"
    shown: int | None = None
    after: float | None = None

    def told(self) -> Json:
        return {
            "chat": self.chat,
            "view": self.view,
            "state": self.state,
            "shown": self.shown,
            "after": self.after,
        }


@dataclass
class Entry:
    """`kind`: message, press, file, other (an update), or due (a follow-up). `text`: what was said or pressed, or the
    follow-up's kind. `came`: seconds of a steady clock; `at`: the bot's time, ISO 8601."""

    id: int
    kind: str
    text: str
    at: str
    came: float
    chat: int | None = None
    message: int | None = None
    order: int | None = None
    readings: list[Json] = field(default_factory=list)
    plans: list[Json] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    out: list[Out] = field(default_factory=list)

    def told(self) -> Json:
        """As the page gets it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "text": self.text,
            "at": self.at,
            "chat": self.chat,
            "message": self.message,
            "order": self.order,
            "readings": self.readings,
            "plans": self.plans,
            "decisions": self.decisions,
            "out": [out.told() for out in self.out],
        }


def entry_of_update(number: int, update: Json, at: str, came: float) -> Entry:
    """What came in, as far as a look at the raw update tells."""
    if isinstance(press := update.get("callback_query"), dict):
        under = press.get("message") or {}
        label = _label(under, str(press.get("data", "")))
        return Entry(number, "press", label, at, came, (press.get("from") or {}).get("id"), under.get("message_id"))
    message = update.get("message") or update.get("edited_message")
    if not isinstance(message, dict):
        kind = next((name for name in update if name != "update_id"), "")
        return Entry(number, "other", kind, at, came)
    text = str(message.get("text") or message.get("caption") or "")
    kind = "file" if "photo" in message or "document" in message else "message"
    return Entry(number, kind, text, at, came, (message.get("chat") or {}).get("id"), message.get("message_id"))


def _label(message: Json, data: str) -> str:
    """What stands on the button that was pressed; its message comes along with the press."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
    return next((str(b.get("text", "")) for row in rows for b in row if b.get("callback_data") == data), "")
