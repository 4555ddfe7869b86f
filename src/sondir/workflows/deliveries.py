"""What became of our messages: statuses, echoes, and what they say to an incident."""

from sondir.domain.inbound import DeliveryState, InboundEcho, InboundStatus
from sondir.domain.journal import Entry
from sondir.domain.people import Person
from sondir.domain.turn import Delivery, PersonWrote
from sondir.ports.desk import Desk
from sondir.ports.outbox import Posted

VETO = "veto"
"""Why a message failed that the owner stopped when it was about to go out."""
RANK = {
    "queued": 0,
    "sending": 0,
    "unknown": 0,
    "sent": DeliveryState.SENT.rank,
    "failed": DeliveryState.FAILED.rank,
    "delivered": DeliveryState.DELIVERED.rank,
    "read": DeliveryState.READ.rank,
}


def take_status(desk: Desk, org: str, status: InboundStatus) -> str:
    """Move our message to a higher state; a repeat or a step back changes nothing."""
    posted = desk.outbox.get(status.key) if status.key else None
    posted = posted or desk.outbox.by_wamid(status.channel, status.wamid)
    if posted is None or posted.head.org != org:
        return "status_of_unknown"
    state = "read" if status.state is DeliveryState.PLAYED else status.state.value
    if RANK.get(posted.state, 0) >= RANK[state]:
        return "status_repeated"
    code = str(status.errors[0].code) if status.errors else None
    desk.outbox.change(posted.head.key, state, wamid=status.wamid)
    record_delivery(desk, posted, state, code)
    if state == "failed" or posted.state in ("sending", "unknown"):
        tell_incident(desk, posted, state, code)
    return "status"


def record_delivery(desk: Desk, posted: Posted, state: str, code: str | None) -> None:
    """Write a delivery's new state into the journal."""
    head = posted.head
    desk.journal.append(
        Entry(
            entry="DELIVERY",
            at=desk.now,
            org=head.org,
            incident=head.incident,
            step=head.step,
            actor="system",
            data={
                "key": head.key,
                "to": head.to,
                "channel": posted.outbound.channel,
                "state": state,
                "code": code,
                "category": head.window,
            },
        )
    )


def tell_incident(desk: Desk, posted: Posted, state: str, code: str | None) -> None:
    """Let the incident know that a message of its was handed over, or failed."""
    if posted.head.incident is None:
        return
    turn = Delivery(posted.head.key, state, code)
    turn_id = f"{posted.head.key}/{state}"
    desk.mailbox.put(posted.head.incident, turn, turn_id)


def take_echo(desk: Desk, org: str, echo: InboundEcho) -> str:
    """A person of ours wrote from the phone: the thread is theirs now.

    An echo of our own message (its id is in the outbox) says nothing new.
    """
    if desk.outbox.by_wamid(echo.channel, echo.message_id) is not None:
        return "echo"
    person = desk.people.find(org, echo.recipient_aliases)
    if person is None:
        return "echo"
    _tell_who_owe_it(desk, person, echo)
    if person.wants_human:
        return "echo"
    person.wants_human = True
    desk.people.save(person)
    return "human_echo"


def _tell_who_owe_it(desk: Desk, person: Person, echo: InboundEcho) -> None:
    """Let every open incident know that has told this client of a person."""
    for incident in desk.incidents.open_in(person.org):
        promises = incident.promises.values()
        if any(p.to == person.ref and p.by is not None for p in promises):
            turn_id = f"{incident.id}/person/{echo.message_id}"
            desk.mailbox.put(incident.id, PersonWrote(person.ref), turn_id)
