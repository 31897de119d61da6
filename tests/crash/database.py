"""The database as a process sees it that may end at any commit."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import FrameType

from storage.ports import Database, Transaction
from tests.crash.weather import Life


class MortalDatabase:
    """A real database whose transactions are named after the code that opens them, and may be the process's last."""

    def __init__(self, inner: Database, life: Life):
        self._inner = inner
        self._life = life

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        return self._transaction(_name(sys._getframe(1)))

    @asynccontextmanager
    async def _transaction(self, name: str) -> AsyncIterator[Transaction]:
        if self._life.over:
            self._life.point(name, "before")
        async with self._inner.transaction() as tx:
            yield tx
            self._life.point(name, "before")
        self._life.in_the_air = False
        self._life.point(name, "after")

    async def close(self) -> None:
        await self._inner.close()


def _name(caller: FrameType) -> str:
    """Module, function and line: a function may hold several transactions."""
    module = caller.f_globals["__name__"].removeprefix("bot.")
    return f"{module}.{caller.f_code.co_qualname}:{caller.f_lineno}"
