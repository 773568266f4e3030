"""Answers that were given, updates that wait for one, and facts by name."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("elapsed_ms", sa.Float, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("asked_in", sa.BigInteger),
        sa.Column("replied_in", sa.Text, nullable=False),
    )
    op.create_index("answers_of_conversation", "answers", ["conversation", "asked_at"])
    op.create_index("answers_of_person", "answers", ["person", "asked_at"])
    op.create_table(
        "journal",
        sa.Column("update_id", sa.BigInteger, primary_key=True),
        sa.Column("body", sa.Text),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("replying", sa.Integer, nullable=False),
    )
    op.create_table(
        "facts", sa.Column("name", sa.String(64), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )


def downgrade() -> None:
    for table in ("facts", "journal", "answers"):
        op.drop_table(table)
