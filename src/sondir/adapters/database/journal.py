"""The journal's book: one chain an organisation, appended under its lock."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.tables.books import journal_record
from sondir.domain.journal import Entry, Record, chain

_APPEND = insert(journal_record)


class DatabaseJournal:
    """Append and read; the database refuses everything else by triggers."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def append(self, entry: Entry) -> Record:
        """Give the entry its place after the head."""
        seq, prev = self._partition.head(entry.org)
        record = chain(entry, seq + 1, prev)
        self._connection.execute(
            _APPEND,
            {
                "org": entry.org,
                "seq": record.seq,
                "entry": entry.entry,
                "incident": entry.incident,
                "at": entry.at,
                "hash": record.hash,
                "prev": record.prev,
                "record": record.text,
            },
        )
        self._partition.advance(entry.org, record)
        return record

    def records(
        self, org: str, after: int = 0, incident: str | None = None
    ) -> Iterator[Record]:
        """Walk the records behind *after*, in order."""
        table = journal_record.c
        query = (
            select(table.record)
            .where(table.org == org, table.seq > after)
            .order_by(table.seq)
        )
        if incident is not None:
            query = query.where(table.incident == incident)
        for text in self._connection.execute(query).scalars():
            yield record_of(text)

    def since(
        self, org: str, since: datetime, entries: Collection[str]
    ) -> Iterator[Record]:
        """Walk the records of these kinds from a moment on, in order."""
        table = journal_record.c
        rows = self._connection.execute(
            select(table.record)
            .where(table.org == org, table.at >= since, table.entry.in_(entries))
            .order_by(table.seq)
        )
        for text in rows.scalars():
            yield record_of(text)

    def head(self, org: str) -> tuple[int, str]:
        """Return (seq, hash) of the newest record; holds the organisation's line."""
        return self._partition.head(org)


def record_of(text: str) -> Record:
    """Read a record from its stored text."""
    fields = json.loads(text)
    return Record(fields["seq"], fields["hash"], fields["prev"], text, fields)
