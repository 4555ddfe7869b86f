"""Find the client who wants to be forgotten, and everything that names them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from sondir.adapters.database.codec import read_incident
from sondir.adapters.database.tables.bookings import booking
from sondir.adapters.database.tables.conversations import message
from sondir.adapters.database.tables.incidents import incident
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.adapters.database.tables.people import person, person_alias
from sondir.domain.errors import Mistake
from sondir.domain.people import Role
from sondir.domain.person import normalised_phone


@dataclass(frozen=True, slots=True)
class Client:
    """Whom an erasure is about; only *org* and *ref* are ever written down."""

    org: str
    ref: str
    name: str | None
    addresses: tuple[str, ...]  # phone, channel ids: what a body names them by
    channel_ids: tuple[str, ...]  # of messages; WhatsApp's hold the number

    @property
    def names(self) -> tuple[str, ...]:
        """Return every string by which a channel would know them."""
        return (*self.addresses, *self.channel_ids)


@dataclass(frozen=True, slots=True)
class Obligations:
    """What is still owed; it stays under the reference, without a person to it."""

    bonus_kzt: int
    promises: int
    visits: int


def find_client(connection: Connection, who: str, org: str) -> tuple[str, str]:
    """Return (organisation, reference) of whom *who* names.

    *who* is a reference (`client:17`), a phone in any spelling or a channel's id
    (`ig:…`). Raises Mistake `erase.unknown_client`, `erase.several`,
    `erase.not_a_client`; none of them repeats what was typed.
    """
    found = _with_reference(connection, who) or _with_address(connection, who)
    if org:
        found = [row for row in found if row.org == org]
    if not found:
        raise Mistake("erase.unknown_client")
    if len(found) > 1:
        raise Mistake("erase.several", known=tuple(f"{r.org}: {r.ref}" for r in found))
    if found[0].role != Role.CLIENT:
        raise Mistake("erase.not_a_client", ref=found[0].ref)
    return found[0].org, found[0].ref


def _with_reference(connection: Connection, who: str) -> list[Any]:
    table = person.c
    query = select(table.org, table.ref, table.role).where(table.ref == who)
    return list(connection.execute(query))


def _with_address(connection: Connection, who: str) -> list[Any]:
    bare = who.strip().removeprefix("ig:").removeprefix("@")
    spellings = {who, bare, normalised_phone(who) or bare}
    spellings |= {s.removeprefix("+") for s in spellings}
    table, alias = person.c, person_alias.c
    known = select(alias.person).where(
        alias.org == table.org, alias.value.in_(spellings)
    )
    query = select(table.org, table.ref, table.role).where(
        or_(table.ref.in_(known), table.contact_value.in_(spellings))
    )
    return list(connection.execute(query))


def everything_of(connection: Connection, org: str, ref: str) -> Client:
    """Gather all names of a client."""
    card = connection.execute(
        select(person.c.name, person.c.contact_value).where(
            person.c.org == org, person.c.ref == ref
        )
    ).one()
    addresses = {card.contact_value} | set(
        connection.execute(
            select(person_alias.c.value).where(
                person_alias.c.org == org, person_alias.c.person == ref
            )
        ).scalars()
    )
    bare = {address.removeprefix("+") for address in addresses if address}
    return Client(
        org, ref, card.name, tuple(sorted(bare)), _channel_ids(connection, org, ref)
    )


def _channel_ids(connection: Connection, org: str, ref: str) -> tuple[str, ...]:
    theirs = select(message.c.channel_id).where(
        message.c.org == org, message.c.person == ref, message.c.text.is_not(None)
    )
    ours = select(outbox_message.c.wamid).where(
        outbox_message.c.org == org,
        outbox_message.c.recipient == ref,
        outbox_message.c.wamid.is_not(None),
    )
    found = {*connection.execute(theirs).scalars(), *connection.execute(ours).scalars()}
    return tuple(sorted(found))


def obligations_of(connection: Connection, org: str, ref: str, now: Any) -> Obligations:
    """Count what this client is still owed: tell them before they are forgotten."""
    bonus = connection.execute(
        select(person.c.bonus_kzt).where(person.c.org == org, person.c.ref == ref)
    ).scalar_one()
    documents = connection.execute(
        select(incident.c.document).where(
            incident.c.org == org, incident.c.document.contains(f'"{ref}"')
        )
    ).scalars()
    promises = sum(
        promise.to == ref
        for document in documents
        for promise in read_incident(document).open_promises()
    )
    visits = connection.execute(
        select(booking.c.id).where(
            booking.c.org == org, booking.c.client == ref, booking.c.start > now
        )
    ).all()
    return Obligations(int(bonus), promises, len(visits))
