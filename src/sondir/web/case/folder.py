"""Gather one crisis: what its page shows, and its outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.outcome import RETURN_DAYS, Outcome
from sondir.ports.pages import View
from sondir.stages.measure import CrisisFacts, measure
from sondir.web.showing.snapshot import Snapshot, take

LOOKS_ON = timedelta(days=max(RETURN_DAYS) + 1)
"""How far behind the close the book is read, to see who came again."""


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """One crisis with its outcome; *redacted*: for strangers (`masking`)."""

    snapshot: Snapshot
    outcome: Outcome
    redacted: bool = False


def gather(view: View, org: str, incident: str, now: datetime) -> CaseFolder | None:
    """Gather an incident of *org*; None where the organisation has none such."""
    snapshot = take(view, org, incident, now)
    if snapshot is None:
        return None
    began = snapshot.incident.first_at - timedelta(days=1)
    ended = snapshot.incident.closed_at or snapshot.incident.opened_at
    visits = view.visits(org, began, ended + LOOKS_ON)
    records = [record.fields for record in snapshot.records]
    facts = CrisisFacts(snapshot.incident, records, visits, now)
    return CaseFolder(snapshot, measure(facts))
