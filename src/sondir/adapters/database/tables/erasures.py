"""Who was erased, by reference: so that an older backup does not bring them back."""

from sqlalchemy import Column, Index, Table, Text

from sondir.adapters.database.tables.columns import (
    Id,
    Moment,
    Serial,
    metadata,
    org_column,
)

erasure = Table(
    "erasure",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    org_column(),
    Column("person", Id, nullable=False),  # a reference, such as client:17
    Column("at", Moment, nullable=False),
    Column("by", Id, nullable=False),
    Column("found", Text, nullable=False),  # JSON: how many rows of each kind
    Index("erasure_by_person", "org", "person"),
)
