"""The journal and the ledger: the two books in which the database itself refuses."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sondir.adapters.database.tables.columns import (
    Id,
    Key,
    Moment,
    Serial,
    metadata,
    org_column,
)

journal_head = Table(
    "journal_head",
    metadata,
    org_column(primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

# triggers refuse every change of a record (migrations/versions)
journal_record = Table(
    "journal_record",
    metadata,
    org_column(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entry", String(64), nullable=False),
    Column("incident", Id),
    Column("at", Moment, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("prev", String(64), nullable=False),
    Column("record", Text, nullable=False),  # the canonical JSON that was hashed
    UniqueConstraint("org", "prev", name="journal_record_one_successor"),
    Index("journal_record_by_incident", "org", "incident", "seq"),
    Index("journal_record_by_time", "org", "at"),
)

ledger_line = Table(
    "ledger_line",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    org_column(),
    Column("incident", Id, nullable=False),
    Column("reference", Key, nullable=False),
    Column("op", String(16), nullable=False),
    Column("amount_kzt", BigInteger, nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("left_kzt", BigInteger, nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("org", "incident", "reference", "op", name="ledger_line_once"),
    CheckConstraint("amount_kzt >= 0", name="ledger_line_not_negative"),
)

ledger_cap = Table(
    "ledger_cap",
    metadata,
    org_column(primary_key=True),
    Column("incident", Id, primary_key=True),
    Column("reference", Key, primary_key=True),
    Column("scope", Id, primary_key=True),
)

budget = Table(
    "budget",
    metadata,
    org_column(primary_key=True),
    Column("scope", Id, primary_key=True),
    Column("limit_kzt", BigInteger, nullable=False),
    # what the owner's yes allows beyond the limit, never more than is used
    Column("extended_kzt", BigInteger, nullable=False),
    Column("used_kzt", BigInteger, nullable=False),
    CheckConstraint(
        "used_kzt <= limit_kzt + extended_kzt", name="budget_not_overdrawn"
    ),
    CheckConstraint("used_kzt >= 0", name="budget_not_negative"),
)
