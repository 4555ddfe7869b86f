"""Simulate crises by the thousand, in memory, with hostile people; count violations."""

import gc
import json
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sondir.adapters.memory.engine import RunError
from sondir.bootstrap.memory import Play, Reading, Story
from sondir.bootstrap.remembering import RememberingReader
from sondir.bootstrap.replaying import journal_texts, people_lines, reading
from sondir.domain.audit.evidence import Evidence, Facts
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.corridor_document import parse_corridor
from sondir.languages import templates
from sondir.stages.audit import audit
from sondir.world.catalogue import Catalogue, parse_catalogue
from sondir.world.document import World
from sondir.world.hostile import Play as Hostile
from sondir.world.hostile import hostile_play
from sondir.world.replay import InMemoryWorld

LONGEST = timedelta(hours=16)
"""Of the story's time: from the morning into the night's quiet hours."""
FEWEST = 20
"""Fewer crises than this are not worth a second process."""
SWEEP = 200
"""Crises between two collections of what no longer is needed."""


@dataclass(frozen=True, slots=True)
class Order:
    """How many crises of which seed; *out* keeps what each has left."""

    crises: int
    seed: int
    out: Path | None = None
    jobs: int = 0


@dataclass
class Told:
    """What one crisis, or many, came to. Sums in KZT, times in the story's minutes."""

    crises: int = 0
    violations: list[tuple[int, str, str]] = field(default_factory=list)
    spent_kzt: int = 0
    incidents: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    minutes_to_close: list[int] = field(default_factory=list)

    def add(self, other: "Told") -> None:
        """Take another's figures in."""
        self.crises += other.crises
        self.violations += other.violations
        self.spent_kzt += other.spent_kzt
        self.incidents += other.incidents
        self.modes += other.modes
        self.minutes_to_close += other.minutes_to_close


@dataclass(frozen=True, slots=True)
class Equipment:
    """What all crises of a process share."""

    reading: Reading
    catalogue: Catalogue

    def play(self, seed: int, number: int) -> tuple[Hostile, Play]:
        """Draw crisis *number* of *seed*: its document, and its people alive."""
        hostile = hostile_play(seed, number)
        world = InMemoryWorld(hostile.world, hostile.script, self.catalogue)
        return hostile, Play(world, hostile.start, corridor=hostile.corridor)


def simulate(order: Order, shown: Callable[[int], None]) -> tuple[Told, float]:
    """Play all crises on every core; return the figures and the seconds it took.

    *shown* is told how many are done. The figures do not depend on the number of
    cores.
    """
    began = time.monotonic()
    total = Told()
    jobs = order.jobs or os.cpu_count() or 1
    for told in _played(order, jobs):
        total.add(told)
        shown(total.crises)
    total.violations.sort()
    total.minutes_to_close.sort()
    return total, time.monotonic() - began


def _played(order: Order, jobs: int) -> Iterator[Told]:
    tasks = [(order.seed, number, order.out) for number in range(order.crises)]
    equip()
    if jobs == 1 or order.crises < FEWEST:
        yield from map(_play_one, tasks)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, initializer=_settle_in) as pool:
        yield from pool.imap_unordered(_play_one, tasks, chunksize=8)


_EQUIPMENT: dict[str, Equipment] = {}


def equip() -> Equipment:
    """Load the reader and the phrasebook once a process; forks share the pages."""
    if not _EQUIPMENT:
        loaded = reading()
        remembering = Reading(RememberingReader(loaded.reader), loaded.phrasebook)
        catalogue = parse_catalogue(templates())
        _EQUIPMENT[""] = Equipment(remembering, catalogue)
    return _EQUIPMENT[""]


def _settle_in() -> None:
    """What was loaded before the fork is never collected, so its pages stay shared."""
    gc.freeze()
    gc.disable()


def _play_one(task: tuple[int, int, Path | None]) -> Told:
    seed, number, out = task
    hostile, play = equip().play(seed, number)
    story = Story(play, equip().reading)
    try:
        story.run(until=hostile.start + LONGEST)
    except RunError as error:
        raised = type(error.__cause__).__name__
        return Told(1, [(number, "raised", f"{error.run_id} {raised}")])
    if not gc.isenabled() and number % SWEEP == 0:
        gc.collect()
    evidence = evidence_of(story, hostile, list(journal_texts(story)))
    if out is not None:
        _keep(out, number, story, evidence)
    return _told(number, story, evidence)


def evidence_of(
    story: Story,
    hostile: Hostile,
    texts: list[str],
    wire: list[dict[str, object]] | None = None,
) -> Evidence:
    """Lay out what a played crisis has left, and what is true of its people.

    *texts* and *wire* may come from the same crisis on a database.
    """
    people = [json.loads(line) for line in people_lines(story)]
    return Evidence(
        texts=texts,
        journal=[json.loads(text) for text in texts],
        wire=story.world.wire_lines if wire is None else wire,
        corridor=parse_corridor(hostile.corridor, PLAYBOOKS),
        facts=_facts(hostile.world, {row["ref"]: row["client"] for row in people}),
    )


def _facts(world: World, addresses: dict[str, str]) -> Facts:
    """Say what is true of the people, from the world and not from the CRM."""
    consents = {c.client for c in world.clients if c.ad_consent}
    refused = {c.client for c in world.clients if c.opted_out}
    known = {v.client for v in world.vendors if v.known}
    return Facts(
        addresses=addresses,
        consents=frozenset(r for r, a in addresses.items() if a in consents),
        refused_before=frozenset(r for r, a in addresses.items() if a in refused),
        known_vendors=frozenset(r for r, a in addresses.items() if a in known),
    )


def _told(number: int, story: Story, evidence: Evidence) -> Told:
    told = Told(crises=1)
    told.violations = [(number, v.what, v.where) for v in audit(evidence)]
    told.modes.update(r["data"]["to"] for r in evidence.entries("MODE_CHANGED"))
    for incident in story.desk.incidents.known.values():
        told.spent_kzt += incident.ledger.spent_kzt
        told.incidents[f"{incident.playbook}/{incident.state}"] += 1
        if incident.closed_at is not None:
            span = incident.closed_at - incident.opened_at
            told.minutes_to_close.append(int(span.total_seconds() // 60))
    return told


def _keep(out: Path, number: int, story: Story, evidence: Evidence) -> None:
    """Write the journal, the wire log and the people of one crisis."""
    folder = out / f"{number:06d}"
    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Any] = {
        "journal.jsonl": evidence.texts,
        "wire.jsonl": [json.dumps(x, ensure_ascii=False) for x in evidence.wire],
        "people.jsonl": list(people_lines(story)),
    }
    for name, lines in parts.items():
        text = "".join(f"{line}\n" for line in lines)
        (folder / name).write_text(text, encoding="utf-8")
