"""The bot's clock as the page shows it."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from typing import Any

from bot.sandbox.controls import Controls, Resettable
from bot.sandbox.feed import Event, Feed

_LOOK_EVERY = 1.0
_TELL_ANYWAY = 20.0


class PageClock:
    """Tells the page when the clock was put forward, or the next follow-up changed."""

    def __init__(self, controls: Controls | None, feed: Feed) -> None:
        self.controls = controls
        self._feed = feed
        self._told: tuple[float, datetime | None] | None = None

    async def view(self) -> dict[str, Any]:
        if self.controls is None:
            return {"available": False}
        following = await self.controls.next_follow_up()
        return {
            "available": True,
            "resettable": isinstance(self.controls, Resettable),
            "now": self.controls.now().isoformat(),
            "next": following.isoformat() if following else None,
        }

    async def tell(self) -> None:
        self._feed.send(Event("clock", None, await self.view()))

    async def run(self) -> None:
        """Until cancelled."""
        if self.controls is None:
            return
        told_at = 0.0
        while True:
            ahead = self.controls.now().timestamp() - time.time()
            following = await self.controls.next_follow_up()
            known = self._told
            changed = known is None or abs(known[0] - ahead) > 1 or known[1] != following
            if changed or time.monotonic() - told_at > _TELL_ANYWAY:
                self._told = (ahead, following)
                told_at = time.monotonic()
                await self.tell()
            await asyncio.sleep(_LOOK_EVERY)
