"""How much one person may write: what is above it is let go of, and said so once.

Decided from what is stored of the inbox, so that it holds over restarts and for all processes together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.services.office import Office
from storage.ports import Transaction, Update

WINDOW = timedelta(minutes=1)
MESSAGE, PRESS = "message", "callback_query"


@dataclass(frozen=True)
class Limits:
    """Messages, and presses of buttons, that one person may make in a minute; 0: any number."""

    messages: int = 0
    presses: int = 0

    def of(self, kind: str) -> int:
        return {MESSAGE: self.messages, PRESS: self.presses}.get(kind, 0)


class Verdict(StrEnum):
    """What becomes of an update. `flood`: the first above the limit, so its sender is told."""

    WELCOME = "welcome"
    FLOOD = "flood"
    SHED = "shed"


class Limiter:
    """Looks at an update before it costs anything."""

    def __init__(self, office: Office, limits: Limits):
        self._office = office
        self._limits = limits

    def concerns(self, update: Update, kind: str) -> bool:
        """Is there a limit for it at all?"""
        return bool(self._limits.of(kind)) and update.chat_id is not None and update.chat_id not in self._office.admins

    async def look(self, tx: Transaction, update: Update, kind: str) -> Verdict:
        """Is it within what its sender may do? A flood is over when nothing was let go of for a whole window."""
        limit, chat_id = self._limits.of(kind), update.chat_id
        if chat_id is None or not self.concerns(update, kind):
            return Verdict.WELCOME
        at = update.received_at
        before = await tx.inbox.recent(chat_id, kind, at - WINDOW, update.update_id)
        if before < limit:
            return Verdict.WELCOME
        name = flood_of(chat_id, kind)
        # A lease says for how long there has been a flood. Whoever can have it for no time at all finds that there is
        # none; the flood itself holds it for a window from its last update on.
        begins = await tx.leases.acquire(name, "nobody", at, timedelta())
        await tx.leases.acquire(name, "flood", at, WINDOW)
        return Verdict.FLOOD if begins else Verdict.SHED


def flood_of(chat_id: int, kind: str) -> str:
    """The name under which a flood is noted."""
    return f"flood:{kind}:{chat_id}"


async def forget_floods(tx: Transaction, chat_id: int) -> None:
    """Nothing is left of it that somebody once wrote too much."""
    for kind in (MESSAGE, PRESS):
        await tx.leases.release(flood_of(chat_id, kind), "flood")
