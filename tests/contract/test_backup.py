"""Backups: a consistent cut of a database in use, and the same again on either engine."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.errors import StorageError
from storage.backup import back_up
from storage.database import open_database
from storage.ports import Database, Person
from storage.restore import restore
from storage.upgrade import latest_revision
from tests.contract.filled import content, fill
from tests.contract.first_schema import first_schema_with_data, within
from tests.contract.times import LEASE, NOW, after


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup may go, with a name that needs care."""
    folder = tmp_path / "backups 50% #1"
    folder.mkdir()
    return folder / "bespoke?.backup"


async def _filled(url: str) -> None:
    database = await open_database(url)
    await fill(database)
    await database.close()


async def test_everything_comes_back(database_url: str, tmp_path: Path, file: Path) -> None:
    """A backup of either engine, restored to SQLite, holds every row as it was; but nobody holds a lease."""
    await _filled(database_url)
    before = await content(database_url)
    assert all(before.values())
    made = await back_up(database_url, file)
    assert made.rows == {name: len(rows) for name, rows in before.items() if name != "version"}
    assert await content(database_url) == before
    new = f"sqlite:///{tmp_path}/new/bespoke.db"
    restored = await restore(new, file)
    assert restored.rows == {name: count for name, count in made.rows.items() if name != "leases"}
    assert await content(new) == before | {"leases": []}


async def test_from_engine_to_engine_and_back(database_url: str, postgres_url: str, tmp_path: Path) -> None:
    """From either engine to PostgreSQL, and on to SQLite, nothing changes."""
    await _filled(database_url)
    await back_up(database_url, tmp_path / "first")
    await restore(postgres_url, tmp_path / "first")
    await back_up(postgres_url, tmp_path / "second")
    back = f"sqlite:///{tmp_path}/back.db"
    await restore(back, tmp_path / "second")
    assert await content(back) == await content(postgres_url) == await content(database_url) | {"leases": []}


async def test_numbers_are_not_given_out_again(database_url: str, empty_database_url: str, tmp_path: Path) -> None:
    """After a restore numbering goes on where it stood, even behind rows that were gone when the backup was made."""
    await _filled(database_url)
    await back_up(database_url, tmp_path / "backup")
    numbers = []
    target = empty_database_url.replace("bespoke.db", "other.db")
    await restore(target, tmp_path / "backup")
    for url in (database_url, target):
        database = await open_database(url)
        async with database.transaction() as tx:
            order = await tx.orders.create("apparel", 7, "draft", {}, NOW)
            follow_up = await tx.follow_ups.put("remind", order.id, None, NOW, {})
            numbers.append((order.id, follow_up, await tx.outbox.put(9, {}, NOW)))
        await database.close()
    assert numbers[0] == numbers[1]
    greatest = max(row[0] for row in (await content(target))["follow_ups"] if row[0] != numbers[0][1])
    assert numbers[0][1] == greatest + 2


async def test_the_restored_goes_on(database_url: str, empty_database_url: str, file: Path) -> None:
    """What was held, due or waiting when the backup was made is handed out by the restored database in its time."""
    await _filled(database_url)
    await back_up(database_url, file)
    target = empty_database_url.replace("bespoke.db", "other.db")
    await restore(target, file)
    database = await open_database(target, create=False)
    async with database.transaction() as tx:
        update = await tx.inbox.claim(after(2), LEASE)
        assert update is not None
        assert update.chat_id == -100123456789012
        assert await tx.outbox.claim(after(2), 9, LEASE) == []
        assert len(await tx.outbox.claim(after(100), 9, LEASE)) == 1
        assert len(await tx.follow_ups.claim(after(60), 9, LEASE)) == 2
    await database.close()


async def test_a_backup_is_private_and_one_file(database_url: str, file: Path) -> None:
    """A backup is one file that only this user can read, and nothing else is left beside it."""
    await _filled(database_url)
    await back_up(database_url, file)
    assert os.listdir(file.parent) == [file.name]
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


