"""The desk: everything a step may read and change in its one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sondir.domain.patience import Patience
from sondir.domain.playbook import Playbook
from sondir.domain.tariff import Tariff
from sondir.ports.bookings import Bookings
from sondir.ports.channel import Channel
from sondir.ports.conversations import Conversations
from sondir.ports.corridors import Corridors, Detectors, Standings
from sondir.ports.evenings import Evenings
from sondir.ports.inbox import Inbox
from sondir.ports.incidents import Incidents
from sondir.ports.journal import Journal
from sondir.ports.ledger import LedgerBook
from sondir.ports.mailbox import Mailbox, Timers
from sondir.ports.outbox import Outbox
from sondir.ports.people import Organisations, People
from sondir.ports.phrasebook import Phrasebook
from sondir.ports.reader import Reader
from sondir.ports.surroundings import Surroundings
from sondir.ports.undone import Undone


class Desk(Protocol):
    """Opened by the engine for one step; committed whole or not at all."""

    @property
    def now(self) -> datetime:
        """Return the moment of this step (UTC)."""
        ...

    @property
    def monotonic_ms(self) -> int:
        """Return the monotonic clock, for own time only."""
        ...

    def new_id(self, kind: str) -> str:
        """Return a fresh id such as `inc-…`; deterministic in replay."""
        ...

    def message_id(self, channel: str, channel_id: str) -> str:
        """Return our id of a message, the same for the same message."""
        ...

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Return the channels of this installation by name."""
        ...

    @property
    def playbooks(self) -> Mapping[str, Playbook]:
        """Return the playbooks of this installation by name."""
        ...

    @property
    def patience(self) -> Patience: ...
    @property
    def tariff(self) -> Tariff: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def people(self) -> People: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def detectors(self) -> Detectors: ...
    @property
    def incidents(self) -> Incidents: ...
    @property
    def mailbox(self) -> Mailbox: ...
    @property
    def timers(self) -> Timers: ...
    @property
    def evenings(self) -> Evenings: ...
    @property
    def undone(self) -> Undone: ...
    @property
    def corridors(self) -> Corridors: ...
    @property
    def standings(self) -> Standings: ...
    @property
    def ledger(self) -> LedgerBook: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def surroundings(self) -> Surroundings: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def phrasebook(self) -> Phrasebook: ...
