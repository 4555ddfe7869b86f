"""Incidents, the turns in their mailboxes and the timers that write into them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from sondir.adapters.database.tables.columns import (
    Id,
    Key,
    Moment,
    Serial,
    metadata,
    org_column,
)

incident = Table(
    "incident",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("id", Id, nullable=False, unique=True),
    org_column(),
    Column("branch", Id),
    Column("topic", Id, nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    # the veto, where the sender's claim can see it without reading the document
    Column("stopped", Boolean, nullable=False),
    Column("stopped_steps", Text, nullable=False),  # JSON list
    Column("document", Text, nullable=False),  # JSON of domain.incident.Incident
    Index("incident_by_state", "org", "state", "number"),
    Index("incident_by_topic", "org", "topic", "number"),
)

turn = Table(
    "turn",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("id", Key, nullable=False),
    Column("incident", Id, ForeignKey("incident.id"), nullable=False),
    Column("kind", Id, nullable=False),
    Column("stops", Boolean, nullable=False),  # an owner's stop: acts wait for it
    Column("document", Text, nullable=False),  # JSON of one domain.turn class
    Column("put_ms", BigInteger, nullable=False),
    Column("put_at", Moment, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("id", name="turn_once"),
    Index(
        "turn_waiting",
        "incident",
        "number",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)

timer = Table(
    "timer",
    metadata,
    Column("incident", Id, ForeignKey("incident.id"), primary_key=True),
    Column("name", Id, primary_key=True),
    Column("due", Moment, nullable=False),
    Index("timer_by_due", "due"),
)
