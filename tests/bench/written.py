"""What an order leaves in the database: rows, transactions, and bytes of the log that makes them last."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Engine, event

#: Yields a function that tells how many bytes of log were written since.
LogMeter = Callable[[], AbstractAsyncContextManager[Callable[[], Awaitable[int]]]]


@contextmanager
def rows_written() -> Iterator[Counter[str]]:
    """Counts rows by the statement that wrote them (`insert`, also where it met a row and updated it, `update`,
    `delete`), and the transactions that wrote some (`commit`)."""
    counted: Counter[str] = Counter()
    wrote: set[int] = set()

    def after(connection: Any, cursor: Any, statement: str, parameters: Any, _: Any, many: bool) -> None:
        kind = statement.lstrip().split(None, 1)[0].lower()
        if kind in ("insert", "update", "delete") and cursor.rowcount:
            # -1: not counted by the driver, one for each set of parameters.
            counted[kind] += cursor.rowcount if cursor.rowcount > 0 else len(parameters) if many else 1
            wrote.add(id(connection))

    def commit(connection: Any) -> None:
        counted["commit"] += id(connection) in wrote
        wrote.discard(id(connection))

    event.listen(Engine, "after_cursor_execute", after)
    event.listen(Engine, "commit", commit)
    try:
        yield counted
    finally:
        event.remove(Engine, "after_cursor_execute", after)
        event.remove(Engine, "commit", commit)


def sqlite_log(file: Path) -> LogMeter:
    """Bytes of the write-ahead log. A reader holds it open meanwhile, so that it only grows."""

    @asynccontextmanager
    async def meter() -> AsyncIterator[Callable[[], Awaitable[int]]]:
        log = file.with_name(file.name + "-wal")
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()

        async def grown() -> int:
            return log.stat().st_size

        try:
            yield grown
        finally:
            connection.close()

    return meter


def postgres_log(url: str) -> LogMeter:
    """Bytes of the write-ahead log of the whole server, which nobody else uses."""

    @asynccontextmanager
    async def meter() -> AsyncIterator[Callable[[], Awaitable[int]]]:
        connection = await asyncpg.connect(url)

        async def written() -> int:
            return int(await connection.fetchval("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"))

        start = await written()

        async def grown() -> int:
            return await written() - start

        try:
            yield grown
        finally:
            await connection.close()

    return meter
