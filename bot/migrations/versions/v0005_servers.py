"""What several machines share: who works on which update, the tokens of a day, editions on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("journal") as journal:
        journal.add_column(sa.Column("line", sa.String(64)))
        journal.add_column(sa.Column("owner", sa.Integer))
        journal.create_index("journal_lines", ["line", "update_id"])
        journal.create_index("journal_owners", ["owner"])
    op.create_table(
        "spending",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "packs",
        sa.Column("edition", sa.String(64), primary_key=True),
        sa.Column("packed_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "pack_parts",
        sa.Column("edition", sa.String(64), primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    for table in ("pack_parts", "packs", "spending"):
        op.drop_table(table)
    with op.batch_alter_table("journal") as journal:
        journal.drop_index("journal_owners")
        journal.drop_index("journal_lines")
        journal.drop_column("owner")
        journal.drop_column("line")
