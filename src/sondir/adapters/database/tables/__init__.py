"""What is kept, one file a meaning. Importing this package knows every table."""

from sondir.adapters.database.tables import (
    accounts,
    bookings,
    books,
    conversations,
    corridors,
    erasures,
    evenings,
    house,
    inbox,
    incidents,
    outbox,
    people,
    undone,
)
from sondir.adapters.database.tables.columns import metadata

__all__ = [
    "accounts",
    "bookings",
    "books",
    "conversations",
    "corridors",
    "erasures",
    "evenings",
    "house",
    "inbox",
    "incidents",
    "metadata",
    "outbox",
    "people",
    "undone",
]
