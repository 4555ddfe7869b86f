"""What the pages read, over the desk in memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sondir.adapters.memory.desk import MemoryDesk
from sondir.domain.corridor import Corridor
from sondir.domain.incident import Incident
from sondir.domain.journal import Record, moment
from sondir.domain.organisation import Organisation
from sondir.domain.people import Booking, Person, Vendor
from sondir.domain.surroundings import Known
from sondir.ports.outbox import Posted
from sondir.ports.pages import InboxState, Search, Tally, View

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class MemoryViews:
    """Opens a view of the one desk (port `sondir.ports.pages.Views`)."""

    desk: MemoryDesk

    def read(self, work: Callable[[View], Answer]) -> Answer:
        return work(MemoryView(self.desk))


@dataclass(frozen=True)
class MemoryView:
    """Reads the desk's dictionaries."""

    desk: MemoryDesk

    def organisation(self, org: str) -> Organisation:
        return self.desk.organisations.get(org)

    def open_incidents(self, org: str) -> list[Incident]:
        return self.desk.incidents.open_in(org)[::-1]

    def closed_incidents(self, org: str, limit: int) -> list[Incident]:
        known = reversed(list(self.desk.incidents.known.values()))
        return [i for i in known if i.org == org and not i.is_open][:limit]

    def incident(self, org: str, incident: str) -> Incident | None:
        found = self.desk.incidents.known.get(incident)
        return found if found is not None and found.org == org else None

    def head(self, org: str) -> int:
        return len(self.desk.journal.chains.get(org, ()))

    def records(self, org: str, search: Search) -> list[Record]:
        found = [
            record
            for record in self.desk.journal.records(org, search.after, search.incident)
            if search.entry in (None, record.fields["entry"])
            and (search.before is None or record.seq < search.before)
            and _in_time(record, search)
        ]
        ordered = found[::-1] if search.newest else found
        return ordered[: search.limit]

    def texts(self, org: str) -> Iterator[str]:
        return (record.text for record in self.desk.journal.records(org))

    def people(self, org: str, refs: Sequence[str]) -> dict[str, Person]:
        cards = self.desk.people.cards
        return {ref: cards[org, ref] for ref in refs if (org, ref) in cards}

    def vendors(self, org: str) -> list[Vendor]:
        return self.desk.people.vendors(org)

    def visits(self, org: str, since: datetime, until: datetime) -> list[Booking]:
        return self.desk.bookings.between(org, since, until)

    def corridor(self, org: str, branch: str | None) -> Corridor:
        return self.desk.corridors.current(org, branch)

    def causes(self, org: str) -> Mapping[str, str]:
        return dict(self.desk.standings.causes(org))

    def surroundings(self, org: str) -> Known:
        return self.desk.surroundings.known(org)

    def messages(self, org: str, incident: str) -> list[Posted]:
        posted = self.desk.outbox.posted.values()
        return [p for p in posted if p.head.org == org and p.head.incident == incident]

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        return self.desk.ledger.used(org, scopes)

    def written(self, org: str, since: datetime, until: datetime) -> int:
        notes = self.desk.conversations.notes.values()
        return sum(n.org == org and since <= n.written_at < until for n in notes)

    def inbox(self) -> InboxState:
        inbox = self.desk.inbox
        parts: Counter[str] = Counter()
        for counts in inbox.counts.values():
            parts.update(counts)
        return InboxState(
            bodies=len(inbox.counts) + len(inbox.waiting),
            waiting=len(inbox.waiting),
            parts=dict(sorted(parts.items())),
            unknown=dict(sorted(Counter((k, w) for _, k, w in inbox.unknown).items())),
            quarantined=dict(sorted(Counter(a for _, a in inbox.foreign).items())),
        )

    def tally(self) -> Tally:
        inbox = self.desk.inbox
        incidents = self.desk.incidents.known.values()
        return Tally(
            bodies=len(inbox.counts) + len(inbox.waiting),
            unknown=len(inbox.unknown),
            quarantined=len(inbox.foreign),
            turns=len(self.desk.mailbox.seen),
            open_incidents=sum(1 for incident in incidents if incident.is_open),
            messages=Counter(p.state for p in self.desk.outbox.posted.values()),
        )


def _in_time(record: Record, search: Search) -> bool:
    at, entry = record.fields["at"], record.fields["entry"]
    return (
        (not search.entries or entry in search.entries)
        and (search.since is None or at >= moment(search.since))
        and (search.until is None or at < moment(search.until))
    )
