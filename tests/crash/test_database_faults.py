"""The database fails under the running bot, or before it starts: what is said, what is left, and that it goes on."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from planner.domain.errors import StorageError
from storage import engine
from storage.backup import back_up
from storage.database import migrate, open_database
from storage.restore import restore
from tests.e2e.stage import Stage, stage
from tests.postgres import NoPostgres, Server, running_server

WISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, by next Friday, under ¥150 each"
QUESTION = "Where shall it go"
CHINESE_WISH = "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，下周五前要，每件不超过150块"
CHINESE_QUESTION = "送到哪里"
PATIENCE = 30.0

#: Holds the file's write lock until it is ended.
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
#: A server that keeps its promises: each commit reaches the disk.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@asynccontextmanager
async def _locked(file: Path) -> AsyncIterator[None]:
    """Another process holds the file for the block, and is killed at its end."""
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(file), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.kill()
        await holder.communicate()


async def _logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Wait until an operator can read this in the log."""
    async with asyncio.timeout(PATIENCE):
        while words not in caplog.text:  # noqa: ASYNC110 - the log does not tell when it grows
            await asyncio.sleep(0.02)


async def _answered_once(play: Stage) -> None:
    """The wish was read and answered, and that once."""
    await play.alex.until_says(QUESTION, timeout=PATIENCE)
    await play.application.settled()
    assert play.alex.transcript().count(QUESTION) == 1, play.alex.transcript()


async def test_another_program_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While another process keeps the file locked the log says so; when that ends, what came meanwhile is answered."""
    monkeypatch.setattr(engine, "PATIENCE", 0.3)
    async with stage(tmp_path) as play:
        await play.application.settled()
        async with _locked(tmp_path / "bespoke.db"):
            await play.alex.sends(WISH)
            await _logged(caplog, "database is locked. Another program holds it for too long")
            assert QUESTION not in play.alex.transcript()
        await _answered_once(play)


async def test_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where nothing more can be stored the log says so and nothing is half there; with room again all is answered."""
    file = tmp_path / "bespoke.db"
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await _answered_once(play)
    pages, *before = _look(file, "PRAGMA page_count", *HALVES)
    with monkeypatch.context() as full:
        full.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, f"max_page_count={pages}"))
        async with stage(tmp_path) as play:
            await play.xiaolin.sends(CHINESE_WISH)
            await _logged(caplog, "database or disk is full. Free some disk space; nothing that was stored is lost.")
            assert CHINESE_QUESTION not in play.xiaolin.transcript()
    assert _look(file, "PRAGMA integrity_check", *HALVES) == ["ok", *before]
    async with stage(tmp_path) as play:
        await play.xiaolin.until_says(CHINESE_QUESTION, timeout=PATIENCE)
        await play.application.settled()
        assert play.xiaolin.transcript().count(CHINESE_QUESTION) == 1, play.xiaolin.transcript()


#: What one transaction writes of an answer.
HALVES = ("SELECT count(*) FROM orders", "SELECT count(*) FROM outbox", "SELECT count(*) FROM audit")


def _look(file: Path, *statements: str) -> list[object]:
    """What each says first."""
    with closing(sqlite3.connect(file)) as connection:
        return [connection.execute(statement).fetchone()[0] for statement in statements]


@pytest.fixture(scope="module")
def durable_server() -> Iterator[Server]:
    """A server of these tests' own: others share theirs."""
    try:
        with running_server(**DURABLE) as server:
            yield server
    except NoPostgres as reason:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(f"REQUIRE_POSTGRES=1, but {reason}")
        pytest.skip(str(reason))


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_the_server_goes_and_comes_back(
    tmp_path: Path, durable_server: Server, caplog: pytest.LogCaptureFixture, mode: str
) -> None:
    """A PostgreSQL server that is stopped (or crashes) and starts again finds the bot waiting, with nothing lost."""
    url = await durable_server.create(f"gone_{mode}")
    async with stage(tmp_path, database_url=url) as play:
        await play.alex.sends(WISH)
        await _answered_once(play)
        await asyncio.to_thread(durable_server.stop, mode)
        try:
            await play.xiaolin.sends(CHINESE_WISH)
            await _logged(caplog, "Is the server running")
        finally:
            await asyncio.to_thread(durable_server.start)
        await play.xiaolin.until_says(CHINESE_QUESTION, timeout=PATIENCE)
        await play.alex.presses("Hangzhou")
        await play.alex.until_offers("Cheapest", timeout=PATIENCE)
        await play.application.settled()
        assert play.xiaolin.transcript().count(CHINESE_QUESTION) == 1, play.xiaolin.transcript()


def _garbage(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (_garbage, "The file is damaged. Restore it from a backup."),
    "no database": (lambda file: file.write_text("notes " * 999), "It is not an SQLite file. Name another file"),
    "newer": (_newer, "has schema 9999, and this program knows none newer"),
    "a folder": (_folder, "Does the folder exist, and may this user write in it?"),
}


async def _bespoke(url: str, *command: str) -> tuple[int | None, str]:
    """Run a command as an operator does; returns its exit code, and what it says is wrong."""
    token = {"BOT_TOKEN": "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "BOT_API_URL": "http://127.0.0.1:9"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.runtime.cli",
        *command,
        env={**os.environ, **token, "DATABASE_URL": url},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_database_that_can_t_be_used(tmp_path: Path, fault: str) -> None:
    """The bot does not start on a database that it can't use: it names the file, says what to do, and leaves it."""
    file = tmp_path / "bespoke.db"
    await migrate(f"sqlite:///{file}")
    spoil, says = FAULTS[fault]
    spoil(file)
    before = _content(file)
    code, said = await _bespoke(f"sqlite:///{file}", "run")
    assert code == 2, said
    assert says in said
    assert "Traceback" not in said
    assert _content(file) == before


def _content(file: Path) -> bytes:
    return b"" if file.is_dir() else file.read_bytes()


async def test_a_damaged_file_is_replaced_by_its_backup(tmp_path: Path) -> None:
    """A conversation goes on from the backup that was made while it was under way, after its database was lost."""
    file, saved = tmp_path / "bespoke.db", tmp_path / "saved.backup"
    url = f"sqlite:///{file}"
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await _answered_once(play)
        await back_up(url, saved)
    _garbage(file)
    with pytest.raises(StorageError, match="Restore it from a backup"):
        await open_database(url)
    _remove(file)
    await restore(url, saved)
    async with stage(tmp_path) as play:
        await play.alex.presses("Hangzhou")
        await play.alex.until_offers("Cheapest", timeout=PATIENCE)
        assert play.alex.transcript().count("as I understand it") == 1, play.alex.transcript()


def _remove(file: Path) -> None:
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
