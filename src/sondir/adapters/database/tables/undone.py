"""How often a piece of work that raised was ordered again."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from sondir.adapters.database.tables.columns import Key, Moment, metadata

work_undone = Table(
    "work_undone",
    metadata,
    Column("workflow", String(16), primary_key=True),
    Column("id", Key, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("tried_at", Moment, nullable=False),
    Column("set_aside", Boolean, nullable=False),
)
