"""Conversations in memory: what people wrote, and what was understood of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from sondir.adapters.memory.post import MemoryOutbox
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Incoming, Noted


@dataclass
class MemoryConversations:
    """Messages of people, and our own as the outbox has them."""

    outbox: MemoryOutbox
    channel_ids: set[tuple[str, str]] = field(default_factory=set)
    messages: dict[tuple[str, str], Incoming] = field(default_factory=dict)
    notes: dict[tuple[str, str], Noted] = field(default_factory=dict)

    def seen(self, channel: str, channel_id: str) -> bool:
        return (channel, channel_id) in self.channel_ids

    def add(self, message: Incoming) -> None:
        self.channel_ids.add((message.channel, message.channel_id))
        self.messages[message.org, message.id] = message

    def note(self, noted: Noted) -> None:
        self.notes[noted.org, noted.message_id] = noted

    def noted(self, org: str, message_ids: Sequence[str]) -> list[Noted]:
        found = (self.notes.get((org, i)) for i in message_ids)
        return [note for note in found if note is not None]

    def recent(self, org: str, most: int) -> list[Noted]:
        ours = (note for note in self.notes.values() if note.org == org)
        return nlargest(most, ours, key=lambda one: (one.written_at, one.message_id))

    def count(self, org: str, since: datetime) -> int:
        return sum(
            note.org == org and note.written_at >= since for note in self.notes.values()
        )

    def text(self, org: str, message_id: str) -> UntrustedText | None:
        message = self.messages.get((org, message_id))
        return message.text if message else None

    def written_by(
        self, org: str, person: str, since: datetime, until: datetime
    ) -> list[UntrustedText]:
        own = [
            m
            for m in self.messages.values()
            if (m.org, m.person) == (org, person) and since <= m.written_at < until
        ]
        return [m.text for m in sorted(own, key=lambda m: (m.written_at, m.id))]

    def ours_since(self, org: str, person: str, since: datetime) -> int:
        return sum(
            1
            for p in self.outbox.posted.values()
            if p.head.org == org
            and p.head.to == person
            and p.changed_at >= since
            and p.state != "cancelled"
        )

    def last_ours(self, org: str, person: str) -> tuple[str, datetime] | None:
        ours = [
            p
            for p in self.outbox.posted.values()
            if p.head.org == org and p.head.to == person and p.state != "cancelled"
        ]
        latest = max(ours, key=lambda p: p.changed_at, default=None)
        return (latest.head.key, latest.changed_at) if latest else None
