"""The days whose evening line was written; the journal is found by time."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "evening",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "day"),
    )
    op.create_index("journal_record_by_time", "journal_record", ["org", "at"])


def downgrade() -> None:
    """Drop both."""
    op.drop_index("journal_record_by_time", "journal_record")
    op.drop_table("evening")
