"""Play whole days with one crisis each, on every core, and keep their facts."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.outcomes.keeping_facts import facts_of
from sondir.bootstrap.simulating import FEWEST, equip
from sondir.domain.outcome_model import Played
from sondir.world.chance import chance
from sondir.world.replay import InMemoryWorld
from sondir.world.whole_day import whole_day

UNTIL = timedelta(hours=12, minutes=31)
"""From the day's first moment (08:29) to the closing of the salon."""


@dataclass(frozen=True, slots=True)
class Days:
    """How many days of which seed, on how many processes (0: every core)."""

    crises: int
    seed: int
    jobs: int = 0


def play_days(days: Days, shown: Callable[[int], None]) -> list[Played]:
    """Play them all; the facts come in the order of their numbers."""
    found: list[Played] = []
    for played in _played(days):
        found.append(played)
        shown(len(found))
    return found


def _played(days: Days) -> Iterator[Played]:
    tasks = [(days.seed, number) for number in range(days.crises)]
    jobs = days.jobs or os.cpu_count() or 1
    equip()
    if jobs == 1 or days.crises < FEWEST:
        yield from map(_play_one, tasks)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, initializer=gc.freeze) as pool:
        yield from pool.imap(_play_one, tasks, chunksize=4)


def _play_one(task: tuple[int, int]) -> Played:
    seed, number = task
    day = whole_day(seed, number)
    world = InMemoryWorld(day.world, day.script, equip().catalogue)
    story = Story(Play(world, day.start), equip().reading)
    story.run(until=day.start + UNTIL)
    lot = chance(seed, "noticed by a person", number).random()
    return facts_of(number, day, story, lot)
