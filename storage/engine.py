"""From a database URL to an engine that keeps this project's promises on either database."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from planner.domain.errors import StorageError
from storage.failures import clear_connecting

SQLITE = "sqlite+aiosqlite"
DRIVERS = {
    "sqlite": SQLITE,
    SQLITE: SQLITE,
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
#: What may stand behind the `?` of a PostgreSQL URL; `sslmode` is how libpq's tools write `ssl`.
OPTIONS = ("host", "port", "ssl", "sslmode")
FORMS = "Write sqlite:///data/bespoke.db or postgresql://user:password@host/database."

#: What each connection to SQLite is set to: every commit reaches the disk.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON")

#: How long a transaction waits for another process's, in seconds.
PATIENCE = 15.0

#: Seconds that a failed connection's thread has to end.
SETTLING = 0.05

#: Escapes all but ASCII, so that half a surrogate pair survives; refuses NaN, which is no JSON.
to_json = partial(json.dumps, allow_nan=False, separators=(",", ":"))


def parse_url(text: str) -> URL:
    """Raises StorageError where it names neither a file for SQLite nor a PostgreSQL database."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise StorageError(f"The database URL can't be read. {FORMS}") from error
    if url.drivername not in DRIVERS:
        raise StorageError(f"The database URL begins with {url.drivername}://. {FORMS}")
    url = url.set(drivername=DRIVERS[url.drivername])
    if not url.database or url.database == ":memory:":
        raise StorageError(f"The database URL names no database that lasts. {FORMS}")
    known = () if url.drivername.startswith("sqlite") else OPTIONS
    for option in url.query:
        if option not in known:
            raise StorageError(
                f"The database URL has an unknown option {option} (known: {', '.join(known) or 'none'})."
            )
    if "sslmode" in url.query:
        url = url.update_query_dict({"ssl": url.query["sslmode"]}).difference_update_query(["sslmode"])
    return url


def make_engine(url: URL, *, create: bool) -> AsyncEngine:
    """An engine for a parsed URL; nothing is connected yet. Makes SQLite's file and its folder if `create`.

    Raises StorageError where the file is missing and may not be made.
    """
    if url.drivername.startswith("sqlite"):
        return _sqlite(url, create=create)
    settings = {
        "application_name": "bespoke",
        "jit": "off",
        "lock_timeout": f"{PATIENCE:.0f}s",
        "idle_in_transaction_session_timeout": "60s",
    }
    arguments: dict[str, Any] = {"timeout": PATIENCE, "server_settings": settings}
    return create_async_engine(url, connect_args=arguments, json_serializer=to_json, pool_pre_ping=True)


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection, with no transaction begun. Raises StorageError where the database can't be reached."""
    # Apart from what happens inside: an OSError of the block's own is not the database's.
    with clear_connecting(shown(engine)):
        connection = await engine.connect()
    try:
        yield connection
    finally:
        await asyncio.shield(connection.close())


async def settled(engine: AsyncEngine) -> None:
    """Let go of an engine whose connection failed."""
    await engine.dispose()
    # The SQLite driver ends the thread of a connection that failed without anybody waiting for it: it reports to the
    # event loop, which must still be there.
    await asyncio.sleep(SETTLING)


def shown(engine: AsyncEngine) -> str:
    """The database as messages name it: SQLite's file, or PostgreSQL's URL without the password."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


async def keep_write_ahead_log(engine: AsyncEngine) -> None:
    """Put SQLite's file into write-ahead mode, for good; nothing to do on PostgreSQL.

    Raises sqlite3.OperationalError where others keep the file busy for too long.
    """
    if engine.dialect.name != "sqlite":
        return
    deadline = time.monotonic() + PATIENCE
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        while True:
            try:
                await driver.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError:
                # For this one statement SQLite does not wait by itself.
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.02)


def _sqlite(url: URL, *, create: bool) -> AsyncEngine:
    file = Path(url.database or "")
    if not file.exists():
        if not create:
            raise StorageError(f"There is no database file {file}. Make one with `bespoke migrate`.")
        _make_private(file)
    arguments: dict[str, Any] = {"isolation_level": None, "timeout": PATIENCE}
    engine = create_async_engine(url, connect_args=arguments, json_serializer=to_json)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _make_private(file: Path) -> None:
    """It holds what people wrote: only this user may read it (SQLite gives its side files the same rights)."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StorageError(f"The database file {file} can't be made: {error.strerror or error}.") from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that starts by reading fails when it comes to write after another has: take the lock at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
