"""The crisis of a seed: who complains, when, in which words, and who only asks.

Five to nine witnesses at one branch within forty minutes; SEED=1 has exactly seven
witnesses in eleven messages, five of them with a visit that makes them eligible.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sondir.world.chance import chance
from sondir.world.document import Booking, Client, Truth, World
from sondir.world.script import Spoken
from sondir.world.wording import speech, wordings

BEGINS = timedelta(hours=9, minutes=27, seconds=20)
LASTS = timedelta(minutes=39, seconds=30)
"""From the first complaint to the last: "7 complaints in 40 minutes"."""
NOTICED = timedelta(minutes=8)
"""From the trouble's beginning to the first complaint, if it begins later."""
VISIT_BEFORE = timedelta(hours=2)
SEATED = timedelta(minutes=7)
"""Nobody complains within the first minutes of a visit."""
OF_ONE_MASTER = frozenset({"staff_no_show"})
"""Causes that only the guests of one master feel."""
FIRST_STRANGER = 9001
"""Phones of people the CRM does not know: +7 799 000 90 01 and on."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: *guests* have a visit, *strangers* have none."""

    guests: tuple[Booking, ...]
    strangers: tuple[Client, ...]
    upcoming: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many of each: witnesses, of them guests, questions, repeats."""

    witnesses: int
    guests: int
    questions: int
    repeats: int

    @property
    def mentions(self) -> int:
        """All messages about the topic."""
        return self.witnesses + self.questions + self.repeats


_OWN = {
    "organised": Numbers(witnesses=8, guests=0, questions=0, repeats=1),
    "single_client": Numbers(witnesses=1, guests=1, questions=0, repeats=3),
}
"""Causes that make a picture of their own."""


def crisis(world: World, truth: Truth, day: datetime) -> list[Spoken]:
    """Write the messages of one crisis at the branch of *truth* on *day*."""
    draw = chance(world.seed, "crisis", truth.branch)
    first, last = _span(truth, day, draw)
    if last <= first:
        return []
    numbers = _OWN.get(truth.cause) or drawn_numbers(world.seed, draw)
    cast = _cast(world, truth, (first, last), numbers, draw)
    pen = _Pen(world, truth, draw)
    told = _complaints(cast, (first, last), pen, draw)
    told += _repeats(told, last, numbers.repeats, pen, draw)
    for booking in cast.upcoming:
        at = first + (last - first) * draw.uniform(0.2, 0.95)
        told.append(pen.writes(booking.client, at, "question"))
    return sorted(told, key=lambda one: one.at)


def _span(truth: Truth, day: datetime, draw: Random) -> tuple[datetime, datetime]:
    """Say when the first and the last complain: only while the trouble lasts."""
    first = day + BEGINS + timedelta(seconds=draw.randint(0, 60))
    if truth.since is not None:
        noticed = truth.since.astimezone(first.tzinfo) + NOTICED
        first = max(first, noticed)
    last = first + LASTS - timedelta(seconds=draw.randint(0, 100))
    if truth.until is not None:
        last = min(last, truth.until.astimezone(first.tzinfo))
    return first, last


def drawn_numbers(seed: int, draw: Random) -> Numbers:
    """Draw the numbers of a crisis; the mission's own for SEED=1."""
    if seed == 1:
        return Numbers(witnesses=7, guests=5, questions=2, repeats=2)
    witnesses = draw.randint(5, 9)
    strangers = draw.randint(0, 2)
    return Numbers(
        witnesses=witnesses,
        guests=witnesses - strangers,
        questions=draw.randint(1, 3),
        repeats=draw.randint(1, 3),
    )


def _cast(
    world: World,
    truth: Truth,
    span: tuple[datetime, datetime],
    numbers: Numbers,
    draw: Random,
) -> Cast:
    (first, last), branch = span, truth.branch
    silent = {c.client for c in world.clients if c.opted_out}
    here = [b for b in world.bookings if b.branch == branch and b.client not in silent]
    seated = _once_each(
        b for b in here if first - VISIT_BEFORE <= b.start <= last - 2 * SEATED
    )
    if truth.cause in OF_ONE_MASTER:
        seated = _of_one_master(seated)
    begun = [b for b in seated if b.start <= first - SEATED]
    guests = draw.sample(begun, 1) if begun and numbers.guests else []
    others = [b for b in seated if b not in guests]
    wanted = min(numbers.guests - len(guests), len(others))
    guests += _mixed_channels(others, max(wanted, 0), draw)
    taken = {b.client for b in guests}
    later = _once_each(b for b in here if b.start > last + timedelta(minutes=25))
    later = [b for b in later if b.client not in taken]
    strangers = numbers.witnesses - len(guests)
    regulars = strangers - strangers // 2 if numbers.guests else 0
    return Cast(
        guests=tuple(guests),
        strangers=_strangers(world, branch, strangers, regulars, draw),
        upcoming=tuple(draw.sample(later, min(numbers.questions, len(later)))),
    )


