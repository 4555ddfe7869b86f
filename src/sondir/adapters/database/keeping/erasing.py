"""Forget one client: no name, number, handle or word of theirs is left.

What stays names nobody: the reference `client:17` in the journal and beside it, which
messages came when and what they were about, sums, promises, visits. The journal is
not touched, and its chain holds as before.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    insert,
    or_,
    select,
    update,
)

from sondir.adapters.database.forgotten import WORDLESS, forgotten_id
from sondir.adapters.database.keeping.finding import Client, everything_of
from sondir.adapters.database.keeping.scrubbing import (
    body_without,
    letter_without,
    mentions,
    renamed,
    stream_without,
    turn_without_reasons,
    voice_without,
)
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.tables.bookings import booking
from sondir.adapters.database.tables.conversations import message
from sondir.adapters.database.tables.corridors import detector_part
from sondir.adapters.database.tables.erasures import erasure
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.database.tables.incidents import turn
from sondir.adapters.database.tables.outbox import outbox_change, outbox_message
from sondir.adapters.database.tables.people import person, person_alias

WordsOf = Callable[[str], Sequence[str]]
"""The words of a text that the detector remembers (the reader's stems)."""
AT_ONCE = 500
_box = outbox_message.c


@dataclass(frozen=True, slots=True)
class Erasing:
    """One erasure: when, by whom, and how words are found again."""

    at: datetime
    by: str
    words_of: WordsOf


def erase(connection: Connection, org: str, ref: str, order: Erasing) -> dict[str, int]:
    """Forget *ref* within the caller's transaction; return how much was found.

    Bodies first, then the organisation's line: the order in which a body is read, so
    that nobody waits in a circle. Erasing somebody twice does no harm.
    """
    client = everything_of(connection, org, ref)
    found = {"bodies": _bodies(connection, client)}
    Partition(connection).hold(org)
    client = everything_of(connection, org, ref)  # a body may just have been read
    found["texts"] = _texts(connection, client, order.words_of)
    found["letters"] = _letters(connection, client, order.at)
    found["mentions"] = _mentions(connection, client)
    found["answers"] = _answers(connection, client)
    found["addresses"] = _card(connection, client)
    row = {"org": org, "person": ref, "at": order.at, "by": order.by}
    connection.execute(insert(erasure), [row | {"found": json.dumps(found)}])
    return found


def _bodies(connection: Connection, client: Client) -> int:
    """Cut them out of the webhook bodies as they came; other people's parts stay."""
    if not client.names:
        return 0
    wanted, changed, after = mentions(client.names), 0, ""
    table = inbox_body.c
    while True:
        rows = connection.execute(
            select(table.id, table.raw)
            .where(table.id > after)
            .order_by(table.id)
            .limit(AT_ONCE)
        ).all()
        if not rows:
            return changed
        after = rows[-1].id
        theirs = [row.id for row in rows if wanted.search(bytes(row.raw))]
        changed += len(theirs)
        for body in theirs:
            _cut(connection, body, client)


def _cut(connection: Connection, body: str, client: Client) -> None:
    here = inbox_body.c.id == body
    raw = connection.execute(
        select(inbox_body.c.raw).where(here).with_for_update()
    ).scalar_one()
    left = body_without(bytes(raw), client.names)
    connection.execute(update(inbox_body).where(here).values(raw=left))


def _texts(connection: Connection, client: Client, words_of: WordsOf) -> int:
    """Forget what they wrote, here and in the detector's memory of words."""
    table = message.c
    theirs = (table.org == client.org, table.person == client.ref)
    rows = connection.execute(
        select(table.id, table.branch, table.channel_id, table.text).where(
            *theirs, table.text.is_not(None)
        )
    ).all()
    for row in rows:
        gone = {"text": None, "channel_id": forgotten_id(row.channel_id)}
        here = (table.org == client.org, table.id == row.id)
        connection.execute(update(message).where(*here).values(**gone))
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(f"voice:{row.branch}", []).extend(set(words_of(row.text)))
    _memory(connection, client, said)
    return len(rows)


def _memory(
    connection: Connection, client: Client, said: Mapping[str, Sequence[str]]
) -> None:
    """Take their words out of the detector's parts; their votes stay votes."""
    parts = detector_part.c
    kept = select(parts.key, parts.document).where(
        parts.org == client.org,
        or_(parts.key.in_(said), parts.document.contains(f'"{client.ref}"')),
    )
    for key, document in connection.execute(kept).all():
        if key in said:
            left = voice_without(document, said[key])
        elif key.startswith("stream:"):
            left = stream_without(document, client.ref)
        else:
            continue
        here = (parts.org == client.org, parts.key == key)
        connection.execute(update(detector_part).where(*here).values(document=left))


def _letters(connection: Connection, client: Client, at: datetime) -> int:
    """Empty what we wrote to them; what has not gone out is never sent."""
    theirs = (
        _box.org == client.org,
        _box.recipient == client.ref,
        _box.text != WORDLESS,
    )
    rows = connection.execute(
        select(_box.key, _box.state, _box.outbound).where(*theirs)
    ).all()
    for row in rows:
        gone: dict[str, object] = {"text": WORDLESS, "wamid": None}
        gone["outbound"] = letter_without(row.outbound)
        if row.state in ("queued", "sending", "unknown"):
            gone |= {"state": "cancelled", "changed_at": at}
            change = {"key": row.key, "state": "cancelled", "at": at, "worker": None}
            connection.execute(insert(outbox_change), [change])
        here = _box.key == row.key
        connection.execute(update(outbox_message).where(here).values(**gone))
    return len(rows)


def _mentions(connection: Connection, client: Client) -> int:
    """Put the reference where we named them to somebody else, or others gave a number.

    A name alone proves nothing, two clients may share it: it goes only where the
    step says whom the message was about.
    """
    numbers = {f"+{address}": client.ref for address in client.addresses}
    numbers |= dict.fromkeys(client.names, client.ref)
    named = numbers | ({client.name: client.ref} if client.name else {})
    ours, words = outbox_message, ("text", "outbound")
    ref = client.ref
    steps = (f"%/{ref}/%", f"%/{ref}", f"{ref}/%")
    about = or_(*(_box.step.like(step) for step in steps))
    changed = _rename(connection, (ours, words), (_box.org == client.org, about), named)
    places = ((ours, words), (message, ("text",)), (booking, ("service", "master")))
    for table, columns in places:
        cells = [table.c[column] for column in columns]
        holds = [c.contains(number) for c in cells for number in client.addresses]
        if holds:
            where = (table.c.org == client.org, or_(*holds))
            changed += _rename(connection, (table, columns), where, numbers)
    return changed


def _rename(
    connection: Connection,
    what: tuple[Table, Sequence[str]],
    where: Sequence[ColumnElement[bool]],
    names: dict[str, str],
) -> int:
    table, columns = what
    keys = list(table.primary_key.columns)
    rows = connection.execute(select(table).where(*where)).mappings().all()
    changed = 0
    for row in rows:
        left = {c: renamed(row[c], names) for c in columns if row[c] is not None}
        if any(row[c] != text for c, text in left.items()):
            here = [key == row[key.name] for key in keys]
            connection.execute(update(table).where(*here).values(**left))
            changed += 1
    return changed


def _answers(connection: Connection, client: Client) -> int:
    """Keep what their answers meant, without the words that decided it."""
    here = (
        turn.c.kind == "ClientSaid",
        turn.c.document.contains(f'"client": "{client.ref}"'),
    )
    rows = connection.execute(select(turn.c.number, turn.c.document).where(*here)).all()
    for number, document in rows:
        left = turn_without_reasons(document)
        connection.execute(
            update(turn).where(turn.c.number == number).values(document=left)
        )
    return len(rows)


def _card(connection: Connection, client: Client) -> int:
    """Leave a card with nothing on it but sums: nobody is written to by it again."""
    theirs = (person_alias.c.org == client.org, person_alias.c.person == client.ref)
    aliases = connection.execute(delete(person_alias).where(*theirs)).rowcount
    contact = ("channel", "account", "kind", "value")
    empty = dict.fromkeys(("name", "lang", "last_wrote_at"))
    empty |= dict.fromkeys(f"contact_{part}" for part in contact)
    flags = {"opted_out": True, "wants_human": True, "ad_consent": False}
    here = (person.c.org == client.org, person.c.ref == client.ref)
    connection.execute(update(person).where(*here).values(**empty, **flags))
    return int(aliases)