class Writer:
    """Writes orders whose status, state, audit trail, follow-ups and message always agree; `count`: transactions."""

    def __init__(self, database: Database):
        self.count = 0
        self._database = database

    async def run(self) -> None:
        async with self._database.transaction() as tx:
            orders = [await tx.orders.create("apparel", 7, "v1", {"v": 1}, NOW) for _ in range(5)]
        while True:
            order = orders[self.count % 5]
            version = order.version + 1
            async with self._database.transaction() as tx:
                saved = await tx.orders.save(replace(order, status=f"v{version}", state={"v": version}), [], NOW)
                await tx.follow_ups.cancel(order.id)
                await tx.follow_ups.put(f"v{version}", order.id, None, NOW, {"v": version})
                await tx.audit.add(order.id, NOW, "system", f"v{version}", {})
                await tx.outbox.put(order.id, {"v": version}, NOW, slot=f"order:{order.id}")
            orders[self.count % 5] = saved
            self.count += 1
            await asyncio.sleep(0)

    async def more(self) -> None:
        """Wait until more was written."""
        before = self.count
        while self.count < before + 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_backup_of_a_database_in_use(database_url: str, tmp_path: Path) -> None:
    """While transactions are written, a backup shows all of each or nothing of it, and lets them go on."""
    database = await open_database(database_url)
    writer = Writer(database)
    writing = asyncio.create_task(writer.run())
    seen = []
    for number in range(4):
        await writer.more()
        await back_up(database_url, tmp_path / f"{number}.backup")
        found = await content(f"sqlite:///{tmp_path}/{number}.backup")
        audit = [(row[1], row[4]) for row in found["audit"]]
        for order_id, version, _, _, status, state, *_ in found["orders"]:
            assert (status, state) == (f"v{version}", {"v": version})
            assert [kind for of, kind in audit if of == order_id] == [f"v{n}" for n in range(2, version + 1)]
            assert [row[6] for row in found["follow_ups"] if row[2] == order_id] == [{"v": version}] * (version > 1)
            assert [row[2] for row in found["outbox"] if row[1] == order_id] == [{"v": version}] * (version > 1)
        seen.append(len(audit))
    writing.cancel()
    await asyncio.wait([writing])
    assert seen == sorted(set(seen)), "a backup did not see what was written before it"
    await database.close()


async def test_a_backup_waits_for_nobody(database_url: str, file: Path) -> None:
    """A backup is made while a transaction is open, without waiting for its end, and without what it has written."""
    database = await open_database(database_url)
    async with database.transaction() as tx:
        await tx.people.save(Person(7, "not yet"), NOW)
        made = await back_up(database_url, file)
    assert made.total == 0
    await database.close()


def _write(file: Path, text: str) -> None:
    file.write_text(text)


def _read(file: Path) -> str:
    return file.read_text()


async def test_nothing_is_overwritten(database_url: str, file: Path) -> None:
    """A backup onto a file that is there is refused, and the file left alone."""
    _write(file, "precious")
    with pytest.raises(StorageError, match="exists already"):
        await back_up(database_url, file)
    assert _read(file) == "precious"
    assert os.listdir(file.parent) == [file.name]


