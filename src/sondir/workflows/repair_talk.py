"""What the shift and the vendors write, and which incident it belongs to."""

import re
from dataclasses import replace
from datetime import timedelta

from sondir.domain.incident import Incident
from sondir.domain.people import Person
from sondir.domain.reading import ShiftAnswer
from sondir.domain.turn import ReceiptEntered, Resolved, ShiftSaid, Turn, VendorSaid
from sondir.ports.conversations import Incoming
from sondir.ports.desk import Desk
from sondir.stages.locate import contrasts_rooms
from sondir.workflows.commands import SETTLED, refuse_command
from sondir.workflows.joining import is_struck

PRESSED = re.compile(
    r"answer/([\w-]+)/([\w.]+)/(yes|no|all_but_one|unknown|repairing|wrong_branch)"
)
RECEIPT_WITHIN = timedelta(hours=24)
"""A sum that the shift writes this long after the close is still the receipt."""


def hear_shift(
    desk: Desk, person: Person, message: Incoming, payload: str | None
) -> None:
    """Take what the administrator on site says: an answer, a receipt, "settled"."""
    if refuse_command(desk, person, message, payload):
        return
    here = [
        incident
        for incident in desk.incidents.open_in(person.org)
        if person.branch is None or is_struck(incident, person.branch)
    ]
    turns = [(i, _turn(desk, person, message, payload, i)) for i in here]
    found = [(incident, turn) for incident, turn in turns if turn is not None]
    if not found and payload is None:
        found = _late_receipt(desk, person, message)
    for incident, turn in found:
        desk.mailbox.put(incident.id, turn, f"{incident.id}/{message.id}")


def _turn(
    desk: Desk,
    person: Person,
    message: Incoming,
    payload: str | None,
    incident: Incident,
) -> Turn | None:
    if payload is not None:
        return _button(person, message, payload, incident)
    receipt = _receipt(desk, person, message, incident)
    question = incident.question
    if receipt is not None or question is None or not question.is_open:
        return receipt
    return ShiftSaid(person.ref, _answer(desk, person, message), message.id)


def _answer(desk: Desk, person: Person, message: Incoming) -> ShiftAnswer:
    """Read the answer; only the branch knows its rooms by name."""
    said = desk.reader.shift_answer(message.text)
    branch = desk.organisations.get(person.org).branch(person.branch)
    rooms = branch.rooms if branch else ()
    if said.where is None and contrasts_rooms(rooms, message.text):
        return replace(said, where="one")
    return said


def _button(
    person: Person, message: Incoming, payload: str, incident: Incident
) -> Turn | None:
    settled, pressed = SETTLED.fullmatch(payload), PRESSED.fullmatch(payload)
    if settled is not None and settled[1] == incident.id:
        return Resolved(person.ref)
    if pressed is not None and pressed[1] == incident.id:
        plain = pressed[3] if pressed[3] in ("yes", "no") else None
        where = "one" if pressed[3] == "all_but_one" else None
        # nothing is left to interpret
        answer = ShiftAnswer(pressed[3], said=plain, where=where)
        return ShiftSaid(person.ref, answer, message.id, pressed[2])
    return None


def _receipt(
    desk: Desk, person: Person, message: Incoming, incident: Incident
) -> ReceiptEntered | None:
    """A sum from the shift after the work is the receipt."""
    if not any(j.state == "done" for j in incident.jobs.values()):
        return None
    read = desk.reader.vendor_reply(message.text, message.written_at)
    if read.price_kzt is None:
        return None
    return ReceiptEntered(person.ref, read.price_kzt[1])


def _late_receipt(
    desk: Desk, person: Person, message: Incoming
) -> list[tuple[Incident, Turn]]:
    """The receipt may come after the close: it settles the newest job of the branch."""
    topics = {topic for book in desk.playbooks.values() for topic in book.topics}
    found = (desk.incidents.latest(person.org, person.branch, t) for t in topics)
    recent = [
        incident
        for incident in found
        if incident is not None
        and incident.closed_at is not None
        and desk.now - incident.closed_at < RECEIPT_WITHIN
    ]
    for incident in sorted(recent, key=lambda i: (i.opened_at, i.id), reverse=True):
        turn = _receipt(desk, person, message, incident)
        if turn is not None:
            return [(incident, turn)]
    return []


def hear_vendor(
    desk: Desk, person: Person, message: Incoming, payload: str | None
) -> None:
    """Take a vendor's words to the one incident that talks with them just now."""
    refuse_command(desk, person, message, payload)
    asked = [i for i in desk.incidents.open_in(person.org) if person.ref in i.quotes]
    if not asked:
        return
    incident = max(asked, key=lambda i: _nearness(i, person.ref))
    reply = desk.reader.vendor_reply(message.text, message.written_at)
    turn = VendorSaid(person.ref, reply, message.written_at, message.id)
    desk.mailbox.put(incident.id, turn, f"{incident.id}/{message.id}")


def _nearness(incident: Incident, vendor: str) -> tuple[bool, bool, float]:
    """Order incidents: where the vendor works, then where an answer is awaited."""
    job, quote = incident.jobs.get(vendor), incident.quotes[vendor]
    asked = quote.asked_at.timestamp() if quote.asked_at else 0.0
    return job is not None and job.is_live, quote.is_waiting, asked
