"""The whole day of a world: the crisis among ordinary traffic, as it arrives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sondir.world.chance import chance
from sondir.world.crisis import crisis
from sondir.world.demo import DAY
from sondir.world.document import Booking, Client, World
from sondir.world.script import Spoken
from sondir.world.wording import say

TRAFFIC_FROM = timedelta(hours=8, minutes=30)
TRAFFIC_UNTIL = timedelta(hours=12, minutes=30)
GAP_MIN = 11.0
"""Mean minutes between two ordinary messages of one branch."""
HELD_BACK, REPEATED = 0.4, 0.07
"""Shares of messages that arrive with the next one (where it is near), and twice."""
KINDS = ("booking", "booking", "price", "thanks", "confirm", "confirm", "move", "small")


def day_script(world: World) -> list[Spoken]:
    """Write all messages of the day, in order of arrival.

    Each entry of `truth` brings a crisis at its branch; some messages arrive late,
    together with a later one, and some arrive twice.
    """
    day = day_of(world)
    told = _traffic(world, day)
    for truth in world.truth:
        if truth.cause != "coincidence":
            told += crisis(world, truth, day)
    told.sort(key=lambda one: (one.at, one.id))
    arrived = _as_it_arrives(told, chance(world.seed, "post"))
    return sorted(arrived, key=lambda one: (one.seen_at, one.at, one.id))


def day_of(world: World) -> datetime:
    """Name midnight of the day that the world's bookings are about."""
    first = min((booking.start for booking in world.bookings), default=DAY)
    there = first.astimezone(ZoneInfo(world.timezone))
    return there.replace(hour=0, minute=0, second=0, microsecond=0)


def first_moment(world: World) -> datetime:
    """Name the moment at which the day's clock begins."""
    return day_of(world) + TRAFFIC_FROM - timedelta(minutes=1)


def _traffic(world: World, day: datetime) -> list[Spoken]:
    told: list[Spoken] = []
    for branch in world.branches:
        draw = chance(world.seed, "traffic", branch.id)
        booked = [b for b in world.bookings if b.branch == branch.id]
        writers = _writers(world, booked)
        at = day + TRAFFIC_FROM + timedelta(minutes=draw.expovariate(1 / GAP_MIN))
        while writers and at < day + TRAFFIC_UNTIL:
            number = f"day-{branch.id}-{len(told) + 1}"
            writer = draw.choice(writers)
            told.append(_ordinary(number, branch.id, writer, at, draw))
            at += timedelta(minutes=draw.expovariate(1 / GAP_MIN))
    return told


def _writers(world: World, booked: Sequence[Booking]) -> list[Client]:
    here = {booking.client for booking in booked}
    known = [c for c in world.clients if c.client in here and not c.opted_out]
    return known or [c for c in world.clients if not c.opted_out]


def _ordinary(
    number: str, branch: str, writer: Client, at: datetime, draw: Random
) -> Spoken:
    text = say(draw, "traffic", draw.choice(KINDS), writer.lang).format(
        service=say(draw, "network_words", "service", writer.lang),
        master=say(draw, "names", "master", "ru"),
        time=f"{draw.randint(10, 19)}:{draw.choice(['00', '30'])}",
    )
    moment = at.replace(microsecond=0)
    return Spoken(
        id=number,
        at=moment,
        seen_at=moment,
        channel="instagram" if writer.client.startswith("ig:") else "whatsapp",
        branch=branch,
        client=writer.client,
        name=writer.name,
        text=text,
    )


def _as_it_arrives(told: Sequence[Spoken], draw: Random) -> list[Spoken]:
    """Let some messages wait for the next one, and some come again."""
    arrived: list[Spoken] = []
    for place, one in enumerate(told):
        later = told[place + 1].at if place + 1 < len(told) else one.at
        near = later - one.at < timedelta(seconds=75)
        held = near and draw.random() < HELD_BACK
        seen = replace(one, seen_at=later) if held else one
        arrived.append(seen)
        if draw.random() < REPEATED:
            again = seen.seen_at + timedelta(seconds=draw.randint(1, 240))
            arrived.append(replace(one, seen_at=again, repeat=True))
    return arrived
