"""The owner's commands: by button, by word, and from nobody else.

Who may command is decided by whose account wrote, never by what the words say.
"""

import re

from sondir.domain.journal import Entry
from sondir.domain.people import Person
from sondir.domain.turn import OwnerDecided, Resolved
from sondir.ports.conversations import Incoming
from sondir.ports.desk import Desk
from sondir.stages.heed import UNCLEAR, wish_of
from sondir.stages.receive import Command, command_of

LIFTED = (
    *("owner_stopped", "work_raised", "clock_jumped"),
    *("attack_suspected", "quality_falls"),
)
"""Causes of caution that the owner's "resume" takes back."""
SETTLED = re.compile(r"resolved/([\w-]+)")
"""The button by which a person closes an incident."""


def hear_owner(
    desk: Desk, person: Person, message: Incoming, payload: str | None
) -> None:
    """Turn an owner's message into decisions of the incidents that it means."""
    if _resolves(desk, person, message, payload):
        return
    command = command_of(message.text, payload)
    if command is None:
        command = _in_free_words(desk, person.org, message)
    elif command.incident is None and command.decision in ("stop_all", "resume"):
        _for_the_house(desk, person.org, command.decision)
    if command is None:
        return
    for incident_id in _meant(desk, person.org, command):
        turn = OwnerDecided(
            by=person.ref,
            decision=command.decision,
            step=command.step,
            channel=message.channel,
        )
        desk.mailbox.put(incident_id, turn, f"{incident_id}/{message.id}")


def _in_free_words(desk: Desk, org: str, message: Incoming) -> Command | None:
    """Heed free words: a refusal of what is open now, or a reason to ask first.

    They stop what is open; incidents to come are stopped by the stop word alone.
    """
    wish = wish_of(message.text)
    if wish != UNCLEAR:
        return Command(wish) if wish else None
    for known in desk.incidents.open_in(org):
        incident = desk.incidents.load(known.id)
        incident.owner_unclear_at, incident.decided = desk.now, True
        desk.incidents.save(incident)
        desk.timers.set(incident.id, "owner_unclear", desk.now)
    return None


def _resolves(
    desk: Desk, person: Person, message: Incoming, payload: str | None
) -> bool:
    """Take the button by which a person says that a matter is settled."""
    settled = SETTLED.fullmatch(payload or "")
    if settled is None:
        return False
    if settled[1] in {i.id for i in desk.incidents.open_in(person.org)}:
        turn_id = f"{settled[1]}/{message.id}"
        desk.mailbox.put(settled[1], Resolved(person.ref), turn_id)
    return True


def _meant(desk: Desk, org: str, command: Command) -> list[str]:
    """List the incidents a command is about.

    A stop or take-over in words means all that is open; a yes in words means the one
    that is open, and nobody's where there are several: a yes is never guessed.
    """
    open_ones = [i.id for i in desk.incidents.open_in(org)]
    if command.incident is not None:
        return [command.incident] if command.incident in open_ones else []
    if command.decision == "agree" and len(open_ones) != 1:
        return []
    return open_ones


def _for_the_house(desk: Desk, org: str, decision: str) -> None:
    """The stop word stops the incidents to come as well, until it is taken back."""
    if decision == "stop_all":
        desk.standings.raise_cause(org, "owner_stopped")
    else:
        for cause in LIFTED:
            desk.standings.clear_cause(org, cause)


def refuse_command(
    desk: Desk, person: Person, message: Incoming, payload: str | None
) -> bool:
    """Somebody who may not command has used a button of ours: write it down.

    Returns True when it was a command; it changes nothing.
    """
    if payload is None or command_of(None, payload) is None:
        return False
    desk.journal.append(
        Entry(
            entry="COMMAND_REFUSED",
            at=desk.now,
            org=person.org,
            actor=person.ref,
            data={
                "from": person.ref,
                "message_id": message.id,
                "why": {"code": "command.not_the_owner", "args": {}},
            },
        )
    )
    return True
