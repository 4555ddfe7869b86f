"""What the pages read, over the tables: one transaction a page, nothing changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, Select, func, select

from sondir.adapters.database.bookings import DatabaseBookings
from sondir.adapters.database.cards import card_of
from sondir.adapters.database.codec import read_incident
from sondir.adapters.database.corridors import DatabaseCorridors
from sondir.adapters.database.journal import record_of
from sondir.adapters.database.ledger import DatabaseLedger
from sondir.adapters.database.letters import posted_of
from sondir.adapters.database.organisations import DatabaseOrganisations
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.people import DatabasePeople
from sondir.adapters.database.surroundings import known_around
from sondir.adapters.database.tables.books import journal_head, journal_record
from sondir.adapters.database.tables.conversations import message_note
from sondir.adapters.database.tables.corridors import standing_cause
from sondir.adapters.database.tables.inbox import (
    inbox_body,
    inbox_count,
    inbox_quarantine,
    inbox_unknown,
)
from sondir.adapters.database.tables.incidents import incident as incidents
from sondir.adapters.database.tables.incidents import turn
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.adapters.database.tables.people import person
from sondir.domain.corridor import Corridor
from sondir.domain.incident import Incident
from sondir.domain.journal import Record
from sondir.domain.organisation import Organisation
from sondir.domain.people import Booking, Person, Vendor
from sondir.domain.surroundings import Known
from sondir.ports.outbox import Posted
from sondir.ports.pages import InboxState, Search, Tally, View

Answer = TypeVar("Answer")
MOST_REFS = 500
"""References of one question; SQLite binds a limited number of values."""


@dataclass(frozen=True)
class DatabaseViews:
    """Opens views over *reader* (`open_reader`): pages never hold a writer up."""

    reader: Engine

    def read(self, work: Callable[[View], Answer]) -> Answer:
        """Do *work* over the last commit."""
        with self.reader.begin() as connection:
            return work(DatabaseView(connection))


class DatabaseView:
    """Reads through one connection (port `sondir.ports.pages.View`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def organisation(self, org: str) -> Organisation:
        """Return the organisation; raises KeyError where there is none."""
        return DatabaseOrganisations(self._connection).get(org)

    def open_incidents(self, org: str) -> list[Incident]:
        """List what is open, newest first."""
        return self._incidents(org, "open", 1_000)

    def closed_incidents(self, org: str, limit: int) -> list[Incident]:
        """List what was closed, newest first."""
        return self._incidents(org, "closed", limit)

    def _incidents(self, org: str, state: str, limit: int) -> list[Incident]:
        table = incidents.c
        rows = self._connection.execute(
            select(table.document)
            .where(table.org == org, table.state == state)
            .order_by(table.number.desc())
            .limit(limit)
        )
        return [read_incident(document) for document in rows.scalars()]

    def incident(self, org: str, incident: str) -> Incident | None:
        """Return one incident of this organisation."""
        document = self._connection.execute(
            select(incidents.c.document).where(
                incidents.c.org == org, incidents.c.id == incident
            )
        ).scalar_one_or_none()
        return read_incident(document) if document is not None else None

    def head(self, org: str) -> int:
        """Return the seq of the newest record."""
        seq = self._connection.execute(
            select(journal_head.c.seq).where(journal_head.c.org == org)
        ).scalar_one_or_none()
        return int(seq or 0)

    def records(self, org: str, search: Search) -> list[Record]:
        """List records of the journal."""
        table = journal_record.c
        query = select(table.record).where(table.org == org, table.seq > search.after)
        if search.incident is not None:
            query = query.where(table.incident == search.incident)
        if search.entry is not None:
            query = query.where(table.entry == search.entry)
        if search.before is not None:
            query = query.where(table.seq < search.before)
        query = _in_time(query, search)
        order = table.seq.desc() if search.newest else table.seq
        rows = self._connection.execute(query.order_by(order).limit(search.limit))
        return [record_of(text) for text in rows.scalars()]

    def texts(self, org: str) -> Iterator[str]:
        """Walk all records as they were hashed."""
        table = journal_record.c
        query = select(table.record).where(table.org == org).order_by(table.seq)
        yield from self._connection.execute(query).scalars()

    def people(self, org: str, refs: Sequence[str]) -> dict[str, Person]:
        """Return the cards that are still there."""
        found: dict[str, Person] = {}
        for start in range(0, len(refs), MOST_REFS):
            part = list(refs[start : start + MOST_REFS])
            query = select(person).where(person.c.org == org, person.c.ref.in_(part))
            for row in self._connection.execute(query):
                found[row.ref] = card_of(row)
        return found

    def vendors(self, org: str) -> list[Vendor]:
        """List the vendors' bench."""
        connection = self._connection
        return DatabasePeople(connection, Partition(connection)).vendors(org)

    def visits(self, org: str, since: datetime, until: datetime) -> list[Booking]:
        """List visits that start in [since, until)."""
        connection = self._connection
        book = DatabaseBookings(connection, Partition(connection))
        return book.between(org, since, until)

    def corridor(self, org: str, branch: str | None) -> Corridor:
        """Return the limits that hold now."""
        return DatabaseCorridors(self._connection).current(org, branch)

    def causes(self, org: str) -> Mapping[str, str]:
        """Return what makes the autopilot more careful."""
        table = standing_cause.c
        rows = self._connection.execute(
            select(table.cause, table.since).where(table.org == org)
        )
        return {row.cause: row.since.isoformat() for row in rows}

    def surroundings(self, org: str) -> Known:
        """Return what was told of weather, works and sensors, with its moments."""
        return known_around(self._connection, org)

    def messages(self, org: str, incident: str) -> list[Posted]:
        """List our messages of one incident."""
        box = outbox_message.c
        rows = self._connection.execute(
            select(outbox_message)
            .where(box.org == org, box.incident == incident)
            .order_by(box.number)
        )
        return [posted_of(row) for row in rows]

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        """Say how much of each scope of the ledger is used."""
        connection = self._connection
        return DatabaseLedger(connection, Partition(connection)).used(org, scopes)

    def written(self, org: str, since: datetime, until: datetime) -> int:
        """Count the clients' messages of a stretch of time."""
        note = message_note.c
        counted = select(func.count()).where(
            note.org == org, note.written_at >= since, note.written_at < until
        )
        return self._count(counted)

    def inbox(self) -> InboxState:
        """Count what came in."""
        connection = self._connection
        parts, unknown, foreign = inbox_count.c, inbox_unknown.c, inbox_quarantine.c
        total = func.count()
        of_kind = connection.execute(
            select(parts.kind, func.sum(parts.parts))
            .group_by(parts.kind)
            .order_by(parts.kind)
        )
        not_understood = connection.execute(
            select(unknown.kind, unknown.why, total)
            .group_by(unknown.kind, unknown.why)
            .order_by(unknown.kind, unknown.why)
        )
        not_ours = connection.execute(
            select(foreign.account, total)
            .group_by(foreign.account)
            .order_by(foreign.account)
        )
        return InboxState(
            bodies=self._count(select(total).select_from(inbox_body)),
            waiting=self._count(select(total).where(inbox_body.c.settled_at.is_(None))),
            parts={kind: int(number) for kind, number in of_kind},
            unknown={(kind, why): number for kind, why, number in not_understood},
            quarantined={account: number for account, number in not_ours},
        )

    def tally(self) -> Tally:
        """Count for those who watch the machine."""
        total = func.count()
        states = self._connection.execute(
            select(outbox_message.c.state, total).group_by(outbox_message.c.state)
        )
        return Tally(
            bodies=self._count(select(total).select_from(inbox_body)),
            unknown=self._count(select(total).select_from(inbox_unknown)),
            quarantined=self._count(select(total).select_from(inbox_quarantine)),
            turns=self._count(select(total).select_from(turn)),
            open_incidents=self._count(
                select(total).where(incidents.c.state == "open")
            ),
            messages={state: number for state, number in states},
        )

    def _count(self, query: Select[int]) -> int:
        return int(self._connection.execute(query).scalar_one())


def _in_time(query: Select[str], search: Search) -> Select[str]:
    """Narrow a search to its kinds and its stretch of time."""
    table = journal_record.c
    if search.entries:
        query = query.where(table.entry.in_(search.entries))
    if search.since is not None:
        query = query.where(table.at >= search.since)
    if search.until is not None:
        query = query.where(table.at < search.until)
    return query
