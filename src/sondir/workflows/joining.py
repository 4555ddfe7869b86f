"""Complaints join the open incident that they are about: one client, one witness."""

from datetime import datetime

from sondir.domain.incident import Incident, Witness
from sondir.domain.turn import Grew
from sondir.ports.conversations import Noted
from sondir.ports.desk import Desk

RESCUE = ("danger", "injury")
"""Playbooks of incidents that only a person handles, one at a branch; nobody joins
them who only complains."""


def add_witness(incident: Incident, noted: Noted, now: datetime) -> None:
    """One client, one witness, however often they write."""
    witness = incident.witnesses.get(noted.client)
    if witness is None:
        witness = incident.witnesses[noted.client] = Witness(
            noted.client,
            noted.written_at,
            [noted.message_id],
            noted.visited,
            noted.room,
            branch=noted.branch,
            joined_at=now,
        )
    elif noted.message_id not in witness.message_ids:
        witness.message_ids.append(noted.message_id)
        witness.first_at = min(witness.first_at, noted.written_at)
        witness.visited = witness.visited or noted.visited
    if noted.topic == incident.topic:
        witness.named = witness.named or noted.named
    witness.hurt = witness.hurt or noted.hurt
    witness.threatens = witness.threatens or noted.threatens


def is_rescue(incident: Incident) -> bool:
    """Say whether an incident was opened by one message of danger, for a person.

    One that a crowd opened, and that turned out to be a danger, still takes witnesses.
    """
    return incident.playbook in RESCUE and incident.alarm is None


def join(desk: Desk, noted: Noted, *, copied: bool = False) -> bool:
    """Let a message join the open incident that it is about; True when it did.

    *copied*: it only repeats another client's text, so it brings no new witness.
    """
    for incident in desk.incidents.open_in(noted.org):
        if not concerns(incident, noted) or is_rescue(incident):
            continue
        incident = desk.incidents.load(incident.id)
        incident.mentions += 1
        if noted.complaint and noted.topic == incident.topic:
            if copied:
                incident.copies += 1
            else:
                add_witness(incident, noted, desk.now)
            _let_grow(desk, incident, noted)
        desk.incidents.save(incident)
        return noted.complaint
    return False


def concerns(incident: Incident, noted: Noted) -> bool:
    """Say whether a message is about this incident: its branch and its topic."""
    about = {noted.topic, *noted.about} - {None}
    return incident.topic in about and is_struck(incident, noted.branch)


def is_struck(incident: Incident, branch: str | None) -> bool:
    """Say whether *branch* belongs to the incident; the network has all of its own."""
    if incident.branch is None:
        return branch is None or branch in incident.branches
    return branch == incident.branch


def join_as_witness(desk: Desk, incident: Incident, noted: Noted) -> None:
    """Add a complaint and let the incident take it as a turn."""
    add_witness(incident, noted, desk.now)
    _let_grow(desk, incident, noted)


def _let_grow(desk: Desk, incident: Incident, noted: Noted) -> None:
    incident.first_at = min(incident.first_at, noted.written_at)
    latest = incident.last_complaint_at
    if latest is None or noted.written_at > latest:
        incident.last_complaint_at = noted.written_at
    turn = Grew((noted.message_id,))
    desk.mailbox.put(incident.id, turn, f"{incident.id}/grew/{noted.message_id}")
