"""Inbox, conversations and outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account_status",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "inbox_body",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "inbox_body_waiting",
        "inbox_body",
        ["id"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "inbox_count",
        sa.Column("body", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body"],
            ["inbox_body.id"],
        ),
        sa.PrimaryKeyConstraint("body", "kind"),
    )
    op.create_table(
        "inbox_quarantine",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("body", sa.String(length=255), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body"],
            ["inbox_body.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "inbox_unknown",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("body", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body"],
            ["inbox_body.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "message",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "id"),
        sa.UniqueConstraint("channel", "channel_id", name="message_once"),
    )
    op.create_index(
        "message_by_person", "message", ["org", "person", "written_at"], unique=False
    )
    op.create_table(
        "message_note",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("client", sa.String(length=255), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "message_id"),
    )
    op.create_table(
        "outbox_message",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=600), nullable=False),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("incident", sa.String(length=255), nullable=True),
        sa.Column("step", sa.String(length=255), nullable=True),
        sa.Column("recipient", sa.String(length=255), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("phrase", sa.String(length=255), nullable=False),
        sa.Column("send_window", sa.String(length=16), nullable=False),
        sa.Column("cost_kzt", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("free_form", sa.Boolean(), nullable=False),
        sa.Column("outbound", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=255), nullable=True),
        sa.Column("wamid", sa.Text(), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(
        "outbox_message_by_account",
        "outbox_message",
        ["account", "put_at"],
        unique=False,
    )
    op.create_index(
        "outbox_message_by_incident",
        "outbox_message",
        ["incident", "state"],
        unique=False,
    )
    op.create_index(
        "outbox_message_by_person",
        "outbox_message",
        ["org", "recipient", "put_at"],
        unique=False,
    )
    op.create_index(
        "outbox_message_by_state",
        "outbox_message",
        ["state", "not_before"],
        unique=False,
    )
    op.create_index(
        "outbox_message_by_wamid",
        "outbox_message",
        ["channel", "wamid"],
        unique=True,
        sqlite_where=sa.text("wamid IS NOT NULL"),
        postgresql_where=sa.text("wamid IS NOT NULL"),
    )
    op.create_table(
        "outbox_change",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=600), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["key"],
            ["outbox_message.key"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "outbox_change_by_key", "outbox_change", ["key", "number"], unique=False
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("outbox_change")
    op.drop_table("outbox_message")
    op.drop_table("message_note")
    op.drop_table("message")
    op.drop_table("inbox_unknown")
    op.drop_table("inbox_quarantine")
    op.drop_table("inbox_count")
    op.drop_table("inbox_body")
    op.drop_table("account_status")
