"""Who is who: one card a person, found by any of their aliases."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, case, insert, select, update

from sondir.adapters.database.cards import (
    card_of,
    columns_of_card,
    columns_of_vendor,
    vendor_of,
)
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.people import (
    person,
    person_alias,
    person_counter,
    vendor,
)
from sondir.domain.people import Person, Role, Vendor
from sondir.domain.person import Alias, AliasKind, phone_of_wa_id

Address = tuple[str, str, str]
BENCH = "bench"
"""The counter that keeps the vendors' bench in its order."""
_person = person
_vendor = vendor
_GET = select(person).where(
    person.c.org == bindparam("of"), person.c.ref == bindparam("which")
)
_WHO = select(person_alias.c.person).where(
    person_alias.c.org == bindparam("of"),
    person_alias.c.channel == bindparam("via"),
    person_alias.c.kind == bindparam("how"),
    person_alias.c.value == bindparam("address"),
)


class DatabasePeople:
    """Cards and aliases; an alias belongs to one card of an organisation."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def find(self, org: str, aliases: Sequence[Alias]) -> Person | None:
        """Return whom the first known alias names, and learn the unknown ones."""
        addresses = [address_of(alias) for alias in aliases]
        known = self._known(org, addresses)
        ref = next((known[a] for a in addresses if a in known), None)
        if ref is None:
            return None
        self._learn(org, ref, (a for a in addresses if a not in known))
        return self.get(org, ref)

    def add(self, person: Person, aliases: Sequence[Alias]) -> Person:
        """Make a card; an empty ref becomes the next number of its role."""
        self._partition.hold(person.org)
        position = self._next_number(person.org, person.role, _number_in(person.ref))
        if not person.ref:
            person = replace(person, ref=f"{person.role}:{position}")
        put(
            self._connection,
            _person,
            columns_of_card(person) | {"position": position},
            ("org", "ref"),
        )
        self._learn(person.org, person.ref, (address_of(a) for a in aliases))
        return person

    def get(self, org: str, ref: str) -> Person:
        """Return the card; raises KeyError where it was erased."""
        row = self._connection.execute(_GET, {"of": org, "which": ref}).one_or_none()
        if row is None:
            raise KeyError(ref)
        return card_of(row)

    def save(self, person: Person) -> None:
        """Keep a changed card; raises KeyError where it was erased meanwhile."""
        self._partition.hold(person.org)
        changed = self._connection.execute(
            update(_person)
            .where(_person.c.org == person.org, _person.c.ref == person.ref)
            .values(**columns_of_card(person))
        )
        if not changed.rowcount:
            raise KeyError(person.ref)

    def with_role(
        self, org: str, role: Role, branch: str | None = None
    ) -> list[Person]:
        """List owners, or the staff of a branch, in the order they were added."""
        query = (
            select(_person)
            .where(_person.c.org == org, _person.c.role == role.value)
            .order_by(_person.c.position)
        )
        if branch is not None:
            query = query.where(_person.c.branch == branch)
        return [card_of(row) for row in self._connection.execute(query)]

    def vendors(self, org: str) -> list[Vendor]:
        """List the vendors' bench."""
        rows = self._connection.execute(
            select(vendor).where(vendor.c.org == org).order_by(vendor.c.position)
        )
        return [vendor_of(row) for row in rows]

    def save_vendor(self, org: str, vendor: Vendor) -> None:
        """Keep a changed vendor."""
        self._partition.hold(org)
        row = columns_of_vendor(org, vendor)
        changed = self._connection.execute(
            update(_vendor)
            .where(_vendor.c.org == org, _vendor.c.ref == vendor.ref)
            .values(**row)
        )
        if not changed.rowcount:
            row["position"] = self._next_number(org, BENCH)
            self._connection.execute(insert(_vendor).values(**row))

    def _known(self, org: str, addresses: Sequence[Address]) -> dict[Address, str]:
        known: dict[Address, str] = {}
        for channel, kind, value in addresses:
            ref = self._connection.execute(
                _WHO, {"of": org, "via": channel, "how": kind, "address": value}
            ).scalar_one_or_none()
            if ref is not None:
                known[channel, kind, value] = ref
        return known

    def _learn(self, org: str, ref: str, addresses: Iterable[Address]) -> None:
        for channel, kind, value in addresses:
            self._partition.hold(org)
            alias = {"org": org, "channel": channel, "kind": kind, "value": value}
            insert_new(self._connection, person_alias, alias | {"person": ref})

    def _next_number(self, org: str, of: str, at_least: int = 0) -> int:
        """Count one up; a number is never given twice, also not after an erasure."""
        latest = person_counter.c.latest
        insert_new(
            self._connection, person_counter, {"org": org, "role": of, "latest": 0}
        )
        number: int = self._connection.execute(
            update(person_counter)
            .where(person_counter.c.org == org, person_counter.c.role == of)
            .values(latest=case((latest < at_least, at_least), else_=latest + 1))
            .returning(latest)
        ).scalar_one()
        return number


def _number_in(ref: str) -> int:
    number = ref.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def address_of(alias: Alias) -> Address:
    """Name an address the same, however it was met: account and spelling apart.

    >>> address_of(Alias("whatsapp", "1", "wa_id", "77990000101"))
    ('whatsapp', 'phone', '+77990000101')
    >>> address_of(Alias("whatsapp", "2", "phone", "+77990000101"))
    ('whatsapp', 'phone', '+77990000101')
    """
    if alias.kind in (AliasKind.WA_ID, AliasKind.PHONE):
        phone = phone_of_wa_id(alias.value.removeprefix("+"))
        if phone is not None:
            return alias.channel, AliasKind.PHONE.value, phone
    return alias.channel, str(alias.kind), alias.value
