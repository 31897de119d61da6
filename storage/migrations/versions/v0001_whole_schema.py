"""The whole schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def where(condition: str) -> dict[str, Any]:
    """A partial index on either database."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("order_id", NUMBER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_order", "audit", ["order_id", "id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        sa.Column("job", sa.Text(), nullable=True),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("follow_ups_order", "follow_ups", ["order_id", "due"])
    op.create_index("follow_ups_ready", "follow_ups", ["ready_at", "id"])
    op.create_table(
        "inbox",
        sa.Column("bot_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("update_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=True),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("held_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "update_id"),
    )
    op.create_index("inbox_chat", "inbox", ["chat_id"], **where("ended_at IS NULL"))
    op.create_index(
        "inbox_held", "inbox", ["lane"], unique=True, **where("ended_at IS NULL AND held_until IS NOT NULL")
    )
    op.create_index("inbox_outcome", "inbox", ["outcome"])
    op.create_index("inbox_waiting", "inbox", ["lane", "update_id"], **where("ended_at IS NULL"))
    op.create_table(
        "inbox_lanes",
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.Column("head", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("lane"),
    )
    op.create_index("inbox_lanes_ready", "inbox_lanes", ["ready_at", "head"])
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "messages",
        sa.Column("chat_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("message_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id"),
    )
    op.create_index("messages_about", "messages", ["chat_id", "about", "message_id"], **where("about IS NOT NULL"))
    op.create_index("messages_slot", "messages", ["chat_id", "slot", "message_id"], **where("slot IS NOT NULL"))
    op.create_table(
        "orders",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("consumer", NUMBER, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("orders_consumer", "orders", ["consumer", "id"])
    op.create_index("orders_consumer_status", "orders", ["consumer", "status", "id"])
    op.create_index("orders_status", "orders", ["status"])
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("held_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "outbox_held", "outbox", ["chat_id"], unique=True, **where("ended_at IS NULL AND held_until IS NOT NULL")
    )
    op.create_index("outbox_outcome", "outbox", ["outcome"])
    op.create_index("outbox_slot", "outbox", ["chat_id", "slot"], **where("ended_at IS NULL"))
    op.create_index("outbox_waiting", "outbox", ["chat_id", "id"], **where("ended_at IS NULL"))
    op.create_table(
        "outbox_lanes",
        sa.Column("lane", NUMBER, autoincrement=False, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.Column("head", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("lane"),
    )
    op.create_index("outbox_lanes_ready", "outbox_lanes", ["ready_at", "head"])
    op.create_table(
        "people",
        sa.Column("chat_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_index(
        "people_unreachable",
        "people",
        ["chat_id"],
        sqlite_where=sa.text("reachable IS 0"),
        postgresql_where=sa.text("reachable IS false"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="jobs_order"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "jobs_booked",
        "jobs",
        ["trade", "last_day"],
        sqlite_where=sa.text("live IS 1"),
        postgresql_where=sa.text("live IS true"),
    )
    op.create_index("jobs_key", "jobs", ["key"], unique=True)
    op.create_index("jobs_status", "jobs", ["status"])
    op.create_index("jobs_supplier", "jobs", ["supplier", "status", "id"])
