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
    """The schema that the database has; None for an empty one. Raises StorageError where it is somebody else's."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise StorageError("The database holds another program's tables. Give Bespoke an empty one of its own.")
    return revision


def bring_up_to_date(connection: Connection, *, migrate: bool) -> str:
    """Within the connection's transaction; returns the revision that the database then has.

    Raises StorageError where the schema is newer than this program, or older (or missing) and not to be changed.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
    stored, latest = stored_revision(connection), latest_revision()
    if stored == latest:
        return latest
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if stored is not None and stored not in known:
        raise StorageError(
            f"The database has schema {stored}, and this program knows none newer than {latest}. "
            "Upgrade Bespoke, or name another database."
        )
    if not migrate:
        raise StorageError(f"The database has schema {stored or 'none'}, not {latest}. Run `bespoke migrate` first.")
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return latest


def alembic_config() -> Config:
    """What Alembic needs to know; a connection goes into its `attributes`."""
    config = Config()
    # Alembic reads % as the start of a variable.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
