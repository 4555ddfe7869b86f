"""What may never happen to a client: checked on journal, wire log and the truth."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sondir.domain.audit.evidence import (
    TO_CLIENTS,
    Evidence,
    Row,
    Violation,
    is_sent,
    moment_of,
    parts_of,
)
from sondir.domain.organisation import local

STOP_WORDS = frozenset(
    {"стоп", "stop", "тоқта", "токта", "toqta", "тоқтат", "токтат"}
    | {"тоқтатыңыз", "токтатыныз"}
)
"""The first word by which a client wants no more of us."""
NAMES_A_GIFT = (".bonus", ".addon", ".discount")


def after_optout(evidence: Evidence) -> list[Violation]:
    """After the stop word one confirmation and, in danger or on request, an answer."""
    if evidence.facts is None:
        return []
    refused = {
        evidence.facts.addresses.get(ref, "") for ref in evidence.facts.refused_before
    }
    clients = {a for ref, a in evidence.facts.addresses.items() if _is_client(ref)}
    confirmed: Counter[str] = Counter()
    found = []
    for line in evidence.wire:
        if line["dir"] == "in" and line["from"] in clients and _stops(line):
            refused.add(str(line["from"]))
        if not is_sent(line) or line["to"] not in refused:
            continue
        _, kind, _ = parts_of(str(line["key"]))
        confirmed[str(line["to"])] += kind == "optout"
        if kind in TO_CLIENTS or (kind == "optout" and confirmed[str(line["to"])] > 1):
            found.append(Violation("after_optout", str(line["key"])))
    return found


def _stops(line: Row) -> bool:
    words = re.findall(r"\w+", str(line["text"] or "").lower())
    return bool(words) and words[0] in STOP_WORDS


def _is_client(ref: str) -> bool:
    return ref.startswith("client:")


def after_handoff(evidence: Evidence) -> list[Violation]:
    """Whoever has a person is not written to by the autopilot any more."""
    handed: dict[str, datetime] = {}
    for r in evidence.entries("HUMAN_HANDOFF"):
        handed.setdefault(str(r["data"]["client"]), moment_of(r))
    found = []
    for line in evidence.sent():
        _, kind, client = parts_of(str(line["key"]))
        since = handed.get(client)
        if kind in TO_CLIENTS and since is not None and moment_of(line) > since:
            found.append(Violation("after_handoff", str(line["key"])))
    return found


def undisclosed(evidence: Evidence) -> list[Violation]:
    """The first message to a client in a crisis says who writes."""
    met: set[tuple[str, str]] = set()
    found = []
    for r in evidence.entries("CLIENT_COMMUNICATION_INITIATED"):
        crisis = (str(r["data"]["client"]), str(r["incident"]))
        if crisis not in met and not r["data"]["disclosure"]:
            found.append(Violation("undisclosed", f"{crisis[1]} {crisis[0]}"))
        met.add(crisis)
    return found


def too_many_a_day(evidence: Evidence) -> list[Violation]:
    """No client hears more of us on one day than the corridor allows."""
    agreed, most = evidence.agreed(), evidence.corridor.messages.per_client_day
    heard: Counter[tuple[str, str]] = Counter()
    for line, incident in _letters(evidence):
        if incident not in agreed:
            heard[str(line["to"]), f"{local(moment_of(line)):%Y-%m-%d}"] += 1
    return [
        Violation("per_client_day", f"{to} {day}: {n}")
        for (to, day), n in heard.items()
        if n > most
    ]


def in_quiet_hours(evidence: Evidence) -> list[Violation]:
    """Nobody is written to at night without the owner's word."""
    agreed, quiet = evidence.agreed(), evidence.corridor.messages.quiet
    return [
        Violation("quiet_hours", str(line["key"]))
        for line, incident in _letters(evidence)
        if incident not in agreed and quiet.left_s(_minute(line)) > 0
    ]


def _minute(line: Row) -> int:
    there = local(moment_of(line))
    return there.hour * 60 + there.minute


def _letters(evidence: Evidence) -> Iterator[tuple[Row, str]]:
    for line in evidence.sent():
        incident, kind, _ = parts_of(str(line["key"]))
        if kind in TO_CLIENTS:
            yield line, incident


def gift_without_consent(evidence: Evidence) -> list[Violation]:
    """Only who has agreed to hear of offers reads of a gift."""
    if evidence.facts is None:
        return []
    return [
        Violation("gift_without_consent", f"{r['incident']} {r['data']['client']}")
        for r in evidence.entries("CLIENT_COMMUNICATION_INITIATED")
        if str(r["data"]["phrase"]).endswith(NAMES_A_GIFT)
        and r["data"]["client"] not in evidence.facts.consents
    ]
