"""Work that raised, and how often it was tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "work_undone",
        sa.Column("workflow", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=600), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workflow", "id"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("work_undone")
