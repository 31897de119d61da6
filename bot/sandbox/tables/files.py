"""Files that were sent, by the bot or to it."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

from bot.sandbox.database import Database


@dataclass(frozen=True)
class FileRow:
    """`path`: where the bot downloads it. `width`, `height`: of a picture, in pixels."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    width: int | None
    height: int | None
    content: bytes


class Files:
    """The `files` table."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, name: str, content: bytes, mime: str, size: tuple[int, int] | None) -> FileRow:
        """Keep a file; `size` where it is sent as a photo."""
        row = self._db.one("SELECT count(*) AS n FROM files")
        folder, extension = ("photos", "jpg") if size else ("documents", _extension(name))
        path = f"{folder}/file_{(row['n'] if row is not None else 0) + 1}{'.' + extension if extension else ''}"
        width, height = size or (None, None)
        file = FileRow(secrets.token_urlsafe(36), secrets.token_hex(8), path, name, mime, width, height, content)
        self._db.execute(
            "INSERT INTO files (file_id, unique_id, path, name, mime, width, height, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            file.file_id,
            file.unique_id,
            file.path,
            file.name,
            file.mime,
            file.width,
            file.height,
            file.content,
        )
        return file

    def get(self, file_id: str) -> FileRow | None:
        return _file(self._db.one("SELECT * FROM files WHERE file_id = ?", file_id))

    def by_path(self, path: str) -> FileRow | None:
        return _file(self._db.one("SELECT * FROM files WHERE path = ?", path))

    def by_unique_id(self, unique_id: str) -> FileRow | None:
        return _file(self._db.one("SELECT * FROM files WHERE unique_id = ?", unique_id))


def _extension(name: str) -> str:
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot and extension.isascii() and extension.isalnum() else ""


def _file(row: sqlite3.Row | None) -> FileRow | None:
    if row is None:
        return None
    return FileRow(
        row["file_id"],
        row["unique_id"],
        row["path"],
        row["name"],
        row["mime"],
        row["width"],
        row["height"],
        row["content"],
    )
