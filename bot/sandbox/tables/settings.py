"""What the bot has set for itself: its webhook, commands, texts, and the updates it wants."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.database import Database


class Settings:
    """The `settings` table: JSON values by key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str) -> Any:
        """None where it was never set."""
        row = self._db.one("SELECT value FROM settings WHERE key = ?", key)
        return None if row is None else json.loads(row["value"])

    def set(self, key: str, value: Any) -> None:
        """None deletes it."""
        if value is None:
            self._db.execute("DELETE FROM settings WHERE key = ?", key)
            return
        self._db.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key,
            json.dumps(value, ensure_ascii=False),
        )
