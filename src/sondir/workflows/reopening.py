"""The same trouble again: what people know stays, the work begins anew."""

from dataclasses import replace
from datetime import timedelta

from sondir.domain.detection import Alarm
from sondir.domain.incident import Incident
from sondir.domain.journal import Entry
from sondir.domain.turn import Opened
from sondir.ports.desk import Desk
from sondir.workflows.joining import add_witness

REOPENS_WITHIN = timedelta(hours=6)
"""A crisis that comes back this soon after its close is the same one."""
ENDED = ("agreed", "offered", "chosen", "thanked", "asked", "clarify", "countered")
"""Offers of the first time: whoever made one is asked anew."""


def is_same_crisis(desk: Desk, before: Incident) -> bool:
    """Say whether a new alarm belongs to a crisis that was closed just now."""
    if before.is_open or before.closed_at is None:
        return before.is_open
    return desk.now - before.closed_at < REOPENS_WITHIN


def reopen(desk: Desk, incident: Incident, alarm: Alarm) -> None:
    """Open a closed incident again: a new card, new questions, new offers.

    Who was written to or compensated stays so; a stop of the owner's stays too.
    """
    incident = desk.incidents.load(incident.id)
    for noted in desk.conversations.noted(incident.org, alarm.message_ids):
        if noted.complaint and noted.client in alarm.clients:
            add_witness(incident, noted, desk.now)
    incident.alarm, incident.state = alarm, "open"
    incident.reopened += 1
    incident.last_complaint_at = desk.now
    incident.closed_at = incident.resolved_by = None
    _forget_proof(incident)
    _forget_plan(incident)
    desk.journal.append(
        Entry(
            entry="INCIDENT_REOPENED",
            at=desk.now,
            org=incident.org,
            branch=incident.branch,
            incident=incident.id,
            data={"why": {"code": "reopened.new_complaints", "args": {}}},
        )
    )
    desk.incidents.save(incident)
    desk.mailbox.put(incident.id, Opened(), f"{incident.id}/opened/{incident.reopened}")


def _forget_proof(incident: Incident) -> None:
    """What spoke for the end has been refuted by the new complaints."""
    incident.repaired_at, incident.shift_fine = None, False
    incident.question = incident.confirmed_by = incident.shift_supports = None
    incident.evidence, incident.asked_codes = [], []
    incident.contradicted_at = None
    incident.told = []
    for job in incident.jobs.values():
        if job.state == "done":
            job.state = "failed"


def _forget_plan(incident: Incident) -> None:
    """The owner gets a new card; earlier answers and holds are no yes to it."""
    incident.card_at, incident.card_key, incident.plan_agreed = None, None, False
    incident.rung, incident.search_exhausted = [], False
    incident.standing = replace(
        incident.standing, agreements=(), hold_began={}, expired_steps=frozenset()
    )
    for quote in incident.quotes.values():
        if quote.state in ENDED:
            quote.state = "thanked"
    for step in incident.steps.values():
        if step.is_open:
            step.state = "withdrawn"
    for letter in incident.letters.values():
        if letter.about == "booking" and letter.state == "planned":
            letter.state = "withheld"
