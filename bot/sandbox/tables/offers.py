"""Which offers the autopilot has answered, so that a restart does not make it answer twice."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.database import Database


class AnsweredOffers:
    """The `answered_offers` table: buttons by their data."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, chat_id: int, offers: Iterable[str], message_id: int, did: str, reply_id: int) -> None:
        """`message_id`: the message that was answered; `reply_id`: the one it was answered with, 0: by button."""
        for offer in offers:
            self._db.execute(
                "INSERT INTO answered_offers (chat_id, offer, message_id, did, reply_id) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (chat_id, offer) DO NOTHING",
                chat_id,
                offer,
                message_id,
                did,
                reply_id,
            )

    def of_chat(self, chat_id: int) -> set[str]:
        return {row["offer"] for row in self._db.all("SELECT offer FROM answered_offers WHERE chat_id = ?", chat_id)}

    def times(self, chat_id: int, message_id: int) -> int:
        """How often a message was answered."""
        row = self._db.one(
            "SELECT count(*) AS n FROM answered_offers WHERE chat_id = ? AND message_id = ?", chat_id, message_id
        )
        return int(row["n"]) if row is not None else 0

    def done(self, chat_id: int, did: str) -> list[tuple[int, int]]:
        """Each time this was done, in order: the message answered, and the reply."""
        rows = self._db.all(
            "SELECT message_id, reply_id FROM answered_offers WHERE chat_id = ? AND did = ?"
            " GROUP BY message_id, reply_id ORDER BY min(rowid)",
            chat_id,
            did,
        )
        return [(row["message_id"], row["reply_id"]) for row in rows]

    def delete_all(self) -> None:
        self._db.execute("DELETE FROM answered_offers")
