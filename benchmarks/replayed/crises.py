"""Crises as a judge would write them: a world, and what its guests send.

No table of the diagnosis is read here. A cause makes guests of some branches write in
their own words; bookings, rooms, weather, announced works and a shift that is mostly
truthful surround them, all in the exchange formats.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]
LETTERS = tomllib.loads((Path(__file__).parent / "letters.toml").read_text("utf-8"))
ROOMS = {
    "зал": ("в зале", "в общем зале", "залда"),
    "массаж": ("в массажном кабинете", "на массаже", "массаж бөлмесінде"),
    "маникюр": ("в маникюрном", "на маникюре", "маникюр жақта"),
    "педикюр": ("в кабинете педикюра", "на педикюре", "педикюр жақта"),
}
MASTERS = ("Аня", "Дана", "Мира", "Оля")
CAUSES = {
    "heat_air": ("climate_failure",) * 6 + ("heat_wave_outside", "one_room") * 2,
    "water": ("water_outage", "plumbing"),
    "power_internet": ("power_outage", "internet_outage"),
    "payment_price": ("payment_terminal_down", "price_change"),
    "waiting": ("queue_overload", "staff_no_show"),
    "cold": ("heating_failure",),
    "hygiene": ("hygiene_problem",),
    "noise_smell": ("noise_outside", "smell_inside"),
    "staff_rudeness": ("staff_conduct",),
    "booking_error": ("booking_system", "wrong_mailing"),
}
HEAT_SHARE = 0.5
NO_FAULT = {"organised": 0.09, "coincidence": 0.10, "unknown": 0.09}
"""Share of crises of every topic in which nothing that has a name is broken."""
ANNOUNCED = {"water_outage": "water", "power_outage": "power"}
VISITED, NAMES_ROOM = 0.8, 0.6
SHIFT = {"truthful": 0.80, "wrong": 0.06, "silent": 0.14}


@dataclass
class Crisis:
    """One day: what is true, the world around it, and the messages in order."""

    topic: str
    cause: str
    world: Row
    messages: list[Row]


@dataclass
class _Day:
    """A crisis being written; one random source, so that a seed is the whole story."""

    rng: random.Random
    topic: str
    cause: str
    branches: list[Row]
    midnight: datetime
    onset: datetime
    bookings: list[Row] = field(default_factory=list)
    letters: list[tuple[datetime, str, str, str]] = field(default_factory=list)
    truth: list[Row] = field(default_factory=list)
    people: int = 0

    def guest(self, branch: str, at: datetime, text: str, **visit: Any) -> None:
        """Let somebody write; with *visited* they have a booking of that day."""
        self.people += 1
        phone = f"+7799{1_000_000 + self.people * 37}"
        if visit.get("visited", True):
            start = visit.get("start") or at - timedelta(
                minutes=self.rng.randint(5, 90)
            )
            self.bookings.append(
                {
                    "client": phone,
                    "branch": branch,
                    "start": start.isoformat(),
                    "service": "Стрижка",
                    "master": visit.get("master") or self.rng.choice(MASTERS),
                    "price_kzt": 9000,
                }
            )
        if text:
            self.letters.append((at, branch, phone, text))

    def soon(self, minutes: float) -> datetime:
        """Draw a moment of the crisis, which lasts so many minutes."""
        return self.onset + timedelta(minutes=self.rng.uniform(0, minutes))


def crisis(seed: int) -> Crisis:
    """Write the crisis of *seed*; the first branch is the one struck."""
    rng = random.Random(f"replayed/{seed}")
    topic, cause = _what(rng)
    many = rng.choice([1, 3, 4, 4, 6])
    if cause == "heat_wave_outside":
        many = max(many, 3)
    midnight = datetime.fromisoformat(
        "2026-01-14T00:00:00+05:00" if topic == "cold" else "2026-07-14T00:00:00+05:00"
    )
    onset = midnight + timedelta(minutes=rng.randint(10 * 60, 18 * 60))
    day = _Day(rng, topic, cause, _branches(rng, many), midnight, onset)
    _ordinary(day)
    {
        "organised": _brigade,
        "coincidence": _chance,
        "heat_wave_outside": _heat_wave,
    }.get(cause, _fault)(day)
    return Crisis(topic, cause, _world(day, seed), _messages(day))


def _what(rng: random.Random) -> tuple[str, str]:
    others = [topic for topic in CAUSES if topic != "heat_air"]
    topic = "heat_air" if rng.random() < HEAT_SHARE else rng.choice(others)
    draw = rng.random()
    for cause, share in NO_FAULT.items():
        draw -= share
        if draw < 0:
            return topic, cause
    return topic, rng.choice(CAUSES[topic])


def _branches(rng: random.Random, many: int) -> list[Row]:
    return [
        {
            "id": f"b{n}",
            "name": f"Филиал {n}",
            "lat": 43.2 + n / 100,
            "lon": 76.9,
            "rooms": list(ROOMS)[: rng.choice([2, 3, 4])],
        }
        for n in range(many)
    ]


def _ordinary(day: _Day) -> None:
    """Every branch has visits, and guests who write of other things."""
    for branch in day.branches:
        for _ in range(day.rng.randint(6, 14)):
            at = day.midnight + timedelta(minutes=day.rng.randint(9 * 60, 20 * 60))
            text = day.rng.choice(LETTERS["ordinary"]) if day.rng.random() < 0.5 else ""
            after = at + timedelta(minutes=day.rng.randint(0, 30))
            day.guest(branch["id"], after, text, start=at)


def _words(day: _Day) -> Iterator[str]:
    book = LETTERS[day.topic]
    whole = [text for texts in book.values() for text in texts]
    if day.cause == "organised":
        texts = book.get("organised", whole)
    elif day.cause == "coincidence":
        texts = [*book.get("coincidence", whole), *book.get("any", ())[:6]]
    elif day.cause == "unknown":
        texts = book.get("any", whole)
    elif day.cause == "one_room":
        texts = [*book["climate_failure"][:3], *book["any"]]
    else:
        texts = [*book.get(day.cause, ()), *book.get("any", ())]
    while True:
        yield day.rng.choice(texts)


def _fault(day: _Day) -> None:
    """Something is broken at the first branch; who sits there feels it."""
    rng, words = day.rng, _words(day)
    rooms = day.branches[0]["rooms"]
    hot = rng.choice(rooms[1:]) if day.cause == "one_room" else None
    master = MASTERS[0] if day.cause == "staff_no_show" else None
    lasts = rng.uniform(20, 60)
    for _ in range(rng.randint(4, 6) if hot else rng.randint(5, 12)):
        text = _placed(rng, next(words), hot or rng.choice(rooms))
        visited = rng.random() < VISITED
        day.guest("b0", day.soon(lasts), text, visited=visited, master=master)
    if day.cause == "unknown":  # the shift sees nothing: nobody knows what it was
        return
    since = (day.onset - timedelta(minutes=10)).isoformat()
    true = {"branch": "b0", "topic": day.topic, "cause": day.cause, "from": since}
    day.truth.append(true)
    if day.cause in ANNOUNCED and len(day.branches) > 1 and rng.random() < 0.5:
        for _ in range(rng.randint(2, 4)):
            day.guest("b1", day.soon(lasts), next(words))
        day.truth.append({**true, "branch": "b1"})


def _placed(rng: random.Random, text: str, room: str) -> str:
    if rng.random() >= NAMES_ROOM:
        return text
    where = rng.choice(ROOMS[room])
    return rng.choice([f"{text} ({where})", f"{where} {text}", f"{text} {where}"])


def _brigade(day: _Day) -> None:
    """Seven to fourteen unknown accounts; half of the brigades share one text."""
    rng, words = day.rng, _words(day)
    shared = f"{next(words)}, отвратительно, требую компенсацию и проверку"
    copies = 0.8 if rng.random() < 0.5 else 0.0
    lasts = rng.uniform(20, 60)
    for _ in range(rng.randint(7, 14)):
        text = shared if rng.random() < copies else next(words)
        day.guest("b0", day.soon(lasts), text, visited=rng.random() < 0.05)
    day.truth.append({"branch": "b0", "topic": day.topic, "cause": day.cause})


def _chance(day: _Day) -> None:
    words, lasts = _words(day), day.rng.uniform(40, 110)
    for _ in range(day.rng.choice([3, 4, 4, 5])):
        visited = day.rng.random() < VISITED
        day.guest("b0", day.soon(lasts), next(words), visited=visited)
    day.truth.append({"branch": "b0", "topic": day.topic, "cause": day.cause})


def _heat_wave(day: _Day) -> None:
    rng, words, lasts = day.rng, _words(day), day.rng.uniform(20, 60)
    for branch in day.branches:
        first = branch["id"] == "b0"
        if not first and rng.random() >= 0.75:
            continue
        for _ in range(rng.randint(4, 8) if first else rng.randint(2, 6)):
            visited = rng.random() < VISITED
            day.guest(branch["id"], day.soon(lasts), next(words), visited=visited)
        true = {"branch": branch["id"], "topic": day.topic, "cause": day.cause}
        day.truth.append(true)


def _world(day: _Day, seed: int) -> Row:
    rng = day.rng
    behaviour = rng.choices(list(SHIFT), list(SHIFT.values()))[0]
    world: Row = {
        "org": "demo",
        "seed": seed,
        "branches": day.branches,
        "truth": day.truth,
        "notices": _notices(day),
        "owner": {"client": "+77990000001", "lang": "ru", "behaviour": "silent"},
        "shift": [
            {
                "branch": branch["id"],
                "client": f"+7799000000{n}",
                "lang": rng.choice(["ru", "kk"]),
                "behaviour": behaviour,
            }
            for n, branch in enumerate(day.branches, 2)
        ],
        "bookings": day.bookings,
    }
    if rng.random() < 0.8:
        world["outdoor_c"] = _degrees(day)
    return world


def _notices(day: _Day) -> list[Row]:
    kind = ANNOUNCED.get(day.cause)
    if kind is None or day.rng.random() >= 0.5:
        return []
    span = (day.onset - timedelta(hours=1), day.onset + timedelta(hours=4))
    since, until = (each.isoformat() for each in span)
    return [{"kind": kind, "branch": "b0", "from": since, "until": until}]


def _degrees(day: _Day) -> int:
    if day.cause == "heat_wave_outside":
        return round(day.rng.gauss(36, 2))
    if day.topic == "cold":
        return round(day.rng.gauss(-12, 7))
    return round(day.rng.gauss(26 if day.topic == "heat_air" else 20, 4))


def _messages(day: _Day) -> list[Row]:
    return [
        {
            "id": f"m{n}",
            "at": at.isoformat(),
            "channel": "whatsapp",
            "branch": branch,
            "client": phone,
            "text": text,
        }
        for n, (at, branch, phone, text) in enumerate(sorted(day.letters))
    ]
