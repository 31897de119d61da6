"""A PostgreSQL server for the tests: its own, in a temporary folder, reached by a unix socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

OWNER = "bespoke"

#: The data is worth nothing: nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


class NoPostgres(Exception):
    """There are no server binaries on this machine."""


@dataclass(frozen=True)
class Server:
    """A running server; `socket`: the folder that holds its socket; `control`: calls pg_ctl with these arguments."""

    socket: Path
    control: Callable[..., None]

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@/{database}?host={self.socket}"

    async def create(self, database: str, template: str = "template0") -> str:
        """A new database; returns its URL."""
        await self.run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    async def drop(self, database: str) -> None:
        await self.run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    async def clear(self, database: str, tables: Sequence[str]) -> None:
        """Empty `tables`, in this order, after ending every connection that might hold them."""
        await self.hang_up(database)
        await self.run("; ".join(f'DELETE FROM "{table}"' for table in tables), database)

    async def hang_up(self, database: str) -> None:
        """End every connection to a database, as a server that stops would."""
        sessions = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'"
        await self.run(f"SELECT pg_terminate_backend(pid, 5000) FROM ({sessions}) AS sessions")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: `fast` as when its machine is shut down, `immediate` as when that loses its power."""
        self.control("-m", mode, "stop")

    def start(self) -> None:
        """Start it again."""
        self.control("start")

    async def run(self, statement: str, database: str = "postgres") -> None:
        connection = await asyncpg.connect(host=str(self.socket), user=OWNER, database=database)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def binaries() -> Path:
    """The folder with initdb and postgres: PATH's, else the newest that Debian's packages installed."""
    candidates = [Path(found).resolve().parent for name in ("initdb", "postgres") if (found := shutil.which(name))]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("no PostgreSQL server here: install one (Debian: postgresql), or put initdb on PATH")


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


@contextmanager
def running_server(**settings: str) -> Iterator[Server]:
    """Start a server, and stop it whatever happens; `settings` go before SETTINGS.

    Raises NoPostgres where there are no binaries.
    """
    tools = binaries()
    # A socket's path may have about 100 characters: not below pytest's long temporary folders.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    who = _unprivileged(folder)
    try:
        _call([tools / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"], who, log)
        options = " ".join(f"-c {name}='{value}'" for name, value in {**SETTINGS, **settings}.items()) + f" -k {folder}"

        def control(*arguments: str) -> None:
            _call([tools / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, *arguments], who, log)

        server = Server(folder, control)
        server.start()
        try:
            yield server
        finally:
            if (data / "postmaster.pid").exists():
                server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run as somebody else: the server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


def _call(command: list[str | Path], who: dict[str, Any], log: Path) -> None:
    # The server inherits the output: a pipe would never end.
    with tempfile.TemporaryFile() as output:
        status = subprocess.run(
            command, cwd=log.parent, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **who
        ).returncode
        if status:
            output.seek(0)
            said = output.read().decode(errors="replace") + (log.read_text(errors="replace") if log.exists() else "")
            raise RuntimeError(f"{command[0]} failed with {status}:\n{said}")
