"""Organisations, people, bookings, worker leases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "worker_lease",
        sa.Column("executor_id", sa.String(length=255), nullable=False),
        sa.Column("beat", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("executor_id"),
    )
    op.create_table(
        "booking",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("client", sa.String(length=255), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("master", sa.Text(), nullable=False),
        sa.Column("price_kzt", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "id"),
    )
    op.create_index(
        "booking_by_branch", "booking", ["org", "branch", "start"], unique=False
    )
    op.create_index(
        "booking_by_client", "booking", ["org", "client", "start"], unique=False
    )
    op.create_table(
        "branch",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("hours", sa.String(length=32), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "id"),
    )
    op.create_table(
        "channel_account",
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("channel", "account"),
    )
    op.create_table(
        "person",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("ref", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("branch", sa.String(length=255), nullable=True),
        sa.Column("lang", sa.String(length=8), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("wants_human", sa.Boolean(), nullable=False),
        sa.Column("ad_consent", sa.Boolean(), nullable=False),
        sa.Column("contact_channel", sa.String(length=255), nullable=True),
        sa.Column("contact_account", sa.String(length=255), nullable=True),
        sa.Column("contact_kind", sa.String(length=16), nullable=True),
        sa.Column("contact_value", sa.Text(), nullable=True),
        sa.Column("last_wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bonus_kzt", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "ref"),
    )
    op.create_index("person_by_role", "person", ["org", "role", "branch"], unique=False)
    op.create_table(
        "person_counter",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "role"),
    )
    op.create_table(
        "vendor",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("ref", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trades", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("hours", sa.String(length=32), nullable=False),
        sa.Column("rating", sa.String(length=8), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("opt_in", sa.Boolean(), nullable=False),
        sa.Column("jobs_done", sa.Integer(), nullable=False),
        sa.Column("jobs_failed", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "ref"),
    )
    op.create_table(
        "person_alias",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["org", "person"], ["person.org", "person.ref"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "channel", "kind", "value"),
    )
    op.create_index(
        "person_alias_by_person", "person_alias", ["org", "person"], unique=False
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("person_alias")
    op.drop_table("vendor")
    op.drop_table("person_counter")
    op.drop_table("person")
    op.drop_table("channel_account")
    op.drop_table("branch")
    op.drop_table("booking")
    op.drop_table("worker_lease")
    op.drop_table("organisation")
