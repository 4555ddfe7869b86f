"""Corridors, detector, surroundings, sign-in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sign_in_attempt",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "sign_in_attempt_by_subject", "sign_in_attempt", ["subject", "at"], unique=False
    )
    op.create_table(
        "corridor_version",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("org", "branch", "version", name="corridor_version_once"),
    )
    op.create_table(
        "detector_part",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=600), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "key"),
    )
    op.create_table(
        "learned_count",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "key"),
    )
    op.create_table(
        "notice",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("branch", sa.String(length=255), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("notice_by_org", "notice", ["org"], unique=False)
    op.create_table(
        "standing_cause",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("cause", sa.String(length=255), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "cause"),
    )
    op.create_table(
        "surroundings",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("outdoor_c", sa.Integer(), nullable=True),
        sa.Column("knows_notices", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("login", sa.String(length=255), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=True),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'manager', 'viewer')", name="user_role"),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "one_time_code",
        sa.Column("user", sa.String(length=255), nullable=False),
        sa.Column("purpose", sa.String(length=255), nullable=False),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "purpose"),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=255), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("web_session_by_user", "web_session", ["user"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("web_session")
    op.drop_table("one_time_code")
    op.drop_table("user_account")
    op.drop_table("surroundings")
    op.drop_table("standing_cause")
    op.drop_table("notice")
    op.drop_table("learned_count")
    op.drop_table("detector_part")
    op.drop_table("corridor_version")
    op.drop_table("sign_in_attempt")
