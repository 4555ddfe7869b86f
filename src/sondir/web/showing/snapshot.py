"""Everything one incident's page shows, read in one look at the books."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sondir.domain.corridor import Corridor
from sondir.domain.incident import Incident
from sondir.domain.journal import Record
from sondir.domain.mode import Mode, ModeCause, mode_for
from sondir.domain.organisation import Organisation
from sondir.domain.people import Person, Vendor
from sondir.ports.outbox import Posted
from sondir.ports.pages import Search, View

REFERENCE = re.compile(r"\b(?:client|vendor|staff|owner):[\w-]+")
"""How a journal record names people (docs/reference/formats.md, 3)."""
MOST_RECORDS = 2_000
"""Records of one incident on one page; a crisis has a few hundred."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One incident and what belongs to it; *now* is the story's moment."""

    incident: Incident
    organisation: Organisation
    corridor: Corridor
    records: list[Record]
    people: Mapping[str, Person]
    vendors: Mapping[str, Vendor]
    messages: list[Posted]
    mode: Mode
    now: datetime
    aliases: Mapping[str, str] | None = None  # stand for all names, where masked
    place: str | None = None  # stands for the branch's name

    @property
    def branch_name(self) -> str:
        """Name the branch; a network incident bears the network's name."""
        if self.place is not None:
            return self.place
        branch = self.organisation.branch(self.incident.branch)
        return branch.name if branch else self.organisation.name

    @property
    def last_seq(self) -> int:
        """Return the seq of the newest record shown."""
        return self.records[-1].seq if self.records else 0

    @property
    def names(self) -> dict[str, str]:
        """Return names by reference, of those who have not been erased."""
        if self.aliases is not None:
            return dict(self.aliases)
        return names_of(self.people, self.vendors)

    def name(self, ref: str | None) -> str:
        """Say who a reference is; the reference itself where nobody knows."""
        return self.names.get(ref or "", ref or "")

    def latest(self, entry: str) -> Record | None:
        """Return the newest record of one kind."""
        found = (r for r in reversed(self.records) if r.fields["entry"] == entry)
        return next(found, None)


def take(view: View, org: str, incident_id: str, now: datetime) -> Snapshot | None:
    """Read an incident of *org*; None where the organisation has none such."""
    incident = view.incident(org, incident_id)
    if incident is None:
        return None
    search = Search(incident=incident_id, limit=MOST_RECORDS)
    records = view.records(org, search)
    vendors = {vendor.ref: vendor for vendor in view.vendors(org)}
    refs = references(records) | set(incident.letters) | set(incident.witnesses)
    return Snapshot(
        incident=incident,
        organisation=view.organisation(org),
        corridor=view.corridor(org, incident.branch),
        records=records,
        people=view.people(org, sorted(refs)),
        vendors=vendors,
        messages=view.messages(org, incident_id),
        mode=mode_of(view.causes(org), incident.standing.mode),
        now=now,
    )


def references(records: Iterable[Record]) -> set[str]:
    """List who is named in records."""
    return {ref for record in records for ref in REFERENCE.findall(record.text)}


def names_of(
    people: Mapping[str, Person], vendors: Mapping[str, Vendor]
) -> dict[str, str]:
    """Return names by reference; who has no name is left out."""
    names = {ref: person.name for ref, person in people.items() if person.name}
    return {ref: vendor.name for ref, vendor in vendors.items()} | names


def names_in(view: View, org: str, records: Iterable[Record]) -> dict[str, str]:
    """Return the names of those whom records mention."""
    refs = sorted(references(records))
    if not refs:
        return {}
    vendors = {vendor.ref: vendor for vendor in view.vendors(org)}
    return names_of(view.people(org, refs), vendors)


def mode_of(causes: Mapping[str, str], least: Mode = Mode.NORMAL) -> Mode:
    """Say how freely the autopilot flies, at least as carefully as *least*."""
    known = [ModeCause(cause) for cause in causes if cause in set(ModeCause)]
    return max(mode_for(known), least, key=lambda mode: mode.strictness)
