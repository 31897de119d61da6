"""The way from an older schema to the current one."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from planner.domain.errors import StorageError
from storage import upgrade
from storage.database import migrate, open_database
from storage.schema import metadata
from tests.contract.first_schema import first_schema_with_data, within
from tests.contract.times import LEASE, NOW, after

SQLITE_DEFINITIONS = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
POSTGRES_DEFINITIONS = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname !~ 'alembic'"
)

LATEST = upgrade.latest_revision()

NEXT_REVISION = f"""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{LATEST}"


def upgrade():
    op.add_column("people", sa.Column("note", sa.Text()))
    op.execute("UPDATE people SET note = 'moved'")
"""


@pytest.fixture
def old_database(empty_database_url: str) -> Callable[[], Awaitable[str]]:
    """Makes a database of the first schema with a row in every table; returns its URL."""

    async def make() -> str:
        await within(empty_database_url, first_schema_with_data)
        return empty_database_url

    return make


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program that knows one more revision; what is called writes that revision."""
    scripts = tmp_path / "migrations"
    shutil.copytree(upgrade.SCRIPTS, scripts)
    monkeypatch.setattr(upgrade, "SCRIPTS", scripts)
    following = scripts / "versions" / "v9000_notes.py"
    following.write_text(NEXT_REVISION)

    def write(revision: str) -> None:
        following.write_text(revision)

    return write


async def test_migrations_make_the_schema(empty_database_url: str) -> None:
    """The revisions, run one after the other, make exactly the tables that the program works with."""

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    await migrate(empty_database_url)
    assert await within(empty_database_url, differences) == []


async def test_migrations_make_the_indexes(empty_database_url: str) -> None:
    """Every index that the revisions make is, to the letter, the one that the program counts on."""

    def made(connection: Connection) -> dict[str, str]:
        sqlite = connection.dialect.name == "sqlite"
        rows = connection.execute(text(SQLITE_DEFINITIONS if sqlite else POSTGRES_DEFINITIONS))
        return {name: " ".join(definition.split()) for name, definition in rows}

    def both(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
        by_revisions = made(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        return by_revisions, made(connection)

    await migrate(empty_database_url)
    by_revisions, by_program = await within(empty_database_url, both)
    assert by_revisions == by_program
    assert len(by_program) > 20


def _content(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[Any]]:
    """The rows of each table, of these columns."""
    return {
        table: [tuple(row) for row in connection.execute(text(f"SELECT {', '.join(names)} FROM {table}"))]
        for table, names in columns.items()
    }


def _columns(connection: Connection) -> dict[str, list[str]]:
    found = inspect(connection)
    names = set(found.get_table_names()) - {"alembic_version"}
    return {table: [column["name"] for column in found.get_columns(table)] for table in names}


async def test_no_row_changes_on_the_way(old_database: Callable[[], Awaitable[str]]) -> None:
    """Of a first schema with something in every table, each row has the same in every column after migrating."""
    url = await old_database()
    columns = await within(url, _columns)
    before = await within(url, partial(_content, columns=columns))
    assert set(columns) <= set(metadata.tables)
    assert all(before.values())
    assert await migrate(url) == LATEST
    assert await within(url, partial(_content, columns=columns)) == before


async def test_an_old_database_works_on(old_database: Callable[[], Awaitable[str]]) -> None:
    """A database of the first schema opens with all that was in it, and goes on from there."""
    database = await open_database(await old_database())
    try:
        async with database.transaction() as tx:
            update = await tx.inbox.claim(after(1), LEASE)
            assert update is not None
            assert update.update_id == 5
            assert [message.payload for message in await tx.outbox.claim(after(1), 9, LEASE)] == [{"text": "hi"}]
            assert await tx.messages.slot(7, "order:1") == 100
            (job,) = await tx.orders.booked("apparel", NOW.date())
            order = await tx.orders.get(job.order_id)
            assert order is not None
            assert (await tx.orders.save(order, [job], after(1))).version == 5
            assert [follow_up.due for follow_up in await tx.follow_ups.claim(after(1), 9, LEASE)] == [NOW]
            assert await tx.actions.use("a1", after(1))
            person = await tx.people.get(7)
            assert person is not None
            assert person.language == "zh"
            assert [event.at for event in await tx.audit.of(1)] == [NOW]
            assert await tx.leases.acquire("sender", "other", after(1), LEASE)
            assert await tx.inbox.recent(7, "message", NOW, 6) == 1
            note = await tx.notes.add(1, after(1), "supplier:s1", "started")
            assert await tx.notes.of(1, 9) == [note]
    finally:
        await database.close()


async def test_an_older_schema_is_brought_up_to_date(
    old_database: Callable[[], Awaitable[str]], newer_program: Callable[[str], None]
) -> None:
    """Opening migrates an older schema with its data; without `create` it is refused, and left as it was."""
    url = await old_database()
    with pytest.raises(StorageError, match=r"0001, not 9000\. Run `bespoke migrate`"):
        await open_database(url, create=False)
    assert await migrate(url) == "9000"

    def notes(connection: Connection) -> list[str]:
        return list(connection.execute(text("SELECT note FROM people")).scalars())

    assert await within(url, notes) == ["moved"]
    await (await open_database(url, create=False)).close()


async def test_a_migration_that_fails_leaves_the_old_schema(
    old_database: Callable[[], Awaitable[str]], newer_program: Callable[[str], None]
) -> None:
    """A migration that breaks half-way leaves the database as it was, and can be run again."""
    url = await old_database()
    newer_program(NEXT_REVISION + '    op.execute("UPDATE people SET no_such_column = 1")\n')
    with pytest.raises(StorageError, match="no_such_column"):
        await migrate(url)
    newer_program(NEXT_REVISION)
    assert await migrate(url) == "9000"
