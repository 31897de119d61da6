"""Updates that wait for the bot. Their ids rise by one and are never used again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bot.sandbox.database import Database
from bot.sandbox.tables.settings import Settings

#: How many confirmed updates are kept, so that one can be delivered again on purpose.
KEPT = 200
ALLOWED_KEY = "allowed_updates"


class Updates:
    """The `updates` table, and who waits for it."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._db = database
        self._settings = settings
        self._changed = asyncio.Event()
        self._again: list[dict[str, Any]] = []
        self._reverse = 0

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Which kinds are kept from now on; None: as before; empty: all."""
        if kinds is not None:
            self._settings.set(ALLOWED_KEY, list(kinds) or None)

    def allowed(self) -> list[str]:
        """Empty: all."""
        return list(self._settings.get(ALLOWED_KEY) or ())

    def add(self, chat_id: int, kind: str, payload: dict[str, Any]) -> None:
        """Queue one, unless the bot does not want its kind."""
        allowed = self.allowed()
        if allowed and kind not in allowed:
            return
        self._db.execute(
            "INSERT INTO updates (chat_id, kind, body) VALUES (?, ?, ?)",
            chat_id,
            kind,
            json.dumps(payload, ensure_ascii=False),
        )
        self._db.after_commit(self.wake)

    def wake(self) -> None:
        """Let everyone who waits look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Until something changed, or the time is over."""
        # Not wait_for, which in Python 3.11 swallows a cancellation that meets the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    def confirm(self, below: int) -> None:
        """The bot has everything with an id below `below`."""
        self._db.execute("UPDATE updates SET confirmed = 1 WHERE update_id < ? AND NOT confirmed", below)
        self._db.execute(
            "DELETE FROM updates WHERE confirmed AND update_id < (SELECT max(update_id) FROM updates) - ?", KEPT
        )

    def pending(self, limit: int) -> list[dict[str, Any]]:
        """The oldest unconfirmed ones, after any that a test wants delivered again."""
        rows = self._db.all("SELECT * FROM updates WHERE NOT confirmed ORDER BY update_id LIMIT ?", limit)
        if self._reverse and len(rows) < self._reverse:
            rows = []
        found = [{"update_id": row["update_id"], row["kind"]: json.loads(row["body"])} for row in rows]
        if self._reverse and found:
            found.reverse()
            self._reverse = 0
        again, self._again = self._again[:limit], self._again[limit:]
        return [*again, *found][:limit]

    def count(self) -> int:
        """How many are unconfirmed."""
        row = self._db.one("SELECT count(*) AS n FROM updates WHERE NOT confirmed")
        return int(row["n"]) if row is not None else 0

    def newest(self, count: int) -> int:
        """The id of the `count`-th newest unconfirmed one (0: there are fewer)."""
        rows = self._db.all("SELECT update_id FROM updates WHERE NOT confirmed ORDER BY update_id DESC LIMIT ?", count)
        return int(rows[-1]["update_id"]) if rows else 0

    def repeat_last_of(self, chat_id: int) -> int | None:
        """Deliver the chat's last update once more, though it may be confirmed; returns its id, None: there is none."""
        row = self._db.one("SELECT * FROM updates WHERE chat_id = ? ORDER BY update_id DESC LIMIT 1", chat_id)
        if row is None:
            return None
        self._again.append({"update_id": row["update_id"], row["kind"]: json.loads(row["body"])})
        self.wake()
        return int(row["update_id"])

    def reverse_next(self, count: int) -> None:
        """Hold updates back until `count` wait, then deliver them newest first."""
        self._reverse = count

    def drop_all(self) -> None:
        """Forget what waits; ids go on rising."""
        self._db.execute("UPDATE updates SET confirmed = 1 WHERE NOT confirmed")
        self._again.clear()
