"""The desk over one open transaction: every port of a step, on one connection."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from sondir.adapters.database.bookings import DatabaseBookings
from sondir.adapters.database.conversations import DatabaseConversations
from sondir.adapters.database.corridors import (
    DatabaseCorridors,
    DatabaseDetectors,
    DatabaseStandings,
)
from sondir.adapters.database.evenings import DatabaseEvenings
from sondir.adapters.database.inbox import DatabaseInbox
from sondir.adapters.database.incidents import DatabaseIncidents
from sondir.adapters.database.journal import DatabaseJournal
from sondir.adapters.database.ledger import DatabaseLedger
from sondir.adapters.database.mailbox import DatabaseMailbox, DatabaseTimers, Enqueue
from sondir.adapters.database.organisations import DatabaseOrganisations
from sondir.adapters.database.outbox import DatabaseOutbox
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.people import DatabasePeople
from sondir.adapters.database.surroundings import DatabaseSurroundings
from sondir.adapters.database.undone import DatabaseUndone
from sondir.domain.patience import Patience
from sondir.domain.playbook import Playbook
from sondir.domain.tariff import Tariff
from sondir.ports.channel import Channel
from sondir.ports.clock import Clock
from sondir.ports.ids import Ids
from sondir.ports.phrasebook import Phrasebook
from sondir.ports.reader import Reader


@dataclass(frozen=True, slots=True)
class House:
    """What every desk of a process shares and no database keeps."""

    clock: Clock
    ids: Ids
    reader: Reader
    phrasebook: Phrasebook
    channels: Mapping[str, Channel]
    playbooks: Mapping[str, Playbook]
    patience: Patience
    tariff: Tariff
    enqueue: Enqueue


class DatabaseDesk:
    """A `ports.desk.Desk` for one step; made for its transaction, forgotten after it.

    The first change of an organisation's rows takes that organisation's line
    (*partition*) and keeps it until the commit.
    """

    def __init__(self, connection: Connection, house: House) -> None:
        self.now: datetime = house.clock.now()
        self._house = house
        partition = Partition(connection)
        self.organisations = DatabaseOrganisations(connection)
        self.people = DatabasePeople(connection, partition)
        self.bookings = DatabaseBookings(connection, partition)
        self.outbox = DatabaseOutbox(connection, partition, self.now)
        self.conversations = DatabaseConversations(connection, partition, self.outbox)
        self.inbox = DatabaseInbox(connection, self.now)
        self.incidents = DatabaseIncidents(connection, partition)
        self.mailbox = DatabaseMailbox(
            connection, partition, house.clock, house.enqueue
        )
        self.timers = DatabaseTimers(connection)
        self.undone = DatabaseUndone(connection, self.now, house.enqueue)
        self.corridors = DatabaseCorridors(connection)
        self.evenings = DatabaseEvenings(connection, partition)
        self.detectors = DatabaseDetectors(connection, partition)
        self.standings = DatabaseStandings(connection, partition, self.now)
        self.ledger = DatabaseLedger(connection, partition)
        self.journal = DatabaseJournal(connection, partition)
        self.surroundings = DatabaseSurroundings(connection, partition, self.now)
        self.reader = house.reader
        self.phrasebook = house.phrasebook
        self.channels = house.channels
        self.playbooks = house.playbooks
        self.patience = house.patience
        self.tariff = house.tariff

    @property
    def monotonic_ms(self) -> int:
        """Return the monotonic clock, for own time only."""
        return int(self._house.clock.monotonic() * 1000)

    def new_id(self, kind: str) -> str:
        """Return a fresh id that sorts by time: 14 digits of it, 6 of chance."""
        return f"{kind}-{self._house.ids.ordered()[:20]}"

    def message_id(self, channel: str, channel_id: str) -> str:
        """Return our id of a message; the channel's would hold the telephone number."""
        digest = sha256(f"{channel}|{channel_id}".encode()).hexdigest()
        return f"m-{digest[:16]}"