async def test_a_backup_nowhere(database_url: str, tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    with pytest.raises(StorageError, match=r"missing/backup can't be written: No such file"):
        await back_up(database_url, tmp_path / "missing" / "backup")


async def test_nothing_to_back_up(empty_database_url: str, file: Path) -> None:
    """A database without a schema is no backup's worth, and leaves no file."""
    if empty_database_url.startswith("sqlite"):
        _write(Path(empty_database_url.removeprefix("sqlite:///")), "")
    with pytest.raises(StorageError, match="nothing to back up"):
        await back_up(empty_database_url, file)
    assert not os.listdir(file.parent)


async def test_a_full_database_is_not_restored_into(database_url: str, file: Path) -> None:
    """A database that holds anything is refused with what to do, and keeps what it has."""
    await back_up(database_url, file)
    await _filled(database_url)
    before = await content(database_url)
    with pytest.raises(StorageError, match=r"something in the database already.*DATABASE_URL"):
        await restore(database_url, file)
    assert await content(database_url) == before


async def test_an_empty_schema_is_restored_into(database_url: str, tmp_path: Path) -> None:
    """A database that was migrated, but has nothing in it, takes a backup."""
    source = f"sqlite:///{tmp_path}/source.db"
    await _filled(source)
    await back_up(source, tmp_path / "backup")
    await restore(database_url, tmp_path / "backup")
    assert await content(database_url) == await content(source) | {"leases": []}


async def test_an_older_backup_is_brought_up_to_date(empty_database_url: str, postgres_url: str, file: Path) -> None:
    """A database of an older schema is backed up as it is; the backup is restored with today's schema."""
    await within(empty_database_url, first_schema_with_data)
    made = await back_up(empty_database_url, file)
    assert (made.revision, set(made.rows.values())) == ("0001", {1})
    for target in (f"sqlite:///{file.parent}/new.db", postgres_url):
        if target == empty_database_url:
            continue
        await restore(target, file)
        restored = await content(target)
        assert restored["version"] == [(latest_revision(),)]
        assert [row[-1] for row in restored["inbox"]] == ["message"]


def _spoil(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 4096 // 2 * 4096)


def _overwrite(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated": (_truncate, "Use another backup"),
    "cut off": (lambda file: os.truncate(file, 300), "Use another backup"),
    "empty": (lambda file: os.truncate(file, 0), "no backup of Bespoke's"),
    "overwritten": (_overwrite, "Use another backup"),
    "text": (lambda file: _write(file, "order book"), "no backup of Bespoke's"),
    "another program's": (lambda file: _spoil(file, "PRAGMA application_id=7"), "no backup of Bespoke's"),
    "newer": (lambda file: _spoil(file, "UPDATE alembic_version SET version_num='9999'"), r"9999.*Upgrade Bespoke"),
    "without a table": (lambda file: _spoil(file, "DROP TABLE people"), "does not hold what a backup"),
    "without a revision": (lambda file: _spoil(file, "DROP TABLE alembic_version"), "Use another backup"),
    "torn apart": (lambda file: _spoil(file, "DELETE FROM orders"), "violates|FOREIGN KEY"),
    "missing": (Path.unlink, "can't be read: No such file"),
}


@pytest.mark.parametrize("way", SPOILT)
async def test_a_file_that_is_no_good(empty_database_url: str, tmp_path: Path, file: Path, way: str) -> None:
    """A file that is no backup, damaged, or newer than the program is refused, and nothing is left in the database."""
    source = f"sqlite:///{tmp_path}/source.db"
    await _filled(source)
    await back_up(source, file)
    spoil, says = SPOILT[way]
    spoil(file)
    with pytest.raises(StorageError, match=says):
        await restore(empty_database_url, file)
    if empty_database_url.startswith("sqlite"):
        assert not [name for name in os.listdir(tmp_path) if name.startswith("bespoke.db")]
    else:
        with pytest.raises(StorageError, match="has schema none"):
            await open_database(empty_database_url, create=False)


async def test_the_live_file_is_no_backup(tmp_path: Path) -> None:
    """A database's own file is refused: it may be half-way through a transaction."""
    await _filled(f"sqlite:///{tmp_path}/source.db")
    with pytest.raises(StorageError, match="no backup of Bespoke's"):
        await restore(f"sqlite:///{tmp_path}/new.db", tmp_path / "source.db")


#: Runs a command with files limited to so many bytes.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
from bot.runtime.cli import main
main(sys.argv[2:])
"""


def _limited(url: str, size: int, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *command],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def test_no_room_for_a_backup(database_url: str, file: Path) -> None:
    """Where the disk is too small for the whole backup the command fails, says so, and leaves no part of it."""
    await _filled(database_url)
    failed = await asyncio.to_thread(_limited, database_url, 50_000, "backup", str(file))
    assert failed.returncode == 2, failed.stdout
    assert "disk" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not os.listdir(file.parent)
    made = await asyncio.to_thread(_limited, database_url, 10_000_000, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert "1 orders" in made.stdout
    assert os.listdir(file.parent) == [file.name]


async def test_no_room_for_a_restore(database_url: str, tmp_path: Path, file: Path) -> None:
    """Where the disk is too small for the whole database the command fails, says so, and leaves no part of it."""
    await _filled(database_url)
    await back_up(database_url, file)
    new = tmp_path / "new" / "bespoke.db"
    failed = await asyncio.to_thread(_limited, f"sqlite:///{new}", 50_000, "restore", str(file))
    assert failed.returncode == 2, failed.stdout
    assert "disk" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not os.listdir(new.parent)
    made = await asyncio.to_thread(_limited, f"sqlite:///{new}", 10_000_000, "restore", str(file))
    assert made.returncode == 0, made.stderr
    assert await content(f"sqlite:///{new}") == await content(database_url) | {"leases": []}
