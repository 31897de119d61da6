"""What every store has: the transaction's connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Column, CursorResult, Executable, Table
from sqlalchemy.ext.asyncio import AsyncConnection


class Store:
    """A port's implementation inside one transaction."""

    def __init__(self, connection: AsyncConnection):
        self._connection = connection

    async def _run(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        return await self._connection.execute(statement, values)


def columns_for(table: Table, shape: type) -> list[Column[Any]]:
    """The columns that a port's dataclass shows, so that a row's mapping is its arguments."""
    return [table.c[field.name] for field in fields(shape)]


def counted(rows: Iterable[Any], *names: str) -> dict[str, int]:
    """Counts by name, from (name, count) rows; 0 for those of `names` that have none."""
    return {**dict.fromkeys(names, 0), **{row[0]: row[1] for row in rows}}
