"""Column types and habits that both databases share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
)
from sqlalchemy.types import TypeDecorator

from sondir.adapters.database.lease import worker_lease

metadata = MetaData()
worker_lease.to_metadata(metadata)

Id = String(255)
"""Our ids, references and codes."""
Key = String(600)
"""Keys of messages and turns: `incident/step/recipient`, and a state behind it."""
Serial = BigInteger().with_variant(Integer, "sqlite")
"""A number that grows with every row."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: refuses a naive one, returns an aware one.

    SQLite keeps it as text that sorts by time, PostgreSQL as `timestamptz`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def org_column(*, primary_key: bool = False) -> Column[Any]:
    """Make the column that says whose row it is; every tenant's table has it."""
    return Column(
        "org",
        Id,
        ForeignKey("organisation.id"),
        nullable=False,
        primary_key=primary_key,
    )
