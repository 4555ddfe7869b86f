"""What an organisation starts with: its salons, accounts, people and visits.

Read from one document (docs/reference/formats.md, 4: the part of a world that a CRM
may know), used by `sondir init`, the demo, replay and the tests alike, so that all
begin with the same cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sondir.domain.corridor import Corridor
from sondir.domain.corridor_document import parse_corridor
from sondir.domain.errors import Mistake
from sondir.domain.organisation import ALMATY, Account, Branch, Organisation
from sondir.domain.people import Booking, Contact, Person, Role, Vendor
from sondir.domain.person import Alias, AliasKind
from sondir.domain.surroundings import READS, SENSED, Notice, SensorReading

VISIT_MIN = 60
"""The length of a visit whose document names none."""


@dataclass(frozen=True, slots=True)
class Founding:
    """Everything that a new organisation brings.

    *as_of* is the moment of the temperature and of *sensors*; None, as in a story,
    keeps them true for good.
    """

    organisation: Organisation
    accounts: tuple[Account, ...]
    people: tuple[tuple[Person, Alias], ...]
    vendors: tuple[Vendor, ...]
    bookings: tuple[Booking, ...]
    corridor: Corridor
    outdoor_c: int | None
    notices: tuple[Notice, ...] | None
    sensors: tuple[SensorReading, ...] = ()
    as_of: datetime | None = None

    def measured_at(self, as_of: datetime) -> "Founding":
        """Return the same, with what was measured dated: it grows old from then on."""
        sensors = tuple(replace(one, as_of=as_of) for one in self.sensors)
        return replace(self, sensors=sensors, as_of=as_of)


def founding_of(crm: Mapping[str, Any], playbooks: frozenset[str]) -> Founding:
    """Read the founding document; raises Mistake naming a wrong corridor field.

    Raises Mistake `founding.sensor` for a sensor of no kind that we know.
    """
    organisation = _organisation(crm)
    accounts = _accounts(crm.get("accounts") or {})
    writer = _Cards(organisation.id, accounts)
    people = [
        *_owners(crm, writer),
        *_shift(crm, writer),
        *_vendors_people(crm, writer),
        *_clients(crm, writer),
    ]
    refs = {person_alias.value: person.ref for person, person_alias in people}
    bookings = _bookings(crm, refs)
    city = crm.get("city") or {}
    degrees = city.get("outdoor_c")
    return Founding(
        organisation=organisation,
        accounts=accounts,
        people=tuple(people),
        vendors=tuple(_vendor(i, row) for i, row in _numbered(crm, "vendors")),
        bookings=bookings,
        corridor=parse_corridor(crm.get("corridor") or {}, playbooks),
        outdoor_c=None if degrees is None else round(degrees),
        notices=_notices(city.get("notices")),
        sensors=tuple(_sensor(n, row) for n, row in _numbered(city, "sensors")),
    )


def _numbered(crm: Mapping[str, Any], part: str) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(crm.get(part) or (), start=1))


def _organisation(crm: Mapping[str, Any]) -> Organisation:
    branches = tuple(
        Branch(
            id=row["id"],
            name=row.get("name") or row["id"],
            lat=row.get("lat"),
            lon=row.get("lon"),
            hours=row.get("hours") or "09:00-21:00",
            rooms=tuple(row.get("rooms") or ()),
        )
        for row in crm.get("branches") or ()
    )
    org = str(crm.get("org") or "demo")
    return Organisation(org, str(crm.get("name") or org), branches)


def _accounts(rows: Mapping[str, Any]) -> tuple[Account, ...]:
    accounts = [
        Account("whatsapp", phone["phone_number_id"], phone.get("branch"))
        for phone in (rows.get("whatsapp") or {}).get("phones") or ()
    ]
    instagram = rows.get("instagram") or {}
    if instagram.get("account_id"):
        accounts.append(Account("instagram", instagram["account_id"], None))
    return tuple(accounts)


@dataclass(frozen=True, slots=True)
class _Cards:
    """Writes cards: who, with which address, reached from which account."""

    org: str
    accounts: Sequence[Account]

    def card(
        self, ref: str, role: Role, row: Mapping[str, Any]
    ) -> tuple[Person, Alias]:
        address = str(row["client"])
        alias = self._alias(address, row.get("branch"))
        contact = Contact(alias.channel, alias.account, alias.kind, alias.value)
        person = Person(
            ref=ref,
            org=self.org,
            role=role,
            name=row.get("name") or None,
            branch=row.get("branch"),
            visits=int(row.get("visits") or 0),
            opted_out=bool(row.get("opted_out")),
            ad_consent=bool(row.get("ad_consent")),
            contact=contact if alias.account else None,
        )
        return person, alias

    def _alias(self, address: str, branch: str | None) -> Alias:
        if address.startswith("ig:"):
            account = self._account("instagram", None)
            return Alias("instagram", account, AliasKind.IGSID, address[3:])
        account = self._account("whatsapp", branch)
        return Alias("whatsapp", account, AliasKind.PHONE, address)

    def _account(self, channel: str, branch: str | None) -> str:
        mine = [a for a in self.accounts if a.channel == channel]
        at_branch = [a for a in mine if branch is not None and a.branch == branch]
        return (at_branch or mine)[0].account if mine else ""


def _owners(crm: Mapping[str, Any], writer: _Cards) -> list[tuple[Person, Alias]]:
    owner = crm.get("owner")
    return [writer.card("owner:1", Role.OWNER, owner)] if owner else []


def _shift(crm: Mapping[str, Any], writer: _Cards) -> list[tuple[Person, Alias]]:
    return [
        writer.card(f"staff:{i}", Role.STAFF, row) for i, row in _numbered(crm, "shift")
    ]


def _vendors_people(
    crm: Mapping[str, Any], writer: _Cards
) -> list[tuple[Person, Alias]]:
    return [
        writer.card(f"vendor:{i}", Role.VENDOR, row)
        for i, row in _numbered(crm, "vendors")
    ]


def _clients(crm: Mapping[str, Any], writer: _Cards) -> list[tuple[Person, Alias]]:
    rows = list(crm.get("clients") or ())
    listed = {row["client"] for row in rows}
    booked = dict.fromkeys(b["client"] for b in crm.get("bookings") or ())
    rows += [{"client": c} for c in booked if c not in listed]
    return [
        writer.card(f"client:{i}", Role.CLIENT, row) for i, row in enumerate(rows, 1)
    ]


def _vendor(number: int, row: Mapping[str, Any]) -> Vendor:
    rating = row.get("rating")
    return Vendor(
        ref=f"vendor:{number}",
        name=str(row.get("name") or row.get("id")),
        trades=tuple(row.get("trades") or ()),
        lat=row.get("lat"),
        lon=row.get("lon"),
        hours=row.get("hours") or "00:00-24:00",
        rating=None if rating is None else f"{rating:g}",
        reviews=int(row.get("reviews") or 0),
        known=bool(row.get("known")),
        opt_in=bool(row.get("opt_in")),
    )


def _bookings(crm: Mapping[str, Any], refs: Mapping[str, str]) -> tuple[Booking, ...]:
    visits = []
    for number, row in _numbered(crm, "bookings"):
        address = str(row["client"]).removeprefix("ig:")
        visits.append(
            Booking(
                id=f"booking:{number}",
                client=refs[address],
                branch=row["branch"],
                start=_moment(row["start"]),
                service=row.get("service") or "",
                master=row.get("master") or "",
                price_kzt=int(row.get("price_kzt") or 0),
                minutes=int(row.get("minutes") or VISIT_MIN),
            )
        )
    return tuple(visits)


def _notices(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Notice, ...] | None:
    if rows is None:
        return None
    return tuple(
        Notice(
            kind=row["kind"],
            branch=row.get("branch"),
            since=_moment(row["from"]),
            until=_moment(row["until"]),
        )
        for row in rows
    )


def _sensor(number: int, row: Mapping[str, Any]) -> SensorReading:
    for field, known in (("topic", SENSED), ("reads", READS)):
        if row.get(field) not in known:
            place = f"city.sensors[{number - 1}].{field}"
            raise Mistake("founding.sensor", field=place, known=" ".join(known))
    return SensorReading(row["branch"], row["topic"], row["reads"])


def _moment(value: Any) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at if at.utcoffset() is not None else at.replace(tzinfo=ALMATY)
