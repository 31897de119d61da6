"""What there is in the database, to see that nothing of it has changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: That somebody wrote is kept, and so is who they are; lanes and leases come and go with the work.
ASIDE = frozenset({"inbox", "inbox_lanes", "outbox_lanes", "people", "leases", "alembic_version"})

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Button:
    """An open button of the database."""

    id: str
    chat_id: int
    kind: str
    order: int | None


class Watch:
    """Reads the bot's SQLite file beside it."""

    def __init__(self, file: Path):
        self._file = file

    def _query(self, statement: str, *values: object) -> list[Row]:
        with sqlite3.connect(f"file:{self._file}?mode=ro", uri=True) as database:
            return database.execute(statement, values).fetchall()

    def tables(self) -> list[str]:
        found = self._query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return sorted(name for (name,) in found if name not in ASIDE)

    def everything(self, but_of: int | None = None) -> dict[str, list[Row]]:
        """Every row of every table; `but_of`: without what belongs to this chat alone."""
        return {table: self._query(f"SELECT * FROM {table}{self._others(table, but_of)}") for table in self.tables()}

    def _others(self, table: str, chat: int | None) -> str:
        if chat is None:
            return ""
        mine = f"(SELECT id FROM orders WHERE consumer = {int(chat)})"
        return {
            "orders": f" WHERE consumer != {int(chat)}",
            "outbox": f" WHERE chat_id != {int(chat)}",
            "messages": f" WHERE chat_id != {int(chat)}",
            "actions": f" WHERE chat_id != {int(chat)}",
            "follow_ups": f" WHERE order_id NOT IN {mine}",
            # Who looks something up is noted, where they may.
            "audit": f" WHERE (order_id IS NULL OR order_id NOT IN {mine}) AND actor NOT LIKE '%:{int(chat)}'",
        }.get(table, "")

    def buttons(self) -> list[Button]:
        """All that nobody has pressed, the newest first."""
        rows = self._query("SELECT id, chat_id, kind, order_id FROM actions WHERE used_at IS NULL ORDER BY rowid DESC")
        return [Button(*row) for row in rows]

    def job_keys(self) -> list[tuple[str, str]]:
        """(key, supplier) of every job."""
        return [(key, supplier) for key, supplier in self._query("SELECT key, supplier FROM jobs ORDER BY id")]

    def texts_to(self, chat: int) -> list[str]:
        """What was queued for a chat, as JSON, oldest first."""
        return [text for (text,) in self._query("SELECT payload FROM outbox WHERE chat_id = ? ORDER BY id", chat)]
