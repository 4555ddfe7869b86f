"""Messages of ours: each once, with everything that became of it."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
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

outbox_message = Table(
    "outbox_message",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("key", Key, nullable=False, unique=True),
    org_column(),
    Column("incident", Id),
    Column("step", Id),
    Column("recipient", Id, nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("phrase", Id, nullable=False),
    Column("send_window", String(16), nullable=False),
    Column("cost_kzt", Integer, nullable=False),
    Column("channel", Id, nullable=False),
    Column("account", Id, nullable=False),
    Column("free_form", Boolean, nullable=False),
    Column("outbound", Text, nullable=False),  # JSON of domain.outbound.Outbound
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", Id),
    Column("wamid", Text),  # Instagram's are long
    Column("not_before", Moment, nullable=False),
    Column("put_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(
        "outbox_message_by_wamid",
        "channel",
        "wamid",
        unique=True,
        sqlite_where=text("wamid IS NOT NULL"),
        postgresql_where=text("wamid IS NOT NULL"),
    ),
    Index("outbox_message_by_state", "state", "not_before"),
    Index("outbox_message_by_person", "org", "recipient", "put_at"),
    Index("outbox_message_by_incident", "incident", "state"),
    Index("outbox_message_by_account", "account", "put_at"),
)

outbox_change = Table(
    "outbox_change",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("key", Key, ForeignKey("outbox_message.key"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("worker", Id),
    Index("outbox_change_by_key", "key", "number"),
)

account_status = Table(
    "account_status",
    metadata,
    Column("account", Id, primary_key=True),
    Column("heard_at", Moment, nullable=False),
)
