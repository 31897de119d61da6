"""Opening a database, and its transactions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from sqlalchemy.ext.asyncio import AsyncEngine

from planner.domain.errors import StorageError
from storage.engine import connected, keep_write_ahead_log, make_engine, parse_url, settled, shown
from storage.failures import clear_connecting, clear_failures
from storage.ports import Database, Transaction
from storage.transaction import SqlTransaction
from storage.turns import Turns
from storage.upgrade import bring_up_to_date


async def open_database(url: str, *, create: bool = True) -> Database:
    """Open `sqlite:///data/bespoke.db` or `postgresql://user@host/name` (`?host=/run/postgresql` for a socket).

    With `create`, a missing SQLite file is made, and an empty or older schema migrated. Raises StorageError where the
    database can't be reached or read, is locked or full, or has a schema that this program can't work with.
    """
    engine, _ = await _prepare(url, create=create)
    return SqlDatabase(engine)


async def migrate(url: str) -> str:
    """Bring a database's schema up to date; returns its revision. Errors as `open_database`."""
    engine, revision = await _prepare(url, create=True)
    await engine.dispose()
    return revision


async def _prepare(text: str, *, create: bool) -> tuple[AsyncEngine, str]:
    engine = make_engine(parse_url(text), create=create)
    try:
        with clear_connecting(shown(engine)):
            async with engine.begin() as connection:
                revision = await connection.run_sync(bring_up_to_date, migrate=create)
            await keep_write_ahead_log(engine)
    except BaseException:
        await settled(engine)
        raise
    return engine, revision


class SqlDatabase:
    """`storage.ports.Database`. Within a process SQLite's transactions queue up here, those in `patiently` behind the
    others, rather than race for the file."""

    def __init__(self, engine: AsyncEngine):
        self._engine = engine
        self._where = shown(engine)
        self._turn: AbstractAsyncContextManager[None] = Turns() if engine.dialect.name == "sqlite" else nullcontext()
        self._inside: set[asyncio.Task[object] | None] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        if asyncio.current_task() in self._inside:
            raise RuntimeError("a transaction inside a transaction would wait for itself: pass the outer one on")
        with clear_failures(self._where):
            async with self._turn, self._underway(), connected(self._engine) as connection, connection.begin():
                stores = SqlTransaction(connection)
                yield stores
                await stores.settle()

    async def close(self) -> None:
        self._closed = True
        await self._idle.wait()
        await self._engine.dispose()

    @asynccontextmanager
    async def _underway(self) -> AsyncIterator[None]:
        if self._closed:
            raise StorageError(f"{self._where}: closed already. Nothing is stored any more; start the program again.")
        task = asyncio.current_task()
        self._inside.add(task)
        self._idle.clear()
        try:
            yield
        finally:
            self._inside.discard(task)
            if not self._inside:
                self._idle.set()
