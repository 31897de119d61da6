"""Callback queries: a pressed button that the bot has to answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.sandbox.database import Database


@dataclass(frozen=True)
class QueryRow:
    """`created`: seconds of the machine's clock, since people wait in real time whatever the bot's clock says."""

    id: str
    user_id: int
    message_id: int
    data: str
    created: float
    answered: bool


class Queries:
    """The `queries` table."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, user_id: int, message_id: int, data: str, created: float) -> str:
        query = str(secrets.randbelow(9 * 10**17) + 10**17)
        self._db.execute(
            "INSERT INTO queries (id, user_id, message_id, data, created) VALUES (?, ?, ?, ?, ?)",
            query,
            user_id,
            message_id,
            data,
            created,
        )
        return query

    def get(self, query: str) -> QueryRow | None:
        row = self._db.one("SELECT * FROM queries WHERE id = ?", query)
        if row is None:
            return None
        return QueryRow(
            row["id"], row["user_id"], row["message_id"], row["data"], row["created"], bool(row["answered"])
        )

    def answer(self, query: str) -> None:
        self._db.execute("UPDATE queries SET answered = 1 WHERE id = ?", query)

    def waiting(self, since: float) -> dict[int, dict[str, str]]:
        """Unanswered ones created after `since`: query id by button data, by message."""
        found: dict[int, dict[str, str]] = {}
        for row in self._db.all("SELECT * FROM queries WHERE NOT answered AND created > ?", since):
            found.setdefault(row["message_id"], {})[row["data"]] = row["id"]
        return found

    def delete_all(self) -> None:
        self._db.execute("DELETE FROM queries")
