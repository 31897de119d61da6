"""Opening a database: what is made, what is refused, and what the refusal says."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from planner.domain.errors import StorageError
from storage import engine
from storage.database import migrate, open_database
from storage.ports import Database, Person
from tests.contract.times import NOW
from tests.postgres import Server


@contextmanager
def _sql(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection, connection:
        yield connection


async def _save(database: Database, chat_id: int) -> None:
    async with database.transaction() as tx:
        await tx.people.save(Person(chat_id, "x" * 500), NOW)


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite"])
async def test_makes_the_file_and_its_folder(tmp_path: Path, scheme: str) -> None:
    """A missing SQLite file is made, with its folder, readable by this user alone, in write-ahead mode."""
    file = tmp_path / "new 50%" / "folder" / "bespoke.db"
    database = await open_database(f"{scheme}:///{file}")
    await _save(database, 1)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await database.close()
    with _sql(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_many_at_once_make_one_schema(empty_database_url: str) -> None:
    """Processes that start at the same time on an empty database all open it."""
    databases = await asyncio.gather(*(open_database(empty_database_url) for _ in range(6)))
    for number, database in enumerate(databases):
        await _save(database, number)
        await database.close()


async def test_migrate_says_the_revision(empty_database_url: str) -> None:
    """Migrating returns the schema's revision, and migrating again changes nothing."""
    first = await migrate(empty_database_url)
    assert first
    assert await migrate(empty_database_url) == first


async def test_nothing_is_made_unasked(empty_database_url: str, tmp_path: Path) -> None:
    """Without `create` a missing or empty database is refused, and told how to make one."""
    with pytest.raises(StorageError, match="bespoke migrate"):
        await open_database(empty_database_url, create=False)
    assert not os.listdir(tmp_path)


async def test_a_newer_schema_is_refused(empty_database_url: str, tmp_path: Path, postgres_server: Server) -> None:
    """A database of a newer program is left alone, and the message says to upgrade."""
    await migrate(empty_database_url)
    statement = "UPDATE alembic_version SET version_num = '9999'"
    if empty_database_url.startswith("sqlite"):
        with _sql(tmp_path / "bespoke.db") as connection:
            connection.execute(statement)
    else:
        await postgres_server.run(statement, empty_database_url.partition("@/")[2].partition("?")[0])
    for create in (True, False):
        with pytest.raises(StorageError, match=r"9999.*Upgrade Bespoke"):
            await open_database(empty_database_url, create=create)


async def test_another_program_s_tables_are_left_alone(tmp_path: Path) -> None:
    """A database that holds tables of something else is refused."""
    with _sql(tmp_path / "theirs.db") as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(StorageError, match="another program's tables"):
        await open_database(f"sqlite:///{tmp_path}/theirs.db")
    with _sql(tmp_path / "theirs.db") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file of another kind is refused by name, and not touched."""
    file = tmp_path / "notes.txt"
    file.write_text("not a database" * 100)
    with pytest.raises(StorageError, match=r"notes\.txt: file is not a database\. .*another file"):
        await open_database(f"sqlite:///{file}")
    assert file.read_text() == "not a database" * 100


async def test_a_damaged_file(tmp_path: Path) -> None:
    """A file whose pages are garbage is refused with the advice to restore it."""
    file = tmp_path / "bespoke.db"
    await migrate(f"sqlite:///{file}")
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    with pytest.raises(StorageError, match="Restore it from a backup"):
        await open_database(f"sqlite:///{file}")


async def test_a_place_that_is_no_file(tmp_path: Path) -> None:
    """A folder in the file's place, and a file in the folder's, are refused by name."""
    with pytest.raises(StorageError, match="unable to open"):
        await open_database(f"sqlite:///{tmp_path}")
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="can't be made"):
        await open_database(f"sqlite:///{tmp_path}/file/bespoke.db")


async def test_a_locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program keeps the file locked, waiting ends with a message that says so, and later all is well."""
    monkeypatch.setattr(engine, "PATIENCE", 0.5)
    file = tmp_path / "bespoke.db"
    database = await open_database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=r"locked\. Another program"):
            await _save(database, 1)
        other.execute("ROLLBACK")
    await _save(database, 1)
    await database.close()


async def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that finds no room fails with advice, leaves nothing of its transaction, and keeps what was stored."""
    url = f"sqlite:///{tmp_path}/bespoke.db"
    database = await open_database(url)
    await _save(database, 1)
    await database.close()
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "max_page_count=1"))
    database = await open_database(url)

    async def fill() -> None:
        async with database.transaction() as tx:
            for chat_id in range(2, 200):
                await tx.people.save(Person(chat_id, "x" * 500), NOW)

    with pytest.raises(StorageError, match=r"full\. Free some disk space"):
        await fill()
    async with database.transaction() as tx:
        assert await tx.people.get(1) is not None
        assert await tx.people.get(2) is None
    await database.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "names no database that lasts"),
        ("sqlite:///:memory:", "names no database that lasts"),
        ("sqlite:///x.db?mode=ro", "unknown option mode"),
        ("mysql://user@host/db", "begins with mysql"),
        ("data/bespoke.db", "sqlite:///data/bespoke.db"),
        ("", "can't be read"),
        ("postgresql://user@host", "names no database"),
        ("postgresql://user@host/db?colour=red", "unknown option colour"),
        ("postgresql://user:secret@127.0.0.1:1/db", "Is the server running"),
        ("postgresql://user@/db?host=/nowhere&sslmode=disable", "Is the server running"),
    ],
)
async def test_urls_that_lead_nowhere(url: str, says: str) -> None:
    """A URL that can't be used is refused with what would be right, and no password is repeated."""
    with pytest.raises(StorageError, match=says) as refused:
        await open_database(url)
    assert "secret" not in str(refused.value)


async def test_postgres_that_can_t_be_used(postgres_server: Server) -> None:
    """A missing PostgreSQL database or user is refused with the advice to create it, or to look at the URL."""
    with pytest.raises(StorageError, match=r"does not exist\. Create the database first"):
        await open_database(postgres_server.url("missing"))
    with pytest.raises(StorageError, match=r"Check the user"):
        await open_database(postgres_server.url("postgres").replace("bespoke@", "nobody@"))


async def test_postgres_by_another_name(postgres_url: str) -> None:
    """`postgres://` is PostgreSQL, too."""
    database = await open_database(postgres_url.replace("postgresql://", "postgres://"))
    await _save(database, 1)
    await database.close()