def _of_one_master(seated: list[Booking]) -> list[Booking]:
    """Keep the guests of the master who has most of them."""
    counted = Counter(b.master for b in seated).most_common(1)
    return [b for b in seated if counted and b.master == counted[0][0]]


def _once_each(bookings: Iterable[Booking]) -> list[Booking]:
    return list({b.client: b for b in bookings}.values())


def _mixed_channels(seated: list[Booking], wanted: int, draw: Random) -> list[Booking]:
    """Take at least one guest from Instagram, where there is one."""
    on_instagram = [b for b in seated if b.client.startswith("ig:")]
    chosen = draw.sample(on_instagram, 1) if on_instagram and wanted else []
    rest = [b for b in seated if b not in chosen]
    return chosen + draw.sample(rest, min(wanted - len(chosen), len(rest)))


def _strangers(
    world: World, branch: str, wanted: int, known: int, draw: Random
) -> tuple[Client, ...]:
    """People without a visit today: *known* regulars, and unknown numbers."""
    nth = [one.id for one in world.branches].index(branch)
    booked = {b.client for b in world.bookings}
    regulars = [
        c
        for c in world.clients
        if c.client not in booked
        and c.client.startswith("+")
        and c.visits
        and not c.opted_out
    ]
    chosen = draw.sample(regulars, min(known, wanted, len(regulars)))
    for place in range(wanted - len(chosen)):
        lang = draw.choice(["ru", "kk"])
        phone = f"+7799000{FIRST_STRANGER + 20 * nth + place}"
        name = draw.choice(wordings("names", "female", lang))
        stranger = Client(client=phone, name=name, lang="kk" if lang == "kk" else "ru")
        chosen.append(stranger)
    return tuple(chosen)


def _complaints(
    cast: Cast, span: tuple[datetime, datetime], pen: "_Pen", draw: Random
) -> list[Spoken]:
    """Spread the complaints; the first and the last stand at the ends of the span."""
    first, last = span
    told: list[Spoken] = []
    for place, booking in enumerate(cast.guests):
        earliest = max(first, booking.start + SEATED)
        at = (
            first
            if place == 0 and earliest == first
            else _between(earliest, last, draw)
        )
        told.append(pen.writes(booking.client, at, "complaint"))
    for stranger in cast.strangers:
        at = _between(first, last, draw)
        told.append(pen.writes(stranger.client, at, "complaint", stranger))
    told.sort(key=lambda one: one.at)
    told[-1] = pen.moved(told[-1], last)
    return told


def _repeats(
    told: Sequence[Spoken], last: datetime, wanted: int, pen: "_Pen", draw: Random
) -> list[Spoken]:
    gap = timedelta(minutes=5)
    could = [one for one in told if one.at + gap < last]
    chosen = draw.sample(could, min(wanted, len(could)))
    return [
        pen.writes(one.client, _between(one.at + gap, last, draw), "again")
        for one in chosen
    ]


def _between(earliest: datetime, latest: datetime, draw: Random) -> datetime:
    seconds = int((latest - earliest).total_seconds())
    return earliest + timedelta(seconds=draw.randint(0, max(seconds - 1, 0)))


class _Pen:
    """Writes for people: each in the own language, no wording twice while they last."""

    def __init__(self, world: World, truth: Truth, draw: Random) -> None:
        self._clients = {c.client: c for c in world.clients}
        self._branch = truth.branch
        known = speech("crisis")
        self._topic = next(
            name for name in (truth.cause, truth.topic, "other") if name in known
        )
        self._seed = world.seed
        self._draw = draw
        self._used: set[str] = set()
        self._written = 0

    def writes(
        self, who: str, at: datetime, meaning: str, known: Client | None = None
    ) -> Spoken:
        """Write one message of *who*."""
        client = known or self._clients.get(who) or Client(client=who)
        self._clients[who] = client
        self._written += 1
        return Spoken(
            id=f"crisis-{self._seed}-{self._branch}-{self._written}",
            at=at,
            seen_at=at,
            channel="instagram" if who.startswith("ig:") else "whatsapp",
            branch=self._branch,
            client=who,
            name=client.name,
            text=self._text(client.lang, meaning),
        )

    def moved(self, one: Spoken, at: datetime) -> Spoken:
        """Give the same message at another moment."""
        return replace(one, at=at, seen_at=at)

    def _text(self, lang: str, meaning: str) -> str:
        manner = lang
        if lang == "kk" and meaning == "complaint":
            manner = self._draw.choice(
                ["kk", "kk", "kk", "kk_plain", "kk_latin", "mixed"]
            )
        known = set(wordings("crisis", f"{self._topic}.{meaning}", manner))
        fresh = sorted(known - self._used) or sorted(known)
        text = self._draw.choice(fresh)
        self._used.add(text)
        return text
