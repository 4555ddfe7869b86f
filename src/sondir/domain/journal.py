"""The journal: what the autopilot did, in an order nobody can quietly change.

One chain per organisation. Each record carries the hash of the record before it, so
a changed, removed or inserted record breaks every hash that follows; a cut tail shows
when the head's hash was written down elsewhere (the owner's daily line). A record
holds references (`client:17`) and never a name, a phone or anyone's words, so that a
client's erasure does not break the chain. Format: docs/reference/formats.md, 3.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What stands for the hash before the first record."""

ENTRY_TYPES = (
    "AGENT_MONITOR",
    "INCIDENT_OPENED",
    "INCIDENT_REOPENED",
    "AGENT_THOUGHT",
    "QUESTION_ASKED",
    "QUESTION_ANSWERED",
    "PLAN_MADE",
    "VERDICT",
    "ACTION_INITIATED",
    "OWNER_DECISION",
    "COMMAND_REFUSED",
    "VENDOR_SEARCH",
    "AGENT_DECISION",
    "WHATSAPP_OUTREACH",
    "CLIENT_COMMUNICATION_INITIATED",
    "CLIENT_REPLIED",
    "COMPENSATION_FLOW",
    "BOOKING_FLOW",
    "CLOSURE_PROPOSED",
    "LEDGER",
    "PROMISE",
    "DELIVERY",
    "HUMAN_HANDOFF",
    "MODE_CHANGED",
    "INCIDENT_CLOSED",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, before it has its place in the chain."""

    entry: str
    at: datetime
    org: str
    data: Mapping[str, Any]
    branch: str | None = None
    incident: str | None = None
    step: str | None = None
    actor: str = "autopilot"


@dataclass(frozen=True, slots=True)
class Record:
    """An entry in its place; *text* is the canonical JSON that was hashed."""

    seq: int
    hash: str
    prev: str
    text: str
    fields: Mapping[str, Any] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """Where and how a chain fails."""

    seq: int
    why: str  # json, seq, prev, hash, head


def moment(at: datetime) -> str:
    """Write a moment as the journal does: UTC with milliseconds.

    >>> from datetime import timezone, timedelta
    >>> almaty = timezone(timedelta(hours=5))
    >>> moment(datetime(2026, 7, 14, 10, 7, 14, tzinfo=almaty))
    '2026-07-14T05:07:14.000Z'
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def canonical(fields: Mapping[str, Any]) -> str:
    """Write *fields* as the one JSON text that is hashed.

    Raises ValueError on a float: what is no integer is a string with fixed decimals.

    >>> canonical({"b": "ә", "a": 1})
    '{"a":1,"b":"ә"}'
    >>> canonical({"p": 0.87})
    Traceback (most recent call last):
    ...
    ValueError: a float in a journal record: p
    """
    _refuse_floats(fields, "record")
    return _ENCODE(fields)


_ENCODE = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":")
).encode
_PLAIN = frozenset({str, int, bool, type(None)})


def _refuse_floats(value: object, where: str) -> None:
    if type(value) in _PLAIN:
        return
    if isinstance(value, float):
        raise ValueError(f"a float in a journal record: {where}")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _refuse_floats(inner, str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner, where)


def chain(entry: Entry, seq: int, prev: str) -> Record:
    """Give *entry* its place *seq* after the record with hash *prev*."""
    before: dict[str, Any] = {
        "actor": entry.actor,
        "at": moment(entry.at),
        "branch": entry.branch,
        "data": entry.data,
        "entry": entry.entry,
    }
    after: dict[str, Any] = {
        "incident": entry.incident,
        "org": entry.org,
        "prev": prev,
        "seq": seq,
        "step": entry.step,
    }
    # in the order of the alphabet "hash" stands between the two halves
    first, last = canonical(before)[:-1], canonical(after)[1:]
    digest = hashlib.sha256(f"{first},{last}".encode()).hexdigest()
    text = f'{first},"hash":"{digest}",{last}'
    return Record(seq, digest, prev, text, {**before, **after, "hash": digest})


def verify(texts: Iterable[str], head: str | None = None) -> Broken | None:
    """Walk the stored *texts* of one organisation and name the first broken record.

    *head* is a hash noted outside; with it a cut tail shows too. None = all holds.

    >>> one = chain(Entry("MODE_CHANGED", datetime(2026, 1, 1, tzinfo=UTC), "o", {}),
    ...             1, GENESIS)
    >>> verify([one.text], head=one.hash) is None
    True
    >>> verify([one.text.replace("MODE", "NODE")])
    Broken(seq=1, why='hash')
    >>> verify([], head=one.hash)
    Broken(seq=0, why='head')
    >>> verify([], head=GENESIS) is None
    True
    """
    prev, seen, seq = GENESIS, head == GENESIS, 0
    for seq, text in enumerate(texts, start=1):
        why, claimed = _check(text, seq, prev)
        if why:
            return Broken(seq, why)
        prev = claimed
        seen = seen or prev == head
    if head is not None and not seen:
        return Broken(seq, "head")
    return None


def _check(text: str, seq: int, prev: str) -> tuple[str | None, str]:
    """Return (why it is broken or None, the hash that it claims)."""
    try:
        fields = json.loads(text)
        claimed = fields.pop("hash")
        stands = (fields["seq"], fields["prev"])
    except (ValueError, KeyError, AttributeError, TypeError):
        return "json", ""
    if stands[0] != seq:
        return "seq", ""
    if stands[1] != prev:
        return "prev", ""
    if hashlib.sha256(_ENCODE(fields).encode()).hexdigest() != claimed:
        return "hash", ""
    fields["hash"] = claimed
    return (None if _ENCODE(fields) == text else "json"), claimed
