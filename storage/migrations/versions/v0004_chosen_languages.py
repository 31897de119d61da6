"""Whether somebody has chosen the language that they are answered in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("people", sa.Column("chosen", sa.Boolean(), server_default=sa.false(), nullable=False))
