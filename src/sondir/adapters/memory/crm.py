"""The CRM in memory: organisations, people, visits, corridors, the detector."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sondir.domain.corridor import Corridor, corridor_at
from sondir.domain.detection import Detector
from sondir.domain.organisation import Account, Organisation
from sondir.domain.people import Booking, Person, Role, Vendor
from sondir.domain.person import Alias, phone_of_wa_id
from sondir.domain.surroundings import (
    Known,
    Notice,
    Reads,
    SensorReading,
    still_holds,
)


def canonical(alias: Alias) -> tuple[str, str]:
    """Name a person's address the same, however the channel spells it."""
    if alias.kind in ("phone", "wa_id"):
        return "phone", phone_of_wa_id(alias.value.lstrip("+")) or alias.value
    return alias.kind, alias.value


@dataclass
class MemoryOrganisations:
    """Organisations and whose account is whose."""

    known: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[tuple[str, str], tuple[str, str | None]] = field(
        default_factory=dict
    )

    def add(self, organisation: Organisation, accounts: Iterable[Account]) -> None:
        """Take in an organisation with its channel accounts."""
        self.known[organisation.id] = organisation
        for account in accounts:
            here = (account.channel, account.account)
            self.accounts[here] = (organisation.id, account.branch)

    def get(self, org: str) -> Organisation:
        return self.known[org]

    def of_account(self, channel: str, account: str) -> tuple[str, str | None] | None:
        return self.accounts.get((channel, account))


@dataclass
class MemoryPeople:
    """Cards by (organisation, reference), found by any alias."""

    cards: dict[tuple[str, str], Person] = field(default_factory=dict)
    aliases: dict[tuple[str, str, str], str] = field(default_factory=dict)
    bench: dict[str, dict[str, Vendor]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def find(self, org: str, aliases: Sequence[Alias]) -> Person | None:
        for alias in aliases:
            ref = self.aliases.get((org, *canonical(alias)))
            if ref is not None:
                self._learn(org, ref, aliases)
                return self.cards[org, ref]
        return None

    def add(self, person: Person, aliases: Sequence[Alias]) -> Person:
        if not person.ref:
            counter = (person.org, str(person.role))
            self.numbers[counter] = self.numbers.get(counter, 0) + 1
            person = replace(person, ref=f"{person.role}:{self.numbers[counter]}")
        self.cards[person.org, person.ref] = person
        self._learn(person.org, person.ref, aliases)
        return person

    def _learn(self, org: str, ref: str, aliases: Sequence[Alias]) -> None:
        for alias in aliases:
            self.aliases.setdefault((org, *canonical(alias)), ref)

    def get(self, org: str, ref: str) -> Person:
        return self.cards[org, ref]

    def save(self, person: Person) -> None:
        self.cards[person.org, person.ref] = person

    def with_role(
        self, org: str, role: Role, branch: str | None = None
    ) -> list[Person]:
        return [
            p
            for p in self.cards.values()
            if p.org == org and p.role is role and branch in (None, p.branch)
        ]

    def vendors(self, org: str) -> list[Vendor]:
        return list(self.bench.get(org, {}).values())

    def save_vendor(self, org: str, vendor: Vendor) -> None:
        self.bench.setdefault(org, {})[vendor.ref] = vendor


@dataclass
class MemoryBookings:
    """The built-in book: one dictionary of visits, and whose they are."""

    book: dict[tuple[str, str], Booking] = field(default_factory=dict)
    by_client: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    by_branch: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, org: str, visit: Booking) -> None:
        """Take a visit in."""
        self.book[org, visit.id] = visit
        self.by_client.setdefault((org, visit.client), []).append(visit.id)
        self.by_branch.setdefault((org, visit.branch), []).append(visit.id)

    def of_client(
        self, org: str, client: str, since: datetime, until: datetime
    ) -> list[Booking]:
        return self._between(org, self.by_client.get((org, client), ()), since, until)

    def at_branch(
        self, org: str, branch: str, since: datetime, until: datetime
    ) -> list[Booking]:
        return self._between(org, self.by_branch.get((org, branch), ()), since, until)

    def between(self, org: str, since: datetime, until: datetime) -> list[Booking]:
        return self._between(org, (i for o, i in self.book if o == org), since, until)

    def _between(
        self, org: str, ids: Iterable[str], since: datetime, until: datetime
    ) -> list[Booking]:
        visits = [self.book[org, i] for i in ids]
        inside = [v for v in visits if since <= v.start < until]
        return sorted(inside, key=lambda v: (v.start, v.id))

    def get(self, org: str, booking: str) -> Booking | None:
        return self.book.get((org, booking))

    def move(self, org: str, booking: str, start: datetime) -> None:
        self.book[org, booking] = replace(
            self.book[org, booking], start=start, state="booked"
        )


@dataclass
class MemoryCorridors:
    """Corridors by organisation: the network's and those of branches."""

    versions: dict[str, list[Corridor]] = field(default_factory=dict)

    def current(self, org: str, branch: str | None) -> Corridor:
        return corridor_at(self.versions.get(org, ()), branch)


@dataclass
class MemoryDetectors:
    """One detector an organisation, kept as it is."""

    known: dict[str, Detector] = field(default_factory=dict)

    def load(self, org: str) -> Detector:
        if org not in self.known:
            self.known[org] = Detector()
        return self.known[org]

    def save(self, org: str, detector: Detector) -> None:
        self.known[org] = detector


@dataclass
class MemoryStandings:
    """Causes of caution by organisation."""

    active: dict[str, dict[str, str]] = field(default_factory=dict)

    def causes(self, org: str) -> Mapping[str, str]:
        return self.active.get(org, {})

    def raise_cause(self, org: str, cause: str) -> None:
        self.active.setdefault(org, {})[cause] = ""

    def clear_cause(self, org: str, cause: str) -> None:
        self.active.get(org, {}).pop(cause, None)


@dataclass
class MemorySurroundings:
    """Weather, announced works, sensors and what incidents have taught."""

    now: Callable[[], datetime]
    told: dict[str, Known] = field(default_factory=dict)
    taught: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def outdoor_c(self, org: str) -> int | None:
        known = self.known(org)
        holds = still_holds(known.outdoor_as_of, self.now())
        return known.outdoor_c if holds else None

    def notices(self, org: str) -> list[Notice] | None:
        notices = self.known(org).notices
        return None if notices is None else list(notices)

    def sensor(self, org: str, branch: str, topic: str) -> Reads | None:
        here = (branch, topic)
        for one in self.known(org).sensors:
            if (one.branch, one.topic) == here and still_holds(one.as_of, self.now()):
                return one.reads
        return None

    def known(self, org: str) -> Known:
        return self.told.get(org, Known())

    def keep_weather(
        self, org: str, outdoor_c: int | None, as_of: datetime | None
    ) -> None:
        self.told[org] = replace(
            self.known(org), outdoor_c=outdoor_c, outdoor_as_of=as_of
        )

    def keep_notices(self, org: str, notices: Sequence[Notice] | None) -> None:
        kept = None if notices is None else tuple(notices)
        self.told[org] = replace(self.known(org), notices=kept)

    def keep_sensors(self, org: str, readings: Sequence[SensorReading]) -> None:
        told = (*self.known(org).sensors, *readings)
        latest = {(one.branch, one.topic): one for one in told}
        sensors = tuple(latest[key] for key in sorted(latest))
        self.told[org] = replace(self.known(org), sensors=sensors)

    def counts(self, org: str) -> Mapping[str, int]:
        return self.taught.get(org, {})

    def learn(self, org: str, counts: Mapping[str, int]) -> None:
        self.taught[org] = counts
