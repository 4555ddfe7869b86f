"""A case as figures for programs: what the page says, without its words."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sondir.domain.journal import moment
from sondir.domain.outcome import Outcome
from sondir.web.case.folder import CaseFolder
from sondir.web.case.masking import BLURRED, FEW, Knows

PEOPLE = frozenset({"affected", "written", "answered", "fine", "came", "of"}) | {
    "kept",
    "moved",
    "lost",
}
"""Numbers that count people or their visits."""


def figures_of(
    folder: CaseFolder, knows: Knows, redacted: bool = False
) -> dict[str, Any]:
    """Lay a case out as one JSON object; null is unknown.

    *redacted* leaves out who and where and all but codes that *knows* calls ours, and
    writes fewer than three people as "<3".
    """
    incident = folder.snapshot.incident
    figures: dict[str, Any] = {
        "incident": None if redacted else incident.id,
        "branch": None if redacted else incident.branch,
        "topic": incident.topic,
        "playbook": incident.playbook,
        "cause": incident.cause,
        "cause_p": incident.cause_p if incident.cause else None,
        "provisional": incident.provisional,
        "opened_at": None if redacted else moment(incident.opened_at),
        "closed_at": None
        if redacted or incident.is_open
        else _text(incident.closed_at),
        "outcome": _plain(_outcome(folder.outcome), redacted),
    }
    if redacted and not knows(incident.topic):
        figures["topic"] = None
    return figures


def _outcome(outcome: Outcome) -> dict[str, Any]:
    found = asdict(outcome)
    for step, line in zip(found["steps"], outcome.steps, strict=True):
        step["waited_s"] = line.waited_s
    return found


def _text(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _plain(value: Any, redacted: bool, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner, redacted, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, redacted) for inner in value]
    if isinstance(value, datetime):
        return None if redacted else moment(value)
    if redacted and name in PEOPLE and isinstance(value, int) and 0 < value < FEW:
        return BLURRED
    return value
