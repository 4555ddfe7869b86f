"""Play a history back in memory: the same workflows, the world's people, no network."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sondir.bootstrap.house import reader
from sondir.bootstrap.memory import Play, Reading, Story
from sondir.bootstrap.records import given_of, read_document, read_records
from sondir.domain.errors import Mistake
from sondir.languages import Phrasebook, templates
from sondir.world.catalogue import parse_catalogue
from sondir.world.demo import complete
from sondir.world.document import World, WorldError, parse_world
from sondir.world.replay import replayed_world

RUNS_ON = timedelta(hours=24)
"""A replay goes on this long after its last line, until all timers are done."""
ALL_LANGUAGES = frozenset({"ru", "kk", "en"})
"""In a replay nobody is written to, so every shipped phrase may be used."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to play: the file, and what stands in for the demo's world and corridor."""

    file: Path
    world: Path | None = None
    corridor: Path | None = None
    wire: Path | None = None


def replay(order: Order) -> Story:
    """Play the file to its end and return the story, with journal and wire log.

    Raises Mistake naming file, line and field of what cannot be read.
    """
    records = read_records(order.file)
    world, corridor = _world(order, records), _corridor(order)
    played = replayed_world(
        world, records, parse_catalogue(templates()), wire=order.wire
    )
    play = Play(
        world=played,
        start=_first(records),
        corridor=corridor,
        records={record["id"]: given_of(record) for record in records},
    )
    story = Story(play, reading())
    story.run(until=_last(records) + RUNS_ON)
    return story


def reading() -> Reading:
    """Equip a story: the embedded reader and every shipped phrase."""
    return Reading(reader(), Phrasebook(approved_languages=ALL_LANGUAGES))


def _world(order: Order, records: list[dict[str, Any]]) -> World:
    try:
        if order.world is None:
            world = complete({}, None)
        else:
            document = read_document(order.world)
            world = complete(_with_corridor(order.world, document))
    except WorldError as wrong:
        raise Mistake("world.field", file=str(order.world), why=str(wrong)) from None
    return _with_branches(world, records)


def _with_corridor(path: Path, document: dict[str, Any]) -> dict[str, Any]:
    """A corridor named by file stands beside the world's document."""
    corridor = document.get("corridor")
    if isinstance(corridor, str):
        return {**document, "corridor": read_document(path.parent / corridor)}
    return document


def _with_branches(world: World, records: list[dict[str, Any]]) -> World:
    """Branches that only the file names are created."""
    known = {branch.id for branch in world.branches}
    named = dict.fromkeys(r.get("branch") for r in records if r.get("branch"))
    missing = [name for name in named if name not in known]
    if not missing:
        return world
    made = parse_world({"branches": [{"id": n, "name": n} for n in missing]}).branches
    return world.model_copy(update={"branches": (*world.branches, *made)})


def _corridor(order: Order) -> Mapping[str, object] | None:
    return None if order.corridor is None else read_document(order.corridor)


def _first(records: list[dict[str, Any]]) -> datetime:
    moments = [_seen(r) for r in records]
    start = min(moments, default=datetime(2026, 7, 14, 3, 0, tzinfo=UTC))
    return start - timedelta(minutes=1)


def _last(records: list[dict[str, Any]]) -> datetime:
    return max((_seen(r) for r in records), default=_first(records))


def _seen(record: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(record.get("seen_at") or record["at"]))


def journal_texts(story: Story) -> Iterator[str]:
    """Walk the journal's records as they were hashed, one JSON text each."""
    for record in story.desk.journal.records(story.org):
        yield record.text


def people_lines(story: Story) -> Iterator[str]:
    """Say who is behind each reference, for whoever checks a replay from outside."""
    for (_, ref), person in story.desk.people.cards.items():
        contact = person.contact
        if contact is None:
            continue
        address = contact.value
        client = f"ig:{address}" if contact.channel == "instagram" else address
        if contact.channel == "whatsapp" and not client.startswith("+"):
            client = f"+{client}"
        yield json.dumps({"ref": ref, "client": client}, ensure_ascii=False)
