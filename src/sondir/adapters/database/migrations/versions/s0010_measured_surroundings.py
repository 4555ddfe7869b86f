"""Weather has its moment, and sensors are read.

A temperature that stands there already was told when the organisation was founded:
the moment of its first corridor.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column(
        "surroundings", sa.Column("as_of", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(
        "UPDATE surroundings SET as_of = (SELECT min(v.at) FROM corridor_version v"
        " WHERE v.org = surroundings.org) WHERE outdoor_c IS NOT NULL"
    )
    op.create_table(
        "sensor_reading",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("reads", sa.String(length=16), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "branch", "topic"),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("sensor_reading")
    op.drop_column("surroundings", "as_of")
