"""The last notes of an organisation are found without reading all of them."""

from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("message_note_by_time", "message_note", ["org", "written_at"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("message_note_by_time", "message_note")
