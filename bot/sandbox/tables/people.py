"""The people who have a chat with the bot."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.cast import CastMember, Role, Temperament
from bot.sandbox.database import Database
from bot.sandbox.errors import SandboxError


@dataclass(frozen=True)
class PersonRow:
    """`read_id`: the newest message they have seen. `started`: the bot may write to them."""

    user_id: int
    name: str
    role: Role
    language: str
    note: str
    temperament: Temperament | None
    autopilot: bool
    started: bool
    blocked: bool
    read_id: int

    def user(self) -> dict[str, Any]:
        """As `User`."""
        return {"id": self.user_id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def chat(self) -> dict[str, Any]:
        """As `Chat`."""
        return {"id": self.user_id, "type": "private", "first_name": self.name}


class People:
    """The `people` table."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def join(self, member: CastMember) -> None:
        """Add somebody, or take over a changed name, role or note; what was changed on the page stays."""
        self._db.execute(
            "INSERT INTO people (user_id, name, role, language, note, temperament, autopilot, started)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, role = excluded.role, note = excluded.note",
            member.user_id,
            member.name,
            member.role,
            member.language,
            member.note,
            member.temperament,
            member.temperament is not None,
            member.has_started,
        )

    def find(self, user_id: int) -> PersonRow | None:
        row = self._db.one("SELECT * FROM people WHERE user_id = ?", user_id)
        return None if row is None else _person(row)

    def get(self, user_id: int) -> PersonRow:
        """Raises SandboxError where there is nobody with this id."""
        person = self.find(user_id)
        if person is None:
            raise SandboxError(f"nobody in the sandbox has the user id {user_id}; add them to the cast", 404)
        return person

    def all(self) -> Sequence[PersonRow]:
        return [_person(row) for row in self._db.all("SELECT * FROM people ORDER BY rowid")]

    def next_id(self) -> int:
        """An id that nobody has."""
        row = self._db.one("SELECT max(user_id) AS greatest FROM people")
        return int(row["greatest"] or 100_000) + 1 if row is not None else 100_001

    def set_language(self, user_id: int, language: str) -> None:
        self._db.execute("UPDATE people SET language = ? WHERE user_id = ?", language, user_id)

    def set_autopilot(self, user_id: int, on: bool) -> None:
        self._db.execute("UPDATE people SET autopilot = ? WHERE user_id = ?", on, user_id)

    def set_temperament(self, user_id: int, temperament: Temperament | None) -> None:
        self._db.execute("UPDATE people SET temperament = ? WHERE user_id = ?", temperament, user_id)

    def set_started(self, user_id: int, started: bool) -> None:
        self._db.execute("UPDATE people SET started = ? WHERE user_id = ?", started, user_id)

    def set_blocked(self, user_id: int, blocked: bool) -> None:
        self._db.execute("UPDATE people SET blocked = ? WHERE user_id = ?", blocked, user_id)

    def set_read(self, user_id: int, message_id: int) -> None:
        self._db.execute("UPDATE people SET read_id = max(read_id, ?) WHERE user_id = ?", message_id, user_id)


def _person(row: sqlite3.Row) -> PersonRow:
    return PersonRow(
        row["user_id"],
        row["name"],
        row["role"],
        row["language"],
        row["note"],
        row["temperament"],
        bool(row["autopilot"]),
        bool(row["started"]),
        bool(row["blocked"]),
        row["read_id"],
    )
