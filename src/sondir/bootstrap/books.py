"""Read an installation's journal from the command line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.tables.books import journal_record
from sondir.adapters.database.tables.house import organisation
from sondir.adapters.database.tables.people import person
from sondir.domain.errors import Mistake, Unavailable


@dataclass(frozen=True)
class Book:
    """The journal of one organisation."""

    database: Engine
    org: str

    def texts(self) -> list[str]:
        """Return the records as they were hashed."""
        table = journal_record
        query = (
            select(table.c.record).where(table.c.org == self.org).order_by(table.c.seq)
        )
        with self.database.connect() as connection:
            return [row.record for row in connection.execute(query)]

    def records(self, incident: str | None) -> Iterator[Mapping[str, Any]]:
        """Walk the records, or those of one incident."""
        for text in self.texts():
            fields = json.loads(text)
            if incident in (None, fields["incident"]):
                yield fields

    def names(self) -> dict[str, str]:
        """Return who is behind each reference, while their cards exist."""
        query = select(person.c.ref, person.c.name).where(person.c.org == self.org)
        with self.database.connect() as connection:
            rows = connection.execute(query)
            return {row.ref: row.name for row in rows if row.name}


def open_book(url: str, org: str) -> Book:
    """Open the journal of *org*, or of the only organisation there is.

    Raises Unavailable where the database does not answer, Mistake where the
    organisation is unknown or has to be named.
    """
    reader = open_reader(open_database(url))
    try:
        with reader.connect() as connection:
            known = [r.id for r in connection.execute(select(organisation.c.id))]
    except SQLAlchemyError as error:
        raise Unavailable("database.unreachable", why=type(error).__name__) from None
    if org and org not in known:
        raise Mistake("journal.unknown_org", org=org, known=tuple(known))
    if not org and len(known) != 1:
        raise Mistake("journal.name_org", known=tuple(known))
    return Book(reader, org or known[0])
