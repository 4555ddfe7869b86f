"""What people wrote to us. Words live here, erasable, and nowhere in the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sondir.domain.untrusted import UntrustedText


@dataclass(frozen=True, slots=True)
class Given:
    """What a message record already knows of itself (formats 1): nothing is None.

    *id* is the record's own, *topics* what it was understood to be about, *visited*
    whether its client was there, *branch* where it belongs.
    """

    id: str
    branch: str | None = None
    topics: Mapping[str, float] | None = None
    visited: bool | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a person; *id* is ours, *channel_id* the channel's.

    *given* is set only where a history is played back. *ahead*: its time stamp is more
    than an hour ahead of our clock.
    """

    id: str
    org: str
    person: str
    channel: str
    channel_id: str
    written_at: datetime
    seen_at: datetime
    text: UntrustedText
    branch: str | None = None
    given: Given | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What was understood of one message and is kept: facts, never a mood."""

    message_id: str
    org: str
    client: str
    branch: str | None
    written_at: datetime
    topic: str | None
    complaint: bool
    about: tuple[str, ...]
    visited: bool | None
    room: str | None = None
    hurt: bool = False
    threatens: bool = False
    abstained: bool = False  # the reader was too uncertain
    ahead: bool = False
    named: str | None = None  # the thing that a complaint names, of its topic


class Conversations(Protocol):
    """Messages by person, unique by (channel, the channel's id)."""

    def seen(self, channel: str, channel_id: str) -> bool:
        """Say whether this message was already taken in."""
        ...

    def add(self, message: Incoming) -> None:
        """Keep a message."""
        ...

    def note(self, noted: Noted) -> None:
        """Keep what a message was understood to say."""
        ...

    def noted(self, org: str, message_ids: Sequence[str]) -> list[Noted]:
        """Return the notes of these messages, in the order asked for."""
        ...

    def recent(self, org: str, most: int) -> list[Noted]:
        """Return the notes of the clients' last messages, newest first."""
        ...

    def count(self, org: str, since: datetime) -> int:
        """Count the clients' messages that were written since a moment."""
        ...

    def text(self, org: str, message_id: str) -> UntrustedText | None:
        """Return the words of one message; None once they were erased."""
        ...

    def written_by(
        self, org: str, person: str, since: datetime, until: datetime
    ) -> list[UntrustedText]:
        """Return what a person wrote in [since, until), oldest first, unless erased."""
        ...

    def ours_since(self, org: str, person: str, since: datetime) -> int:
        """Count our messages to a person since a moment, queued ones too."""
        ...

    def last_ours(self, org: str, person: str) -> tuple[str, datetime] | None:
        """Return key and moment of our latest message to a person."""
        ...
