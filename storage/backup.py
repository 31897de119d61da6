"""A backup: everything in a database, as of one instant, in one SQLite file, whatever the engine.

The bot may go on meanwhile: SQLite copies what a reader sees (in the write-ahead log writers go on), PostgreSQL reads
one snapshot. The file has a name of its own only once it is whole and on the disk.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from planner.domain.errors import StorageError
from storage.copying import copy_rows, counters, set_counters, tables
from storage.engine import PATIENCE, SQLITE, connected, make_engine, parse_url, shown
from storage.failures import clear_connecting, clear_failures
from storage.upgrade import stored_revision, upgrade_to

#: SQLite's mark of whose file it is: "bspk".
APPLICATION = 0x6273_706B


#: What SQLite may leave beside a file when it is stopped.
SIDE_FILES = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Backup:
    """What is in a backup: the schema's revision, and how many rows of each table."""

    revision: str
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


async def back_up(url: str, file: Path) -> Backup:
    """Write everything in a database, as of now, to a new file that this user alone can read.

    Raises StorageError where `file` exists or can't be written whole (nothing is left of it then), or where the
    database can't be read, is empty, or is newer than this program.
    """
    engine = make_engine(parse_url(url), create=False)
    try:
        with _whole_or_nothing(file) as partial:
            copy = _from_sqlite if engine.dialect.name == "sqlite" else _from_postgres
            await copy(engine, partial, file)
            return await _marked(partial, shown(engine), file)
    finally:
        await engine.dispose()


@contextmanager
def _whole_or_nothing(file: Path) -> Iterator[Path]:
    """A file to write to beside `file`, which takes that name when the block ends well, and goes when it does not."""
    if file.exists():
        raise StorageError(f"{file} exists already. Name a new file: a backup is never overwritten.")
    partial: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".partial", f".{file.name}.", file.parent)
        os.close(handle)
        partial = Path(name)
        yield partial
        _to_disk(partial)
        _publish(partial, file)
        _to_disk(file.parent)
    except OSError as error:
        raise StorageError(f"{file} can't be written: {error.strerror or error}.") from error
    finally:
        if partial is not None:
            remove(partial)


def remove(file: Path) -> None:
    """An SQLite file, and what may stand beside it."""
    for end in ("", *SIDE_FILES):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _publish(partial: Path, file: Path) -> None:
    try:
        # Unlike a rename this never replaces what another has put there meanwhile.
        os.link(partial, file)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk knows hard links.
        if file.exists():
            raise
        partial.rename(file)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _from_sqlite(engine: AsyncEngine, partial: Path, file: Path) -> None:
    # A plain connection: what copies the file must not stand in a transaction.
    with clear_connecting(f"{shown(engine)} → {file}"):
        reader = sqlite3.connect(
            str(engine.url.database), timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        with closing(reader):
            copying = asyncio.create_task(asyncio.to_thread(reader.execute, "VACUUM INTO ?", (str(partial),)))
            try:
                await asyncio.shield(copying)
            except asyncio.CancelledError:
                reader.interrupt()
                await asyncio.wait([copying])
                raise


async def _from_postgres(engine: AsyncEngine, partial: Path, file: Path) -> None:
    source = shown(engine)
    writer = make_engine(URL.create(SQLITE, database=str(partial)), create=False)
    try:
        async with connected(engine) as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with clear_failures(source):
                revision = _something(source, await connection.run_sync(stored_revision))
            with clear_failures(str(file)):
                async with writer.begin() as into:
                    await into.run_sync(upgrade_to, revision)
                    await copy_rows(connection, into, reading=source, writing=str(file))
                    with clear_failures(source):
                        numbers = await connection.run_sync(counters)
                    await into.run_sync(set_counters, numbers)
    finally:
        await writer.dispose()


def _something(source: str, revision: str | None) -> str:
    if revision is None:
        raise StorageError(f"{source}: there is nothing to back up, not even a schema.")
    return revision


async def _marked(partial: Path, source: str, file: Path) -> Backup:
    """Say in the file itself what it is."""
    engine = make_engine(URL.create(SQLITE, database=str(partial)), create=False)
    try:
        with clear_connecting(str(file)):
            async with engine.begin() as connection:
                revision = _something(source, await connection.run_sync(stored_revision))
                await connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
                found = await connection.run_sync(tables)
                rows = {
                    each.name: (await connection.execute(select(func.count()).select_from(each))).scalar_one()
                    for each in found
                }
    finally:
        await engine.dispose()
    return Backup(revision, rows)
