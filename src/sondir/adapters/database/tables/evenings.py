"""The days whose evening line was written."""

from sqlalchemy import Column, Date, Integer, Table

from sondir.adapters.database.tables.columns import Moment, metadata, org_column

evening = Table(
    "evening",
    metadata,
    org_column(primary_key=True),
    Column("day", Date, primary_key=True),  # the salon's date
    Column("at", Moment, nullable=False),
    Column("seq", Integer, nullable=False),
)
