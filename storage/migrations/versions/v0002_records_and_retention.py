"""Suppliers' records, invitations, makers' notes; the kind of an update; and what letting go of old rows looks up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("inbox", sa.Column("kind", sa.Text(), server_default="message", nullable=False))
    op.create_index("inbox_recent", "inbox", ["chat_id", "received_at", "kind", "update_id"])
    for queue in ("inbox", "outbox"):
        ended = sa.text("ended_at IS NOT NULL")
        op.create_index(f"{queue}_ended", queue, ["ended_at"], sqlite_where=ended, postgresql_where=ended)
    op.create_index("outbox_chat", "outbox", ["chat_id"])
    op.create_index("actions_expiry", "actions", ["expires_at"])
    op.create_table(
        "observations",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("good", sa.Double(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("observations_once", "observations", ["job", "kind"], unique=True)
    op.create_index("observations_supplier", "observations", ["supplier", "at", "id"])
    op.create_table(
        "scores",
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("good", sa.Double(), nullable=False),
        sa.Column("bad", sa.Double(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", "kind"),
    )
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("created_by", NUMBER, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", NUMBER, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "connections",
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("connected_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("trade", "supplier"),
    )
    op.create_index("connections_chat", "connections", ["chat_id"])
    op.create_table(
        "notes",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("job", sa.Integer(), nullable=True),
        sa.Column("to_job", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("notes_order", "notes", ["order_id", "id"])
