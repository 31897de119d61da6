"""The bot's clock as the page shows it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.sandbox.controls import Controls, Resettable
from bot.sandbox.feed import Event, Feed

_LOOK_EVERY = 1.0
_TELL_ANYWAY = 20.0

_log = logging.getLogger(__name__)


class PageClock:
    """Tells the page when the clock was put forward, or the next follow-up changed. Asks only while a page is open."""

    def __init__(self, controls: Controls | None, feed: Feed) -> None:
        self.controls = controls
        self._feed = feed
        self._pages = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """A page is open."""
        self._pages += 1
        try:
            yield
        finally:
            self._pages -= 1

    async def view(self) -> dict[str, Any]:
        if self.controls is None:
            return {"available": False}
        following = await self.following()
        return {
            "available": True,
            "resettable": isinstance(self.controls, Resettable),
            "now": self.controls.now().isoformat(),
            "next": following.isoformat() if following else None,
        }

    async def following(self) -> datetime | None:
        """When the bot will next do something by itself, as far as it can tell."""
        if self.controls is None:
            return None
        try:
            return await self.controls.next_follow_up()
        except Exception:
            # The bot is starting or stopping; the page must not go down with it.
            _log.warning("the bot could not say when its next follow-up is due", exc_info=True)
            return None

    async def tell(self) -> None:
        self._feed.send(Event("clock", None, await self.view()))

    async def run(self) -> None:
        """Until cancelled."""
        if self.controls is None:
            return
        told: tuple[float, datetime | None] | None = None
        told_at = 0.0
        while True:
            if self._pages:
                ahead, following = self.controls.now().timestamp() - time.time(), await self.following()
                changed = told is None or abs(told[0] - ahead) > 1 or told[1] != following
                if changed or time.monotonic() - told_at > _TELL_ANYWAY:
                    told, told_at = (ahead, following), time.monotonic()
                    await self.tell()
            await asyncio.sleep(_LOOK_EVERY)
