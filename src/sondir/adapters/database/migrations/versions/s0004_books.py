"""Journal and ledger, with the triggers that refuse changes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "budget",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.Column("limit_kzt", sa.BigInteger(), nullable=False),
        sa.Column("extended_kzt", sa.BigInteger(), nullable=False),
        sa.Column("used_kzt", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "used_kzt <= limit_kzt + extended_kzt", name="budget_not_overdrawn"
        ),
        sa.CheckConstraint("used_kzt >= 0", name="budget_not_negative"),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "scope"),
    )
    op.create_table(
        "journal_head",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org"),
    )
    op.create_table(
        "journal_record",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("incident", sa.String(length=255), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "seq"),
        sa.UniqueConstraint("org", "prev", name="journal_record_one_successor"),
    )
    op.create_index(
        "journal_record_by_incident",
        "journal_record",
        ["org", "incident", "seq"],
        unique=False,
    )
    op.create_table(
        "ledger_cap",
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("incident", sa.String(length=255), nullable=False),
        sa.Column("reference", sa.String(length=600), nullable=False),
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("org", "incident", "reference", "scope"),
    )
    op.create_table(
        "ledger_line",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("org", sa.String(length=255), nullable=False),
        sa.Column("incident", sa.String(length=255), nullable=False),
        sa.Column("reference", sa.String(length=600), nullable=False),
        sa.Column("op", sa.String(length=16), nullable=False),
        sa.Column("amount_kzt", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("left_kzt", sa.BigInteger(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_kzt >= 0", name="ledger_line_not_negative"),
        sa.ForeignKeyConstraint(
            ["org"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint(
            "org", "incident", "reference", "op", name="ledger_line_once"
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        _refuse_on_sqlite()
    else:
        _refuse_on_postgresql()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("ledger_line")
    op.drop_table("ledger_cap")
    op.drop_table("journal_record")
    op.drop_table("journal_head")
    op.drop_table("budget")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_journal_change()")


def _refuse_on_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER journal_record_no_{verb.lower()}"
            f" BEFORE {verb} ON journal_record BEGIN"
            " SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
    # INSERT OR REPLACE deletes past the trigger above
    op.execute(
        "CREATE TRIGGER journal_record_no_replace BEFORE INSERT ON journal_record"
        " WHEN EXISTS (SELECT 1 FROM journal_record AS old WHERE old.org = NEW.org"
        " AND (old.seq = NEW.seq OR old.prev = NEW.prev)) BEGIN"
        " SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )


def _refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the journal is append-only'"
        " USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_record_no_change BEFORE UPDATE OR DELETE"
        " ON journal_record FOR EACH ROW EXECUTE FUNCTION refuse_journal_change()"
    )
    op.execute(
        "CREATE TRIGGER journal_record_no_truncate BEFORE TRUNCATE"
        " ON journal_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()"
    )
