"""Moving a day to another date, for a world on the system's clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sondir.world.document import World
from sondir.world.script import Spoken


def moved_script(script: Sequence[Spoken], by: timedelta) -> list[Spoken]:
    """Give the same messages, *by* later."""
    return [replace(s, at=s.at + by, seen_at=s.seen_at + by) for s in script]


def moved_world(world: World, by: timedelta) -> World:
    """Give the same world with every moment of it *by* later."""
    bookings = [b.model_copy(update={"start": b.start + by}) for b in world.bookings]
    truth = [
        t.model_copy(
            update={
                "since": t.since + by if t.since else None,
                "until": t.until + by if t.until else None,
            }
        )
        for t in world.truth
    ]
    notices = [
        n.model_copy(update={"since": n.since + by, "until": n.until + by})
        for n in world.notices
    ]
    return world.model_copy(
        update={
            "bookings": tuple(bookings),
            "truth": tuple(truth),
            "notices": tuple(notices),
        }
    )
