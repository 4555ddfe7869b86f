"""Webhook bodies as they came, and what was strange about them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from sondir.adapters.database.tables.columns import Id, Moment, Serial, metadata

inbox_body = Table(
    "inbox_body",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", Id, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index(
        "inbox_body_waiting",
        "id",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
)

inbox_count = Table(
    "inbox_count",
    metadata,
    Column("body", Id, ForeignKey("inbox_body.id"), primary_key=True),
    Column("kind", Id, primary_key=True),
    Column("parts", Integer, nullable=False),
)

inbox_unknown = Table(
    "inbox_unknown",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("body", Id, ForeignKey("inbox_body.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("why", Id, nullable=False),
    Column("at", Moment, nullable=False),
)

inbox_quarantine = Table(
    "inbox_quarantine",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("body", Id, ForeignKey("inbox_body.id"), nullable=False),
    Column("account", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
