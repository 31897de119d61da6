"""A backup into an empty database, on either engine: all of it or nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, column, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from planner.domain.errors import StorageError
from storage.backup import APPLICATION, Backup, remove
from storage.copying import VERSION, copy_rows, counters, set_counters, shape, tables
from storage.engine import SQLITE, connected, make_engine, parse_url, settled, shown
from storage.failures import clear_failures
from storage.upgrade import is_known, latest_revision, one_at_a_time, stored_revision, upgrade_to

#: How an SQLite file begins, and where in it the application's mark stands (sqlite.org/fileformat.html).
MAGIC = b"SQLite format 3\0"
MARK = slice(68, 72)


async def restore(url: str, file: Path) -> Backup:
    """Fill an empty database (with or without a schema) from a backup, and bring it up to date.

    Raises StorageError where the database is not empty, where the file is no backup, damaged, or of a newer program,
    or where there is no room for it: the database is then as it was.
    """
    async with _opened(file) as (source, revision), _made_for(url) as engine:
        where = shown(engine)
        async with connected(engine) as connection:
            with clear_failures(where):
                async with connection.begin():
                    return await _fill(connection, where, source, revision, file)


async def _fill(target: AsyncConnection, where: str, source: AsyncConnection, revision: str, file: Path) -> Backup:
    await target.run_sync(_emptied, where)
    await target.run_sync(upgrade_to, revision)
    if shape(await source.run_sync(tables)) != shape(await target.run_sync(tables)):
        raise StorageError(f"{file} does not hold what a backup of schema {revision} does. Use another backup.")
    # Whoever held a lease when the backup was made holds nothing of this database.
    rows = await copy_rows(source, target, reading=str(file), writing=where, but={"leases"})
    await target.run_sync(set_counters, await source.run_sync(counters))
    await target.run_sync(upgrade_to, latest_revision())
    return Backup(revision, rows)


def _emptied(connection: Connection, where: str) -> None:
    """Take away a schema in which there is nothing. Raises StorageError where there is something."""
    one_at_a_time(connection)
    if stored_revision(connection) is None:
        return
    found = tables(connection)
    names = [each.name for each in found]
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE"))
    for each in found:
        if connection.execute(select(each).limit(1)).first() is not None:
            raise StorageError(
                f"{where}: there is something in the database already (in {each.name}). "
                "A backup is restored into an empty one only: name another in DATABASE_URL."
            )
    for name in (*reversed(names), VERSION):
        connection.execute(text(f"DROP TABLE {name}"))


@asynccontextmanager
async def _made_for(url: str) -> AsyncIterator[AsyncEngine]:
    """An engine; an SQLite file that was made for it goes again if the block fails."""
    parsed = parse_url(url)
    made = _missing(parsed)
    engine = make_engine(parsed, create=True)
    try:
        yield engine
    except BaseException:
        await settled(engine)
        if made is not None:
            remove(made)
        raise
    await engine.dispose()


def _missing(url: URL) -> Path | None:
    """The SQLite file that opening this would make."""
    file = Path(url.database or "")
    return file if url.drivername == SQLITE and not file.exists() else None


@asynccontextmanager
async def _opened(file: Path) -> AsyncIterator[tuple[AsyncConnection, str]]:
    """A backup to read from, looked at first, and its revision.

    Raises StorageError where it is none, damaged, or of a newer program.
    """
    _look_at_header(file)
    engine = create_async_engine(_read_only(file))
    try:
        async with engine.connect() as connection:
            yield connection, await _look_at_content(connection, file)
    except DBAPIError as error:
        raise StorageError(f"{file} can't be read whole ({error.orig}). Use another backup.") from error
    finally:
        await engine.dispose()


def _read_only(file: Path) -> URL:
    return URL.create(SQLITE, database=f"file:{quote(str(file.absolute()))}", query={"mode": "ro", "uri": "true"})


def _look_at_header(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
    except OSError as error:
        raise StorageError(f"{file} can't be read: {error.strerror or error}.") from error
    if not header.startswith(MAGIC) or header[MARK] != APPLICATION.to_bytes(4, "big"):
        raise StorageError(f"{file} is no backup of Bespoke's. Name a file that `bespoke backup` wrote.")


async def _look_at_content(connection: AsyncConnection, file: Path) -> str:
    said = (await connection.exec_driver_sql("PRAGMA integrity_check(1)")).scalar_one()
    if said != "ok":
        raise StorageError(f"{file} is damaged ({said}). Use another backup.")
    revision: str = (await connection.execute(select(column("version_num")).select_from(table(VERSION)))).scalar_one()
    if not is_known(revision):
        raise StorageError(
            f"{file} is a backup of schema {revision}, and this program knows none newer than {latest_revision()}. "
            "Upgrade Bespoke."
        )
    return revision
