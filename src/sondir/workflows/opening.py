"""From an alarm to an incident: opened once, joined by every later complaint."""

from collections.abc import Mapping
from dataclasses import replace

from sondir.domain.corridor import Permission
from sondir.domain.detection import Alarm
from sondir.domain.hold import Standing
from sondir.domain.incident import Incident
from sondir.domain.journal import Entry
from sondir.domain.ledger import Ledger
from sondir.domain.mode import Mode
from sondir.domain.people import Person
from sondir.domain.reading import Reading
from sondir.domain.turn import Grew, Opened
from sondir.ports.conversations import Incoming, Noted
from sondir.ports.desk import Desk
from sondir.stages.detect import Opening, opening_for
from sondir.workflows.caution import suspect_attack
from sondir.workflows.joining import (
    add_witness,
    is_rescue,
    is_struck,
    join_as_witness,
)
from sondir.workflows.reopening import is_same_crisis, reopen

FEW = 2
"""With fewer witnesses whose visit is confirmed a crowd may be an attack."""


def note_look(desk: Desk, org: str, alarm: Alarm) -> None:
    """Write a mere look into the journal; nobody is told."""
    desk.journal.append(
        Entry(
            entry="AGENT_MONITOR",
            at=desk.now,
            org=org,
            branch=alarm.branch,
            data=monitor_of(alarm, alarm.witnesses, alarm.verified, alarm.mentions),
        )
    )


def monitor_of(
    alarm: Alarm, witnesses: int, verified: int, mentions: int
) -> dict[str, object]:
    """Write an alarm as the journal does: no floats, no words of one person."""
    deviation = alarm.sentiment_deviation
    return {
        "topic": alarm.topic,
        "level": str(alarm.level),
        "witnesses": witnesses,
        "verified": verified,
        "mentions": mentions,
        "window_min": alarm.window_min,
        "recurrence_days": min(int(alarm.recurrence_days), 1_000_000),
        "phrases": list(alarm.phrases),
        "sentiment_deviation": None if deviation is None else f"{deviation:.2f}",
        "sentiment_n": alarm.sentiment_n,
        "message_ids": list(alarm.message_ids),
    }


def hear_alarm(desk: Desk, message: Incoming, alarm: Alarm, joined: bool) -> None:
    """Answer one alarm: a look, an incident, or nothing where one is open already.

    *joined*: the message has joined an open incident of its own.
    """
    same = [
        i
        for i in desk.incidents.open_in(message.org)
        if i.topic == alarm.topic and not is_rescue(i)
    ]
    covering = next((i for i in same if _covers(i, alarm)), None)
    if covering is not None:
        _take_into(desk, covering, alarm)
    elif alarm.level != "look":
        open_incident(desk, message, _beside(alarm, same))
    elif not joined:
        note_look(desk, message.org, alarm)


def _covers(incident: Incident, alarm: Alarm) -> bool:
    if alarm.branch is not None or incident.branch is None:
        return is_struck(incident, alarm.branch)
    return False


def _beside(alarm: Alarm, open_ones: list[Incident]) -> Alarm:
    """A network's incident takes the branches that have none of their own."""
    if alarm.branch is not None:
        return alarm
    taken = {i.branch for i in open_ones}
    rest = tuple(b for b in alarm.branches if b not in taken)
    return replace(alarm, branches=rest)


def _take_into(desk: Desk, incident: Incident, alarm: Alarm) -> None:
    """The newest alarm describes an open incident; its witnesses joined before.

    A crowd that nobody saw at the salon takes the incident's freedom away.
    """
    incident = desk.incidents.load(incident.id)
    incident.alarm = alarm
    if alarm.level == "organised" and incident.verified < FEW and incident.playbook:
        incident.level, incident.permission = "organised", "observe"
        capped = replace(incident.standing, permission_cap=Permission.OBSERVE)
        incident.standing, incident.decided = capped, True
        suspect_attack(desk, incident.org)
        ids = tuple(alarm.message_ids)
        desk.mailbox.put(incident.id, Grew(ids), f"{incident.id}/organised")
    elif alarm.level == "incident" and incident.level == "organised":
        incident.level = "incident"
        ids = tuple(alarm.message_ids)
        desk.mailbox.put(incident.id, Grew(ids), f"{incident.id}/believed")
    desk.incidents.save(incident)


