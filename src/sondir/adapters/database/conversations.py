"""What people wrote to us, kept once, and what was understood of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from sondir.adapters.database.codec import read_noted, write_noted
from sondir.adapters.database.forgotten import forgotten_id
from sondir.adapters.database.outbox import DatabaseOutbox
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.conversations import message, message_note
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Incoming, Noted

_message = message


class DatabaseConversations:
    """Messages unique by (channel, the channel's id)."""

    def __init__(
        self, connection: Connection, partition: Partition, outbox: DatabaseOutbox
    ) -> None:
        self._connection = connection
        self._partition = partition
        self._outbox = outbox

    def seen(self, channel: str, channel_id: str) -> bool:
        """Say whether this message was already taken in, erased or not."""
        either = (channel_id, forgotten_id(channel_id))
        found = self._connection.execute(
            select(message.c.id).where(
                message.c.channel == channel, message.c.channel_id.in_(either)
            )
        )
        return found.first() is not None

    def add(self, message: Incoming) -> None:
        """Keep a message; one that is kept already changes nothing."""
        self._partition.hold(message.org)
        row = {
            "org": message.org,
            "id": message.id,
            "person": message.person,
            "channel": message.channel,
            "channel_id": message.channel_id,
            "branch": message.branch,
            "written_at": message.written_at,
            "seen_at": message.seen_at,
            "text": message.text.written,
        }
        insert_new(self._connection, _message, row)

    def note(self, noted: Noted) -> None:
        """Keep what a message was understood to say."""
        self._partition.hold(noted.org)
        row = {
            "org": noted.org,
            "message_id": noted.message_id,
            "client": noted.client,
            "written_at": noted.written_at,
            "noted": write_noted(noted),
        }
        put(self._connection, message_note, row, ("org", "message_id"))

    def noted(self, org: str, message_ids: Sequence[str]) -> list[Noted]:
        """Return the notes of these messages, in the order asked for."""
        rows = self._connection.execute(
            select(message_note.c.message_id, message_note.c.noted).where(
                message_note.c.org == org, message_note.c.message_id.in_(message_ids)
            )
        )
        known = {row.message_id: read_noted(row.noted) for row in rows}
        return [known[one] for one in message_ids if one in known]

    def recent(self, org: str, most: int) -> list[Noted]:
        """Return the notes of the clients' last messages, newest first."""
        table = message_note.c
        rows = self._connection.execute(
            select(table.noted)
            .where(table.org == org)
            .order_by(table.written_at.desc(), table.message_id.desc())
            .limit(most)
        )
        return [read_noted(row.noted) for row in rows]

    def count(self, org: str, since: datetime) -> int:
        """Count the clients' messages that were written since a moment."""
        table = message_note.c
        counted = select(func.count()).where(
            table.org == org, table.written_at >= since
        )
        return int(self._connection.execute(counted).scalar_one())

    def text(self, org: str, message_id: str) -> UntrustedText | None:
        """Return the words of one message; None once they were erased."""
        written = self._connection.execute(
            select(message.c.text).where(
                message.c.org == org, message.c.id == message_id
            )
        ).scalar_one_or_none()
        return UntrustedText(written) if written is not None else None

    def written_by(
        self, org: str, person: str, since: datetime, until: datetime
    ) -> list[UntrustedText]:
        """Return what a person wrote in [since, until), oldest first, unless erased."""
        table = message.c
        rows = self._connection.execute(
            select(table.text)
            .where(table.org == org, table.person == person, table.text.is_not(None))
            .where(table.written_at >= since, table.written_at < until)
            .order_by(table.written_at, table.id)
        )
        return [UntrustedText(row.text) for row in rows]

    def ours_since(self, org: str, person: str, since: datetime) -> int:
        """Count our messages to a person since a moment, queued ones too."""
        return self._outbox.ours_since(org, person, since)

    def last_ours(self, org: str, person: str) -> tuple[str, datetime] | None:
        """Return key and moment of our latest message to a person."""
        return self._outbox.last_ours(org, person)
