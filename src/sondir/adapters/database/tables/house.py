"""Organisations, their branches and the channel accounts that are theirs."""

from sqlalchemy import Column, Float, Integer, String, Table, Text

from sondir.adapters.database.tables.columns import Id, metadata, org_column

organisation = Table(
    "organisation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("timezone", String(64), nullable=False),
)

branch = Table(
    "branch",
    metadata,
    org_column(primary_key=True),
    Column("id", Id, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("hours", String(32), nullable=False),
    Column("rooms", Text, nullable=False),  # JSON list
)

channel_account = Table(
    "channel_account",
    metadata,
    Column("channel", Id, primary_key=True),
    Column("account", Id, primary_key=True),
    org_column(),
    Column("branch", Id),  # NULL serves the whole network
)
