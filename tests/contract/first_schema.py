"""A database as the first schema's program left it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from storage import upgrade
from storage.engine import make_engine, parse_url
from tests.contract.times import NOW

#: A row of every table in the first schema that was released, as that program wrote it.
FIRST_SCHEMA = (
    "INSERT INTO inbox VALUES (1, 5, 7, '1:7', '{}', :now, :now, NULL, 0, NULL, NULL, NULL)",
    "INSERT INTO inbox_lanes VALUES ('1:7', :now, 5)",
    "INSERT INTO outbox VALUES (3, 7, '{\"text\":\"hi\"}', 'order:1', NULL, :now, :now, NULL, 0, NULL, NULL, NULL)",
    "INSERT INTO outbox_lanes VALUES (7, :now, 3)",
    "INSERT INTO messages VALUES (7, 100, 'order:1', 'order:1', :now)",
    "INSERT INTO orders VALUES (1, 4, 'apparel', 7, 'confirming', '{\"n\":1}', :now, :now)",
    "INSERT INTO jobs VALUES (1, '1-1', 1, 'apparel', 's1', 'offered', :yes, :day, :day, '{}')",
    "INSERT INTO follow_ups VALUES (2, 'remind', 1, '1-1', :now, :now, '{}', 0, NULL)",
    "INSERT INTO actions VALUES ('a1', 7, 'accept', '{}', 1, 4, :now, NULL)",
    "INSERT INTO people VALUES (7, 'Lei', 'zh', :yes, :now)",
    "INSERT INTO audit VALUES (1, 1, :now, 'consumer:7', 'ordered', '{}')",
    "INSERT INTO leases VALUES ('sender', 'me', :now)",
)


async def within(url: str, act: Callable[[Connection], Any]) -> Any:
    """What `act` returns, run in one transaction of an engine of its own."""
    engine = make_engine(parse_url(url), create=True)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(act)
    finally:
        await engine.dispose()


def first_schema_with_data(connection: Connection) -> None:
    """The tables of the first schema, with a row in each."""
    upgrade.upgrade_to(connection, "0001")
    sqlite = connection.dialect.name == "sqlite"
    values = {
        "now": NOW.replace(tzinfo=None).isoformat(" ") if sqlite else NOW,
        "day": "2026-12-10" if sqlite else NOW.date(),
        "yes": True,
    }
    for statement in FIRST_SCHEMA:
        names = {name: value for name, value in values.items() if f":{name}" in statement}
        connection.execute(text(statement.replace(':"', r'\:"').replace(":1}", r"\:1}")), names)
