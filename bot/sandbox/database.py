"""The sandbox's own SQLite file: everything Telegram would remember, committed before a call is answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "telegram.sqlite3"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    user_id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, note TEXT NOT NULL,
    temperament TEXT, autopilot INTEGER NOT NULL, started INTEGER NOT NULL, blocked INTEGER NOT NULL DEFAULT 0,
    read_id INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS messages (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, from_bot INTEGER NOT NULL,
    body TEXT NOT NULL, reply_to INTEGER, keyboard TEXT, reaction TEXT,
    edited INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS messages_by_chat ON messages (chat_id, message_id);
CREATE TABLE IF NOT EXISTS updates (
    update_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS queries (
    id TEXT PRIMARY KEY, user_id INTEGER NOT NULL, message_id INTEGER NOT NULL, data TEXT NOT NULL,
    created REAL NOT NULL, answered INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS files (
    file_id TEXT PRIMARY KEY, unique_id TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    mime TEXT NOT NULL, width INTEGER, height INTEGER, content BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answered_offers (
    chat_id INTEGER NOT NULL, offer TEXT NOT NULL, message_id INTEGER NOT NULL, did TEXT NOT NULL,
    reply_id INTEGER NOT NULL, PRIMARY KEY (chat_id, offer)
);
"""

Value = str | int | float | bytes | None


class Database:
    """One connection, used from the event loop only. `folder` None: in memory, gone when closed."""

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            folder / FILE_NAME if folder is not None else ":memory:", isolation_level=None, timeout=5
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL loses nothing when the process is killed; only a power cut could take the last commits.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)
        self._depth = 0
        self._after_commit: list[Callable[[], None]] = []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Within another transaction it becomes part of that one."""
        if self._depth == 0:
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("ROLLBACK")
                self._after_commit.clear()
            raise
        self._depth -= 1
        if self._depth == 0:
            self._connection.execute("COMMIT")
            waiting, self._after_commit = self._after_commit, []
            for callback in waiting:
                callback()

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Run when the present transaction has committed (now, outside of one); never if it rolls back."""
        if self._depth:
            self._after_commit.append(callback)
        else:
            callback()

    def execute(self, sql: str, *values: Value) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def one(self, sql: str, *values: Value) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        self._connection.close()
