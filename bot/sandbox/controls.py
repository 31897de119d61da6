"""What the page may do to the bot's clock; given by whoever puts the sandbox and the bot together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable


class Controls(Protocol):
    """The bot's clock. Times are aware datetimes."""

    def now(self) -> datetime:
        """What the bot takes for the present."""

    async def advance(self, by: timedelta) -> datetime:
        """Put the clock forward; returns the new present."""

    async def next_follow_up(self) -> datetime | None:
        """When the bot will next do something by itself; None: nothing is planned."""


@runtime_checkable
class Resettable(Protocol):
    """Controls that can also start everything over."""

    async def reset(self) -> None:
        """Forget every order and follow-up of the bot."""
