"""The built-in book of visits."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from sondir.adapters.database.tables.columns import Id, Moment, metadata, org_column

booking = Table(
    "booking",
    metadata,
    org_column(primary_key=True),
    Column("id", Id, primary_key=True),
    Column("client", Id, nullable=False),
    Column("branch", Id, nullable=False),
    Column("start", Moment, nullable=False),
    Column("service", Text, nullable=False),
    Column("master", Text, nullable=False),
    Column("price_kzt", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Index("booking_by_client", "org", "client", "start"),
    Index("booking_by_branch", "org", "branch", "start"),
)
