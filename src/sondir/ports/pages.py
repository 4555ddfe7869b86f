"""What the pages read: projections of the books, one consistent look at a time.

A page never changes what it shows; what a person decides goes through the desk.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sondir.domain.corridor import Corridor
from sondir.domain.incident import Incident
from sondir.domain.journal import Record
from sondir.domain.organisation import Organisation
from sondir.domain.people import Booking, Person, Vendor
from sondir.domain.surroundings import Known
from sondir.ports.outbox import Posted
from sondir.ports.phrasebook import Args

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Search:
    """Which records of a journal are wanted; None means any.

    *after* is a seq; *newest* turns the order round; *limit* counts records. *entries*
    are further kinds beside *entry*; *since* is included, *until* is not.
    """

    after: int = 0
    incident: str | None = None
    entry: str | None = None
    newest: bool = False
    limit: int = 500
    before: int | None = None
    entries: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxState:
    """What came in, and what of it nobody could use. Counts only, never words.

    *unknown* counts parts by (kind, why), *quarantined* by the foreign account.
    """

    bodies: int = 0
    waiting: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[tuple[str, str], int] = field(default_factory=dict)
    quarantined: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers over the whole installation, for those who watch the machine."""

    bodies: int
    unknown: int
    quarantined: int
    turns: int
    open_incidents: int
    messages: Mapping[str, int]


class View(Protocol):
    """One look at the books."""

    def organisation(self, org: str) -> Organisation:
        """Return the organisation; raises KeyError where there is none."""
        ...

    def open_incidents(self, org: str) -> list[Incident]:
        """List what is open, newest first."""
        ...

    def closed_incidents(self, org: str, limit: int) -> list[Incident]:
        """List what was closed, newest first."""
        ...

    def incident(self, org: str, incident: str) -> Incident | None:
        """Return one incident of this organisation; None where it has none such."""
        ...

    def head(self, org: str) -> int:
        """Return the seq of the newest record; 0 before the first. Cheap."""
        ...

    def records(self, org: str, search: Search) -> list[Record]:
        """List records of the journal."""
        ...

    def texts(self, org: str) -> Iterator[str]:
        """Walk all records as they were hashed, in order."""
        ...

    def people(self, org: str, refs: Sequence[str]) -> dict[str, Person]:
        """Return the cards that are still there, by reference."""
        ...

    def vendors(self, org: str) -> list[Vendor]:
        """List the vendors' bench."""
        ...

    def visits(self, org: str, since: datetime, until: datetime) -> list[Booking]:
        """List the organisation's visits that start in [since, until), oldest first."""
        ...

    def corridor(self, org: str, branch: str | None) -> Corridor:
        """Return the limits that hold now."""
        ...

    def causes(self, org: str) -> Mapping[str, str]:
        """Return what makes the autopilot more careful: {cause: since}."""
        ...

    def surroundings(self, org: str) -> Known:
        """Return what was told of weather, works and sensors, with its moments."""
        ...

    def messages(self, org: str, incident: str) -> list[Posted]:
        """List our messages of one incident, oldest first."""
        ...

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        """Say how much of each scope of the ledger is used, in KZT."""
        ...

    def written(self, org: str, since: datetime, until: datetime) -> int:
        """Count the clients' messages of a stretch of time."""
        ...

    def inbox(self) -> InboxState:
        """Count what came in."""
        ...

    def tally(self) -> Tally:
        """Count for those who watch the machine."""
        ...


class Views(Protocol):
    """Opens a view."""

    def read(self, work: Callable[[View], Answer]) -> Answer:
        """Do *work* over one consistent state of the books."""
        ...


class Voice(Protocol):
    """How codes are said to a reader; implemented over languages/."""

    def entry(
        self, fields: Mapping[str, Any], lang: str, people: Mapping[str, str]
    ) -> list[str]:
        """Say a journal record in the source's form: its head, then its lines."""
        ...

    def sentence(self, code: str, lang: str, args: Args) -> str:
        """Say a {"code", "args"} pair."""
        ...

    def word(self, table: str, code: str, lang: str) -> str:
        """Say the name of a thing: a topic, a cause, a step, a limit."""
        ...

    def knows(self, code: str) -> bool:
        """Say whether *code* is a word of ours, not something that people wrote."""
        ...
