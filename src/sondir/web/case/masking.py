"""Take out of a case what strangers may not read; what is not known to be safe goes.

Deny by default: of the words in a record only codes of ours, moments, small numbers
and masked references stay. So a name, a phone, a text of somebody's or a vendor cannot
come through, wherever it was written. Numbers of fewer than three people are blurred.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sondir.domain.journal import Record
from sondir.web.case.folder import CaseFolder
from sondir.web.showing.snapshot import REFERENCE, Snapshot, references

FEW = 3
"""Fewer people than this are not counted out to strangers."""
BLURRED = f"<{FEW}"
HIDDEN = "***"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z-]+\Z|\d\d:\d\d\Z")
NUMBER = re.compile(r"-?\d{1,6}(?:[.]\d{1,4})?\Z")
LARGEST = 10_000_000
OURSELVES = frozenset({"autopilot", "system"})
COUNTS = frozenset(
    {"witnesses", "verified", "mentions", "answered", "fine", "affected", "n"}
    | {"promises_open", "bookings", "sentiment_n", "unknown", "clients"}
)
"""Fields that count people or what they wrote."""
DROPPED = frozenset(
    {"phrases", "message_ids", "message_id", "reviews", "distance_km", "booking"}
    | {"branches", "parent", "key", "reference", "step"}
)
"""Fields that quote people, or by which a vendor or a salon could be looked up."""
Knows = Callable[[str], bool]


def blurred(number: int) -> str:
    """Write a number of people so that few of them stay nobody.

    >>> blurred(0), blurred(2), blurred(7)
    ('0', '<3', '7')
    """
    return BLURRED if 0 < number < FEW else str(number)


def mask_of(reference: str, secret: str) -> str:
    """Mask a vendor the way the source does.

    *secret* keeps others from trying all references out.

    >>> mask_of("vendor:1", "a") == mask_of("vendor:1", "b")
    False
    """
    return f"svc-{sha256(f'{secret}|{reference}'.encode()).hexdigest()[:5]}***"


@dataclass(frozen=True, slots=True)
class Mask:
    """What stands for whom in one case."""

    knows: Knows
    people: Mapping[str, str]
    places: frozenset[str]

    def of(self, name: str, value: object) -> object:
        """Mask one value of a record, by the field's *name*."""
        if name in DROPPED:
            return [] if isinstance(value, list | tuple) else None
        if isinstance(value, Mapping):
            masked = {key: self.of(str(key), inner) for key, inner in value.items()}
            return _worded(masked) if "code" in value else masked
        if isinstance(value, list | tuple):
            return [self.of(name, inner) for inner in value]
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int):
            return self._number(name, value)
        return self._word(name, str(value))

    def _number(self, name: str, value: int) -> object:
        if name in COUNTS:
            return blurred(value) if 0 < value < FEW else value
        return value if abs(value) < LARGEST else HIDDEN

    def _word(self, name: str, word: str) -> str:
        if name in COUNTS and word.isdigit():
            return blurred(int(word[:6]))
        if word in self.people or word in OURSELVES:
            return word
        if word in self.places:
            return HIDDEN
        is_ours = MOMENT.match(word) or NUMBER.match(word) or self.knows(word)
        return word if is_ours else HIDDEN


def _worded(sentence: dict[Any, object]) -> dict[Any, object]:
    """A sentence keeps its place for what was taken out of it."""
    args = sentence.get("args")
    if isinstance(args, Mapping):
        filled = {key: HIDDEN if v in (None, []) else v for key, v in args.items()}
        sentence["args"] = filled
    return sentence


def redact(folder: CaseFolder, knows: Knows, words: Mapping[str, str]) -> CaseFolder:
    """Make the case fit for strangers.

    *knows* tells codes of ours; *words* names a client, the owner, the shift and a
    branch in the reader's language.
    """
    snapshot = folder.snapshot
    mask = Mask(knows, _people(snapshot, words), _places(snapshot))
    records = [_masked(record, mask) for record in snapshot.records]
    branch = replace(snapshot.organisation, name=words["network"], branches=())
    masked = replace(
        snapshot,
        organisation=branch,
        records=records,
        people={},
        vendors={},
        messages=[],
        aliases=mask.people,
        place=words["network" if snapshot.incident.branch is None else "branch"],
    )
    return replace(folder, snapshot=masked, redacted=True)


def _masked(record: Record, mask: Mask) -> Record:
    fields: dict[str, Any] = dict(record.fields)
    fields["data"] = mask.of("", record.fields["data"])
    fields["branch"] = fields["step"] = None
    fields["actor"] = mask.of("actor", record.fields["actor"])
    return replace(record, text="", fields=fields)


def _people(snapshot: Snapshot, words: Mapping[str, str]) -> dict[str, str]:
    """Name everybody by what they are; clients by the order in which they appear."""
    secret = snapshot.records[0].hash if snapshot.records else ""
    found: dict[str, str] = {}
    refs = [r for record in snapshot.records for r in REFERENCE.findall(record.text)]
    refs += [*snapshot.incident.witnesses, *snapshot.incident.quotes]
    for ref in dict.fromkeys([*refs, *sorted(references(snapshot.records))]):
        role = ref.partition(":")[0]
        if role == "vendor":
            found[ref] = mask_of(ref, secret)
        elif role == "client":
            number = sum(1 for r in found if r.startswith("client:")) + 1
            found[ref] = f"{words['client']} {number}"
        else:
            found[ref] = words[role]
    return found


def _places(snapshot: Snapshot) -> frozenset[str]:
    organisation = snapshot.organisation
    named = {organisation.id, organisation.name}
    for branch in organisation.branches:
        named |= {branch.id, branch.name, *branch.rooms}
    return frozenset(named)
