"""Rehearse a corridor on a history: what would the autopilot have done by itself?

Each day is played in memory with the same workflows; what the detector has learned
and what the month has cost go on to the next day. Without a world of one's own nobody
answers a question: neither the owner nor the shift, so that only what it would have
done alone is counted. Vendors are the demo's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.table import Table

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.records import given_of, read_document, read_records
from sondir.bootstrap.replaying import reading
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.corridor_document import parse_corridor
from sondir.domain.errors import Mistake
from sondir.domain.incident import Incident
from sondir.domain.promotion import PlaybookRecord, advised
from sondir.languages import templates
from sondir.languages.book.filling import word
from sondir.languages.book.shelf import language
from sondir.languages.terminal import terminal_words
from sondir.playbooks import PLAYBOOKS as SHIPPED
from sondir.world.catalogue import Catalogue, parse_catalogue
from sondir.world.demo import complete
from sondir.world.document import World, WorldError, parse_world
from sondir.world.replay import replayed_world

DAY = timedelta(days=1)
NO_CRISIS = ("coincidence", "single_client")
"""Causes by which the autopilot itself says that nothing was broken."""
MONTHLY = ("month/", "messages/")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """The history, the corridor that is tried, and whose world stands around it."""

    history: Path
    corridor: Path
    world: Path | None = None


def rehearse(order: Order, by_chance: Mapping[str, float]) -> list[PlaybookRecord]:
    """Play the history under the corridor; return a record for each playbook met.

    *by_chance* says how many alarms of a topic chance alone raises there. Raises
    Mistake naming file, line and field of what cannot be read.
    """
    document = read_document(order.corridor)
    corridor = parse_corridor(document, PLAYBOOKS)
    records = read_records(order.history)
    world = _world(order.world, records)
    found: dict[str, PlaybookRecord] = {}
    for story in _days(world, records, document):
        for incident in story.desk.incidents.known.values():
            name = incident.playbook or "none"
            allowed = corridor.permission_for(incident.playbook)
            before = found.get(name, PlaybookRecord(name, allowed))
            found[name] = _with(before, story, incident, world)
    return [_with_chance(found[name], by_chance) for name in sorted(found)]


def _with_chance(
    record: PlaybookRecord, by_chance: Mapping[str, float]
) -> PlaybookRecord:
    topics = [
        t for book in SHIPPED if book.name == record.playbook for t in book.topics
    ]
    return replace(record, by_chance=sum(by_chance.get(topic, 0.0) for topic in topics))


def _days(world: World, records: list[Row], corridor: Row) -> Iterator[Story]:
    """Play day after day; each hands on what is remembered over the night."""
    equipment, catalogue = reading(), parse_catalogue(templates())
    before: Story | None = None
    for day in _by_day(records):
        play = _play(world, day, corridor, catalogue)
        story = Story(play, equipment)
        if before is not None:
            _hand_on(before, story)
        story.run(until=play.start + DAY)
        yield story
        before = story


def _by_day(records: list[Row]) -> list[list[Row]]:
    days: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        days[f"{_seen(record):%Y-%m-%d}"].append(record)
    return [days[day] for day in sorted(days)]


def _play(world: World, day: list[Row], corridor: Row, catalogue: Catalogue) -> Play:
    start = min(_seen(record) for record in day) - timedelta(minutes=1)
    return Play(
        world=replayed_world(world, day, catalogue),
        start=start,
        corridor=corridor,
        records={record["id"]: given_of(record) for record in day},
    )


def _hand_on(before: Story, story: Story) -> None:
    org = story.org
    story.desk.detectors.save(org, before.desk.detectors.load(org))
    story.desk.surroundings.learn(org, before.desk.surroundings.counts(org))
    for (whose, scope), sum_kzt in before.desk.ledger.sums.items():
        if scope.startswith(MONTHLY):
            story.desk.ledger.sums[whose, scope] = sum_kzt


def _with(
    record: PlaybookRecord, story: Story, incident: Incident, world: World
) -> PlaybookRecord:
    """Add what one incident would have meant."""
    entries = [
        (r.fields["entry"], r.fields["data"])
        for r in story.desk.journal.records(story.org, incident=incident.id)
    ]
    verdicts = [data["verdict"] for name, data in entries if name == "VERDICT"]
    letters = sum(1 for name, _ in entries if name == "CLIENT_COMMUNICATION_INITIATED")
    return replace(
        record,
        crises=record.crises + 1,
        asked=record.asked + _questions(entries, incident),
        spent_kzt=record.spent_kzt + incident.ledger.spent_kzt,
        written=record.written + letters,
        stopped=record.stopped + verdicts.count("refuse"),
        false_alarms=record.false_alarms + _is_false(incident, world),
    )


def _questions(entries: list[tuple[str, Mapping[str, Any]]], incident: Incident) -> int:
    """Count how often the owner is asked: the card of an asking plan, and each ask."""
    phrases = [d.get("phrase", "") for name, d in entries if name == "ACTION_INITIATED"]
    asked = sum(1 for phrase in phrases if str(phrase).startswith("owner.ask."))
    return asked + (incident.permission == "ask" and incident.card_key is not None)


def _is_false(incident: Incident, world: World) -> bool:
    """Say whether nothing was broken: by the world's truth, else by the diagnosis."""
    if incident.playbook == "organised_attack":
        return False
    if not world.truth:
        return incident.cause in NO_CRISIS
    here = {incident.branch, *incident.branches}
    return not any(
        truth.branch in here and truth.topic == incident.topic for truth in world.truth
    )


