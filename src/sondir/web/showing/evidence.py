"""What the autopilot saw and concluded: witnesses apart from mentions, rival causes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sondir.web.showing.snapshot import Snapshot

Sentence = Mapping[str, Any]
"""A {"code", "args"} pair of the journal."""


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause with its probability (a decimal string) and what speaks for it."""

    cause: str
    p: str
    speaks_for: Sequence[Sentence]
    speaks_against: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """A client who complained; *visited* None = unknown."""

    name: str
    first_at: datetime
    visited: bool | None


@dataclass(frozen=True, slots=True)
class EvidencePanel:
    """The evidence of one incident; *deviation* is of the branch, never of a person."""

    witnesses: list[WitnessLine]
    verified: int
    unknown: int
    mentions: int
    window_min: int | None
    recurrence_days: str | None
    phrases: Sequence[str]
    deviation: str | None
    deviation_n: int
    causes: list[CauseLine]
    conclusion: Sentence | None
    provisional: bool
    would_change_mind: Sequence[Sentence]
    question: str | None
    question_to: str
    answer: str | None
    asked_until: datetime | None


def evidence_of(snapshot: Snapshot) -> EvidencePanel:
    """Gather the evidence from the incident and its newest entries."""
    incident = snapshot.incident
    monitor = _fields(snapshot, "AGENT_MONITOR")
    thought = _fields(snapshot, "AGENT_THOUGHT")
    question = incident.question
    return EvidencePanel(
        witnesses=[
            WitnessLine(snapshot.name(w.client), w.first_at, w.visited)
            for w in incident.affected()
        ],
        verified=incident.verified,
        unknown=sum(1 for w in incident.witnesses.values() if w.visited is None),
        mentions=incident.mentions,
        window_min=monitor.get("window_min"),
        recurrence_days=monitor.get("recurrence_days"),
        phrases=monitor.get("phrases") or (),
        deviation=monitor.get("sentiment_deviation"),
        deviation_n=monitor.get("sentiment_n") or 0,
        causes=[_cause(line) for line in thought.get("causes") or ()],
        conclusion=thought.get("conclusion"),
        provisional=incident.provisional,
        would_change_mind=thought.get("would_change_mind") or (),
        question=question.code if question else None,
        question_to=snapshot.name(question.to) if question else "",
        answer=question.answer if question else None,
        asked_until=question.expires_at if question else None,
    )


def _fields(snapshot: Snapshot, entry: str) -> Mapping[str, Any]:
    record = snapshot.latest(entry)
    found: Mapping[str, Any] = record.fields["data"] if record else {}
    return found


def _cause(line: Mapping[str, Any]) -> CauseLine:
    return CauseLine(
        cause=str(line.get("cause", "")),
        p=str(line.get("p", "0")),
        speaks_for=line.get("for") or (),
        speaks_against=line.get("against") or (),
    )
