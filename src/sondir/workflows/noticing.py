"""What a client wrote: let the detector see it, answer what must be answered.

On a calm day nothing is answered. What is: a reply within a crisis (by the incident),
a danger, a wish for a person, the stop word, and the question whether a bot writes.
"""

import re
from dataclasses import replace
from datetime import timedelta

from sondir.domain.detection import is_copy
from sondir.domain.incident import Incident
from sondir.domain.people import Booking, Person
from sondir.domain.reading import ClientReply, Reading
from sondir.domain.turn import ClientSaid
from sondir.ports.conversations import Incoming, Noted
from sondir.ports.desk import Desk
from sondir.stages.locate import named_room
from sondir.stages.receive import visited
from sondir.stages.recognise import named_thing
from sondir.stages.understand import complaint_from, top_topic
from sondir.workflows.caution import feel_message
from sondir.workflows.commands import refuse_command
from sondir.workflows.handing_over import Heard, answer_person
from sondir.workflows.joining import join
from sondir.workflows.opening import hear_alarm, open_danger
from sondir.workflows.spreading import hear_elsewhere

DAY = timedelta(days=1)
SURE = 0.5
BUTTONS = {"move": "accepts_offer", "keep": "declines_offer"}
PRESSED = re.compile(r"(move|keep)/[\w-]+/.+")
"""The two buttons of an offer to move a visit."""


def hear_client(
    desk: Desk,
    person: Person,
    message: Incoming,
    reading: Reading,
    payload: str | None,
) -> None:
    """Take a client's words from reading to whatever follows from them."""
    refuse_command(desk, person, message, payload)
    noted = _note(desk, person, message, reading)
    if reading.danger:
        open_danger(desk, person, noted, reading)
    written = _incidents_that_wrote(desk, person)
    reply = _reply(desk, message, payload) if written else None
    answer_person(desk, person, message, Heard(reading, reply))
    if reply is not None:
        _tell_incidents(desk, person, message, reply, written)
    _let_detector_see(desk, message, _without_rescue(desk, reading), noted)


def _note(desk: Desk, person: Person, message: Incoming, reading: Reading) -> Noted:
    visits = desk.bookings.of_client(
        person.org, person.ref, message.written_at - DAY, message.written_at + DAY
    )
    noted = Noted(
        message_id=message.id,
        org=person.org,
        client=person.ref,
        branch=message.branch,
        written_at=message.written_at,
        topic=top_topic(reading),
        complaint=reading.complaint,
        about=tuple(t for t, p in reading.about.items() if p >= SURE),
        visited=_visited(desk, message, visits),
        hurt=reading.danger,
        threatens=reading.legal_threat,
        abstained=reading.abstain,
        ahead=message.ahead,
        room=_room(desk, message) if reading.complaint else None,
        named=named_thing(top_topic(reading), message.text),
    )
    desk.conversations.note(noted)
    feel_message(desk, noted)
    return noted


def _room(desk: Desk, message: Incoming) -> str | None:
    branch = desk.organisations.get(message.org).branch(message.branch)
    return named_room(branch.rooms, message.text) if branch else None


def _visited(desk: Desk, message: Incoming, visits: list[Booking]) -> bool | None:
    if message.given is not None and message.given.visited is not None:
        return message.given.visited
    return visited(
        visits,
        message.branch,
        message.written_at,
        branch_has_bookings=_has_bookings(desk, message),
    )


def _has_bookings(desk: Desk, message: Incoming) -> bool:
    if message.branch is None:
        return False
    return bool(
        desk.bookings.at_branch(
            message.org,
            message.branch,
            message.written_at - timedelta(hours=12),
            message.written_at + timedelta(hours=12),
        )
    )


def _incidents_that_wrote(desk: Desk, person: Person) -> list[Incident]:
    """List the open incidents that have written to this client."""
    found = []
    for incident in desk.incidents.open_in(person.org):
        letter = incident.letters.get(person.ref)
        if letter is not None and letter.state in ("sent", "replied"):
            found.append(incident)
    return found


def _reply(desk: Desk, message: Incoming, payload: str | None) -> ClientReply:
    """Label an answer; a button says it without being read."""
    reply = desk.reader.client_reply(message.text)
    pressed = PRESSED.fullmatch(payload or "")
    return ClientReply(BUTTONS[pressed[1]], reply.lang) if pressed else reply


def _tell_incidents(
    desk: Desk,
    person: Person,
    message: Incoming,
    reply: ClientReply,
    incidents: list[Incident],
) -> None:
    for incident in incidents:
        turn = ClientSaid(person.ref, reply, message.id)
        desk.mailbox.put(incident.id, turn, f"{incident.id}/{message.id}")


def _without_rescue(desk: Desk, reading: Reading) -> Reading:
    """A danger has its own incident; what else is complained of still counts.

    A playbook whose own question is whether it is this very danger would open a
    second incident for the same trouble: its topics do not count.
    """
    if not reading.danger:
        return reading
    books = desk.playbooks.values()
    rescues = [book for book in books if "emergency_text" in book.plan]
    same = {finding for book in rescues for finding in book.alarms}
    handled = {
        topic
        for book in books
        if not book.human_only and book.question not in same
        for topic in book.topics
    }
    topics = {name: p for name, p in reading.topics.items() if name in handled}
    return replace(reading, topics=topics, complaint=bool(topics))


def _let_detector_see(
    desk: Desk, message: Incoming, reading: Reading, noted: Noted
) -> None:
    detector = desk.detectors.load(message.org)
    alarms = detector.update(
        complaint_from(
            reading,
            message.text,
            (message.id, message.person, message.branch),
            (message.written_at, message.seen_at),
            noted.visited,
        )
    )
    desk.detectors.save(message.org, detector)
    copied = noted.topic is not None and is_copy(
        detector, noted.branch, noted.topic, noted.message_id
    )
    joined = join(desk, noted, copied=copied)
    for alarm in alarms:
        hear_alarm(desk, message, alarm, joined)
    if noted.topic is not None:
        hear_elsewhere(desk, message.org, noted.topic, detector)
