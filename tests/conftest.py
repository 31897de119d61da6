"""What every test may ask for: a database of its own, on either engine.

`database`            open, with the current schema, nothing in it
`database_url`        where that is, to open it again or in another process
`empty_database_url`  one without a schema
`postgres_url`        the same, on PostgreSQL alone
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage.database import migrate, open_database
from storage.ports import Database
from storage.schema import metadata
from tests.postgres import NoPostgres, Server, running_server

ENGINES = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server. Skips where there is none, unless REQUIRE_POSTGRES=1 says that there must be one."""
    try:
        with running_server() as server:
            yield server
    except NoPostgres as reason:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(f"REQUIRE_POSTGRES=1, but {reason}")
        pytest.skip(str(reason))


@pytest.fixture
async def postgres_url(postgres_server: Server) -> AsyncIterator[str]:
    """A PostgreSQL database without a schema, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    yield await postgres_server.create(name)
    await postgres_server.drop(name)


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a schema, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bespoke.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the current schema, to copy: that is much faster than to migrate."""
    file = tmp_path_factory.mktemp("sqlite") / "bespoke.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Server) -> str:
    """A PostgreSQL database with the current schema, shared by tests that leave the schema alone; its name."""
    asyncio.run(_migrated(postgres_server))
    return "shared"


async def _migrated(server: Server) -> None:
    await migrate(await server.create("shared"))


@pytest.fixture
async def cleared_postgres_url(postgres_server: Server, migrated_postgres: str) -> str:
    """The shared database, with whatever a test before left in it (rows, connections, locks) removed."""
    await postgres_server.clear(migrated_postgres, [table.name for table in reversed(metadata.sorted_tables)])
    return postgres_server.url(migrated_postgres)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the current schema and nothing in it, on each engine."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "bespoke.db")
        return f"sqlite:///{tmp_path}/bespoke.db"
    url: str = request.getfixturevalue("cleared_postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database with the current schema and nothing in it, on each engine."""
    database = await open_database(database_url)
    yield database
    await database.close()
