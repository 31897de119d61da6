"""Bringing a database's schema to the one that this program knows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from planner.domain.errors import StorageError

SCRIPTS = Path(__file__).with_name("migrations")

#: PostgreSQL's advisory lock: two processes that start at once migrate one after the other.
MIGRATING = 0x6265_7370


def latest_revision() -> str:
    """The schema that this program knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head() or ""


def stored_revision(connection: Connection) -> str | None:
    """The schema that the database has; None for an empty one.

    Raises StorageError where it is somebody else's, or newer than this program.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise StorageError("The database holds another program's tables. Give Bespoke an empty one of its own.")
    if revision is not None and not is_known(revision):
        raise StorageError(
            f"The database has schema {revision}, and this program knows none newer than {latest_revision()}. "
            "Upgrade Bespoke, or name another database."
        )
    return revision


def is_known(revision: str) -> bool:
    """Is it a schema that this program can read, or bring up to date?"""
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    return revision in {script.revision for script in scripts}


def bring_up_to_date(connection: Connection, *, migrate: bool) -> str:
    """Within the connection's transaction; returns the revision that the database then has.

    Raises StorageError where the schema is newer than this program, or older (or missing) and not to be changed.
    """
    one_at_a_time(connection)
    stored, latest = stored_revision(connection), latest_revision()
    if stored == latest:
        return latest
    if not migrate:
        raise StorageError(f"The database has schema {stored or 'none'}, not {latest}. Run `bespoke migrate` first.")
    upgrade_to(connection, latest)
    return latest


def one_at_a_time(connection: Connection) -> None:
    """Until this transaction ends, nobody else changes the schema (SQLite's transactions exclude each other)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})


def upgrade_to(connection: Connection, revision: str) -> None:
    """Run the revisions up to and with this one, within the connection's transaction."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def alembic_config() -> Config:
    """What Alembic needs to know; a connection goes into its `attributes`."""
    config = Config()
    # Alembic reads % as the start of a variable.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
