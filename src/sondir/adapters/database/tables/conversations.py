"""What people wrote, and what was understood of it; words can be erased."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from sondir.adapters.database.tables.columns import Id, Moment, metadata, org_column

message = Table(
    "message",
    metadata,
    org_column(primary_key=True),
    Column("id", Id, primary_key=True),
    Column("person", Id, nullable=False),
    Column("channel", Id, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("branch", Id),
    Column("written_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("text", Text),  # NULL once erased
    UniqueConstraint("channel", "channel_id", name="message_once"),
    Index("message_by_person", "org", "person", "written_at"),
)

message_note = Table(
    "message_note",
    metadata,
    org_column(primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("client", Id, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("noted", Text, nullable=False),  # JSON of ports.conversations.Noted
    Index("message_note_by_time", "org", "written_at"),
)