def open_incident(desk: Desk, message: Incoming, alarm: Alarm) -> None:
    """Open an incident for an alarm, or reopen the one that has just closed."""
    corridor = desk.corridors.current(message.org, alarm.branch)
    opening = opening_for(alarm, desk.playbooks.values(), corridor)
    if opening is None or (alarm.branch is None and not alarm.branches):
        return
    before = desk.incidents.latest(message.org, alarm.branch, alarm.topic)
    is_same = before is not None and not is_rescue(before)
    if before is not None and is_same and is_same_crisis(desk, before):
        reopen(desk, before, alarm)
        return
    if alarm.level == "organised":
        suspect_attack(desk, message.org)
    incident = _new(desk, message, alarm, opening)
    _record_opening(desk, incident, alarm)
    desk.incidents.save(incident)
    desk.mailbox.put(incident.id, Opened(), f"{incident.id}/opened")


def _new(desk: Desk, message: Incoming, alarm: Alarm, opening: Opening) -> Incident:
    incident = Incident(
        id=desk.new_id("inc"),
        org=message.org,
        topic=alarm.topic,
        branch=alarm.branch,
        branches=alarm.branches,
        playbook=opening.playbook,
        permission=opening.permission,
        level=str(alarm.level),
        opened_at=desk.now,
        first_at=alarm.first_at,
        trigger_at=message.seen_at,
        standing=Standing(Mode.NORMAL, Permission(opening.permission)),
        ledger=Ledger(desk.corridors.current(message.org, alarm.branch).incident_kzt),
        alarm=alarm,
        mentions=alarm.mentions,
        last_complaint_at=message.written_at,
    )
    elsewhere = {
        client
        for other in desk.incidents.open_in(message.org)
        if other.topic == alarm.topic
        for client in other.witnesses
    }
    for noted in desk.conversations.noted(message.org, alarm.message_ids):
        if not noted.complaint or noted.client in elsewhere:
            continue
        if noted.client in alarm.clients:
            add_witness(incident, noted, desk.now)
        else:  # folded into the witness whose words it repeats
            incident.copies += 1
    return incident


def _record_opening(desk: Desk, incident: Incident, alarm: Alarm) -> None:
    monitor = monitor_of(
        alarm, len(incident.witnesses), incident.verified, incident.mentions
    )
    desk.journal.append(_entry(desk, incident, "AGENT_MONITOR", monitor))
    desk.journal.append(_opened(desk, incident))


def open_danger(desk: Desk, person: Person, noted: Noted, reading: Reading) -> None:
    """One message of danger is enough: an incident of its own, for a person."""
    hurt = "injury_allergy" in reading.topics
    book = "injury" if hurt else "danger"
    for open_one in desk.incidents.open_in(person.org):
        if open_one.playbook == book and open_one.branch == noted.branch:
            open_one = desk.incidents.load(open_one.id)
            open_one.mentions += 1
            join_as_witness(desk, open_one, noted)
            desk.incidents.save(open_one)
            return
    incident = _new_danger(desk, noted, book)
    add_witness(incident, noted, desk.now)
    desk.journal.append(_opened(desk, incident))
    desk.incidents.save(incident)
    desk.mailbox.put(incident.id, Opened(), f"{incident.id}/opened")


def _new_danger(desk: Desk, noted: Noted, book: str) -> Incident:
    topic = "injury_allergy" if book == "injury" else "other"
    return Incident(
        id=desk.new_id("inc"),
        org=noted.org,
        topic=topic,
        branch=noted.branch,
        branches=(noted.branch,) if noted.branch else (),
        playbook=book,
        permission="ask",
        level="incident",
        opened_at=desk.now,
        first_at=noted.written_at,
        trigger_at=desk.now,
        standing=Standing(Mode.NORMAL, Permission.ASK),
        ledger=Ledger(desk.corridors.current(noted.org, noted.branch).incident_kzt),
        mentions=1,
        last_complaint_at=noted.written_at,
    )


def _opened(desk: Desk, incident: Incident) -> Entry:
    details = {
        "topic": incident.topic,
        "playbook": incident.playbook,
        "permission": incident.permission,
        "mode": str(incident.standing.mode),
        "parent": None,
        "branches": list(incident.branches),
    }
    return _entry(desk, incident, "INCIDENT_OPENED", details)


def _entry(
    desk: Desk, incident: Incident, entry: str, details: Mapping[str, object]
) -> Entry:
    return Entry(
        entry=entry,
        at=desk.now,
        org=incident.org,
        branch=incident.branch,
        incident=incident.id,
        data=details,
    )
