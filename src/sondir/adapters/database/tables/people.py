"""Cards of people, the names under which channels know them, and the vendors' bench."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from sondir.adapters.database.tables.columns import Id, Moment, metadata, org_column

person = Table(
    "person",
    metadata,
    org_column(primary_key=True),
    Column("ref", Id, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", Text),
    Column("branch", Id),
    Column("lang", String(8)),
    Column("visits", Integer, nullable=False),
    Column("opted_out", Boolean, nullable=False),
    Column("wants_human", Boolean, nullable=False),
    Column("ad_consent", Boolean, nullable=False),
    Column("contact_channel", Id),
    Column("contact_account", Id),
    Column("contact_kind", String(16)),
    Column("contact_value", Text),
    Column("last_wrote_at", Moment),
    Column("bonus_kzt", Integer, nullable=False),
    Index("person_by_role", "org", "role", "branch"),
)

person_alias = Table(
    "person_alias",
    metadata,
    org_column(primary_key=True),
    Column("channel", Id, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("value", Text, primary_key=True),
    Column("person", Id, nullable=False),
    ForeignKeyConstraint(
        ["org", "person"], ["person.org", "person.ref"], ondelete="CASCADE"
    ),
    Index("person_alias_by_person", "org", "person"),
)

person_counter = Table(
    "person_counter",
    metadata,
    org_column(primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("latest", Integer, nullable=False),  # never given again, also not erased
)

vendor = Table(
    "vendor",
    metadata,
    org_column(primary_key=True),
    Column("ref", Id, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("trades", Text, nullable=False),  # JSON list
    Column("lat", Float),
    Column("lon", Float),
    Column("hours", String(32), nullable=False),
    Column("rating", String(8)),  # decimal text: "4.9"
    Column("reviews", Integer, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("opt_in", Boolean, nullable=False),
    Column("jobs_done", Integer, nullable=False),
    Column("jobs_failed", Integer, nullable=False),
    Column("source", Id, nullable=False),
)
