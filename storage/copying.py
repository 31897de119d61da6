"""All rows of one database into another, whatever the two engines: the tables are those that the source has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, DateTime, TableClause, column, insert, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.failures import clear_failures
from storage.types import UtcDateTime

#: Rows that are read, then written, at once: what is in memory, and how long one side waits for the other.
BATCH = 1000

#: Alembic's own table.
VERSION = "alembic_version"

#: PostgreSQL's counters that have given out a number.
SEQUENCES = """
SELECT c.table_name AS name, s.last_value AS seq
FROM information_schema.columns AS c
JOIN pg_sequences AS s ON format('%I.%I', s.schemaname, s.sequencename)
    = pg_get_serial_sequence(format('%I.%I', c.table_schema, c.table_name), c.column_name)
WHERE c.table_schema = current_schema() AND c.column_name = 'id' AND s.last_value IS NOT NULL
"""

#: A table's counter → the greatest number that it ever gave out.
Counters = Mapping[str, int]


def tables(connection: Connection) -> list[TableClause]:
    """The database's tables, each behind those that it points to; times are instants on either engine."""
    found = inspect(connection)
    names = [name for name, _ in found.get_sorted_table_and_fkc_names() if name not in (None, VERSION)]
    return [
        table(name, *(column(each["name"], _portable(each["type"])) for each in found.get_columns(name)))
        for name in names
        if name
    ]


def _portable(found: Any) -> Any:
    return UtcDateTime() if isinstance(found, DateTime) else found


def shape(found: Sequence[TableClause]) -> dict[str, set[str]]:
    """Table → its columns."""
    return {each.name: set(each.c.keys()) for each in found}


async def copy_rows(
    source: AsyncConnection, target: AsyncConnection, *, reading: str, writing: str, but: Collection[str] = ()
) -> dict[str, int]:
    """Into tables that are there and empty, leaving out some; returns how many rows of each.

    `reading`, `writing`: the two as messages name them. Raises StorageError where either fails.
    """
    count: dict[str, int] = {}
    with clear_failures(writing):
        into = {each.name: each for each in await target.run_sync(tables)}
    with clear_failures(reading):
        for each in await source.run_sync(tables):
            if each.name in but:
                continue
            count[each.name] = 0
            async with source.stream(select(each), execution_options={"yield_per": BATCH}) as rows:
                async for batch in rows.mappings().partitions():
                    with clear_failures(writing):
                        await target.execute(insert(into[each.name]), [dict(row) for row in batch])
                    count[each.name] += len(batch)
    return count


def counters(connection: Connection) -> Counters:
    """Where numbering stands, table by table; tables that never gave out a number are left out."""
    if connection.dialect.name == "sqlite":
        return {row.name: row.seq for row in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}
    return {row.name: row.seq for row in connection.execute(text(SEQUENCES))}


def set_counters(connection: Connection, values: Counters) -> None:
    """Numbering goes on behind these: a number that was ever given out does not come again."""
    for name, value in values.items():
        if connection.dialect.name == "sqlite":
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            statement = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :value)"
        else:
            statement = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :value)"
        connection.execute(text(statement), {"name": name, "value": value})
