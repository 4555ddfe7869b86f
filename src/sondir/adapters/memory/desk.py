"""The desk in memory: replay, simulation and tests work on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sondir.adapters.memory.books import MemoryJournal, MemoryLedger
from sondir.adapters.memory.crm import (
    MemoryBookings,
    MemoryCorridors,
    MemoryDetectors,
    MemoryOrganisations,
    MemoryPeople,
    MemoryStandings,
    MemorySurroundings,
)
from sondir.adapters.memory.evenings import MemoryEvenings
from sondir.adapters.memory.post import (
    Enqueue,
    MemoryInbox,
    MemoryIncidents,
    MemoryMailbox,
    MemoryOutbox,
    MemoryTimers,
    MemoryUndone,
)
from sondir.adapters.memory.talk import MemoryConversations
from sondir.domain.patience import Patience
from sondir.domain.playbook import Playbook
from sondir.domain.tariff import Tariff
from sondir.ports.channel import Channel
from sondir.ports.clock import Clock
from sondir.ports.phrasebook import Phrasebook
from sondir.ports.reader import Reader


@dataclass(frozen=True)
class Equipment:
    """What a desk works with and does not store."""

    clock: Clock
    reader: Reader
    phrasebook: Phrasebook
    channels: Mapping[str, Channel]
    playbooks: Mapping[str, Playbook]
    patience: Patience = field(default_factory=Patience)
    tariff: Tariff = field(default_factory=Tariff)


class MemoryDesk:
    """Everything a step may read and change, in plain dictionaries.

    Ids count up from one, so that two runs of the same story give the same bytes.
    """

    def __init__(self, equipment: Equipment, enqueue: Enqueue) -> None:
        self._equipment = equipment
        self._count = 0
        self.organisations = MemoryOrganisations()
        self.people = MemoryPeople()
        self.bookings = MemoryBookings()
        self.corridors = MemoryCorridors()
        self.evenings = MemoryEvenings(lambda: self.organisations.known)
        self.detectors = MemoryDetectors()
        self.standings = MemoryStandings()
        self.surroundings = MemorySurroundings(self._now)
        self.inbox = MemoryInbox()
        self.incidents = MemoryIncidents()
        self.mailbox = MemoryMailbox(enqueue, lambda: self.monotonic_ms)
        self.timers = MemoryTimers()
        self.undone = MemoryUndone()
        self.outbox = MemoryOutbox(
            self.incidents, self._now, self.people, self.standings, self.mailbox
        )
        self.conversations = MemoryConversations(self.outbox)
        self.journal = MemoryJournal()
        self.ledger = MemoryLedger()
        self.reader = equipment.reader
        self.phrasebook = equipment.phrasebook
        self.channels = equipment.channels
        self.playbooks = equipment.playbooks
        self.patience = equipment.patience
        self.tariff = equipment.tariff

    def _now(self) -> datetime:
        return self._equipment.clock.now()

    @property
    def now(self) -> datetime:
        return self._now()

    @property
    def monotonic_ms(self) -> int:
        return int(self._equipment.clock.monotonic() * 1000)

    def new_id(self, kind: str) -> str:
        self._count += 1
        return f"{kind}-{self._count}"

    def message_id(self, channel: str, channel_id: str) -> str:
        return channel_id
