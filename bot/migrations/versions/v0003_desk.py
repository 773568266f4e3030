"""Signing in at the desk; whether a reply to a request has reached the person who asked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("proof", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.add_column("requests", sa.Column("told_at", sa.DateTime))
    op.execute("UPDATE requests SET told_at = replied_at")  # what was replied until now has been sent


def downgrade() -> None:
    op.drop_column("requests", "told_at")
    for table in ("desk_sessions", "sign_in_links"):
        op.drop_table(table)
