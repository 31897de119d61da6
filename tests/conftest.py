"""What every test may ask for: a database of its own, on either engine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage.database import open_database
from storage.ports import Database
from tests.postgres import NoPostgres, Server, running_server


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
    """An empty PostgreSQL database, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    yield await postgres_server.create(name)
    await postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bespoke.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database with the current schema, on each engine."""
    database = await open_database(database_url)
    yield database
    await database.close()
