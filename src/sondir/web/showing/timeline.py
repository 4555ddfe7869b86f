"""The journal as people read it: the source's form, entry names as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sondir.domain.journal import Record
from sondir.ports.pages import Voice

MINOR = frozenset({"VERDICT", "LEDGER", "DELIVERY", "PROMISE"})
"""Entries that prove but do not tell; a reader may fold them away."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One record: `[10:07:14] AGENT_MONITOR():` and its lines."""

    seq: int
    entry: str
    head: str
    lines: list[str]
    minor: bool
    incident: str | None


def timeline(
    records: Iterable[Record], voice: Voice, lang: str, names: Mapping[str, str]
) -> list[EntryLine]:
    """Render records in the reader's language."""
    return [_line(record, voice, lang, names) for record in records]


def _line(
    record: Record, voice: Voice, lang: str, names: Mapping[str, str]
) -> EntryLine:
    head, *lines = voice.entry(record.fields, lang, names)
    entry = str(record.fields["entry"])
    return EntryLine(
        seq=record.seq,
        entry=entry,
        head=head,
        lines=lines,
        minor=entry in MINOR,
        incident=record.fields["incident"],
    )