def _world(path: Path | None, records: list[Row]) -> World:
    try:
        given = {} if path is None else read_document(path)
        world = parse_world(given) if path is not None else _nobody_answers()
    except WorldError as wrong:
        raise Mistake("world.field", file=str(path), why=str(wrong)) from None
    known = {branch.id for branch in world.branches}
    named = dict.fromkeys(r.get("branch") for r in records if r.get("branch"))
    missing = [{"id": n, "name": n} for n in named if n not in known]
    if not missing:
        return world
    made = parse_world({"branches": missing}).branches
    return world.model_copy(update={"branches": (*world.branches, *made)})


def _nobody_answers() -> World:
    """Take the demo's world, with an owner and shifts who never answer."""
    world = complete({}, None)
    shift = tuple(s.model_copy(update={"behaviour": "silent"}) for s in world.shift)
    owner = world.owner and world.owner.model_copy(update={"behaviour": "silent"})
    return world.model_copy(update={"shift": shift, "owner": owner, "truth": ()})


def _seen(record: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(record.get("seen_at") or record["at"]))


COLUMNS = ("crises", "asked", "spent_kzt", "written", "stopped", "false_alarms")


def row_of_record(record: PlaybookRecord) -> Row:
    """Give a record and the advice as one JSON object."""
    advice = advised(record)
    return {
        "playbook": record.playbook,
        "permission": str(record.permission),
        **{name: getattr(record, name) for name in COLUMNS},
        "by_chance": round(record.by_chance, 2),
        "advice": str(advice.permission),
        "why": advice.why,
    }


def table_of(rows: list[Row], lang: str, *, is_alone: bool) -> Table | str:
    """Lay the records out in the reader's language."""
    words, spoken = terminal_words(lang), language(lang)
    if not rows:
        return words["rehearsal_none"]
    table = Table(
        title=words["rehearsal_title"],
        caption=words["rehearsal_alone"] if is_alone else None,
    )
    for name in ("playbook", "permission", *HEADS, "advice"):
        table.add_column(words[f"column_{name}"])
    for row in rows:
        permission = word(spoken, "permission", row["advice"])
        table.add_row(
            word(spoken, "playbook", row["playbook"]),
            word(spoken, "permission", row["permission"]),
            *(str(row[name]) for name in (*COLUMNS, "by_chance")),
            words[f"advice_{row['why']}"].format(permission=permission),
        )
    return table


HEADS = ("crises", "asked", "spent", "written", "stopped", "false", "chance")
"""The words above COLUMNS, and above what chance raises."""
