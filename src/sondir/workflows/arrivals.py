"""Take one message in: who wrote, in which conversation, and whose business it is."""

from dataclasses import replace
from datetime import datetime, timedelta

from sondir.domain.inbound import InboundMessage
from sondir.domain.people import Contact, Person, Role
from sondir.domain.reading import Lang, Reading
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Given, Incoming
from sondir.ports.desk import Desk
from sondir.stages.receive import branch_of
from sondir.stages.understand import as_given
from sondir.workflows.commands import hear_owner
from sondir.workflows.noticing import hear_client
from sondir.workflows.repair_talk import hear_shift, hear_vendor

FUTURE = timedelta(minutes=5)
"""A phone's clock may run ahead; what claims more was written when it arrived."""
FAR = timedelta(hours=1)
"""A channel's time stamp that far ahead speaks against our own clock."""


def take_message(
    desk: Desk,
    addressed: tuple[str, str | None],
    part: InboundMessage,
    received_at: datetime,
    given: Given | None = None,
) -> str:
    """Take in a message to (organisation, branch of the account), once.

    *given* is what a played-back record already knows. Returns the kind for the
    inbox's counts.
    """
    org, account_branch = addressed
    if desk.conversations.seen(part.channel, part.message_id):
        return "repeated"
    person = desk.people.find(org, part.sender_aliases) or _new_client(desk, org, part)
    message = _incoming(desk, person, part, received_at, given)
    visits = desk.bookings.of_client(
        org,
        person.ref,
        message.written_at - timedelta(days=365),
        message.written_at + timedelta(days=1),
    )
    branch = branch_of(account_branch, visits, person, message.written_at)
    message = replace(message, branch=branch)
    desk.conversations.add(message)
    reading = _read(desk, message)
    _remember(desk, person, part, message, reading.lang)
    hear(desk, person, message, reading, part.button_payload)
    return str(part.kind)


def _read(desk: Desk, message: Incoming) -> Reading:
    """Understand a message, once; a played-back record may know its topics itself."""
    reading = desk.reader.read(message.text)
    if message.given is None or message.given.topics is None:
        return reading
    return as_given(reading, message.given.topics)


def hear(
    desk: Desk,
    person: Person,
    message: Incoming,
    reading: Reading,
    payload: str | None,
) -> None:
    """Hand a message to what concerns its writer; the role decides, never the words."""
    if person.role is Role.OWNER:
        hear_owner(desk, person, message, payload)
    elif person.role is Role.STAFF:
        hear_shift(desk, person, message, payload)
    elif person.role is Role.VENDOR:
        hear_vendor(desk, person, message, payload)
    else:
        hear_client(desk, person, message, reading, payload)


def _new_client(desk: Desk, org: str, part: InboundMessage) -> Person:
    name = part.profile_name.written[:80] if part.profile_name else None
    card = Person(ref="", org=org, role=Role.CLIENT, name=name)
    return desk.people.add(card, part.sender_aliases)


def _incoming(
    desk: Desk,
    person: Person,
    part: InboundMessage,
    received_at: datetime,
    given: Given | None,
) -> Incoming:
    latest = received_at + FUTURE
    ours = given.id if given else desk.message_id(part.channel, part.message_id)
    return Incoming(
        id=ours,
        org=person.org,
        person=person.ref,
        channel=part.channel,
        channel_id=part.message_id,
        written_at=part.written_at if part.written_at <= latest else received_at,
        seen_at=received_at,
        text=part.text or UntrustedText(""),
        given=given,
        ahead=given is None and part.written_at > received_at + FAR,
    )


def _remember(
    desk: Desk,
    person: Person,
    part: InboundMessage,
    message: Incoming,
    lang: Lang,
) -> None:
    """Note on the card how the person writes: channel, window, language, branch."""
    alias = part.sender_aliases[0] if part.sender_aliases else None
    if alias is not None:
        person.contact = Contact(part.channel, part.account, alias.kind, alias.value)
    if person.last_wrote_at is None or message.written_at > person.last_wrote_at:
        person.last_wrote_at = message.written_at
    if person.role is Role.CLIENT and message.branch is not None:
        person.branch = message.branch
    is_clear = bool(message.text.written) and part.button_payload is None
    if lang in (Lang.RU, Lang.KK) and is_clear:
        person.lang = lang.value
    desk.people.save(person)
