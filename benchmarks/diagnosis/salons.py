"""Hot days of simulated salons: causes, people and rooms, but no table.

An independent look at the heat topic: a cause makes the rooms of a branch hot, the
guests who sit there write with some probability, strangers and walk-ins exist, the
shift answers by what it feels. The findings are computed from the figures, as in
the product. Nothing here is read from the model.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.diagnosis.worlds import Incident

from sondir.domain.diagnosis import CaseFacts, findings_from
from sondir.domain.diagnosis.network import UNKNOWN

CAUSES = {
    "climate_failure": 0.36,
    "heat_wave_outside": 0.15,
    "one_room": 0.12,
    "single_client": 0.07,
    "organised": 0.08,
    "coincidence": 0.12,
    UNKNOWN: 0.10,
}
UNANSWERED = 0.15
NAMES_ROOM = 0.65
"""How often a shift whose one room is hot says so when asked about all of them."""


@dataclass
class _Writer:
    """One person who wrote: seen here before, in which room, how often."""

    visited: bool
    room: str | None
    messages: int = 1
    copied: bool = False
    new: bool = False


def salon_days(seed: int, many: int) -> Iterator[Incident]:
    """Draw *many* crises about heat, one in ten with two causes."""
    rng = random.Random(f"salons/{seed}")
    drawn = 0
    while drawn < many:
        incident = _incident(rng)
        if incident is not None:  # no alarm, no incident
            drawn += 1
            yield incident


def _incident(rng: random.Random) -> Incident | None:
    causes = rng.choices(list(CAUSES), list(CAUSES.values()), k=2)
    if rng.random() >= 0.10 or causes[0] == causes[1]:
        causes = causes[:1]
    rooms = [f"room {n}" for n in range(1, rng.choice([1, 2, 2, 3, 4]) + 1)]
    if len(rooms) == 1 and "one_room" in causes:
        return None  # there it is the branch's own fault
    window = rng.uniform(15, 60)
    writers = [each for cause in causes for each in _writers(cause, rooms, rng)]
    messages = sum(each.messages for each in writers)
    if messages < 3:
        return None
    facts = _facts(causes, writers, rooms, window, rng)
    evidence = findings_from(facts)
    return Incident("heat_air", tuple(causes), evidence, _answers(causes, rooms, rng))


def _writers(cause: str, rooms: list[str], rng: random.Random) -> list[_Writer]:
    """Who writes: the guests who feel it, one angry person, or a brigade."""
    if cause == "single_client":
        return [_Writer(rng.random() < 0.8, rng.choice(rooms), rng.randint(3, 9))]
    if cause == "organised":
        copied = rng.random() < 0.5
        return [
            _Writer(rng.random() < 0.06, None, 1, copied, rng.random() < 0.8)
            for _ in range(rng.randint(5, 14))
        ]
    if cause == "coincidence":
        return [
            _guest(rng.choice(rooms), rng) for _ in range(rng.choice([3, 3, 3, 4, 5]))
        ]
    hot = [rng.choice(rooms)] if cause == "one_room" else rooms
    present = sum(rng.randint(2, 6) for _ in hot) + rng.randint(0, 4)
    writes = rng.uniform(0.35, 0.9)
    felt = [rng.choice(hot) for _ in range(present) if rng.random() < writes]
    return [_guest(room, rng) for room in felt]


def _guest(room: str, rng: random.Random) -> _Writer:
    again = 1 if rng.random() < 0.85 else rng.randint(2, 4)
    return _Writer(rng.random() < 0.8, room, again, False, rng.random() < 0.12)


def _facts(
    causes: list[str],
    writers: list[_Writer],
    rooms: list[str],
    window: float,
    rng: random.Random,
) -> CaseFacts:
    copies = [each for each in writers if each.copied]
    # Near-copies are one witness: all but the first are folded away.
    witnesses = [each for each in writers if not each.copied] + copies[:1]
    messages = sum(each.messages for each in writers)
    knows_visits, knows_rooms = rng.random() >= 0.2, rng.random() >= 0.4
    verified = sum(each.visited for each in witnesses) if knows_visits else 0
    branches = rng.choice([1, 2, 3, 5, 8])
    return CaseFacts(
        topic="heat_air",
        witnesses=len(witnesses),
        window_min=window,
        verified=verified,
        unknown=0 if knows_visits else len(witnesses),
        near_copies=max(len(copies) - 1, 0) / messages,
        new_accounts=sum(each.new for each in writers) / len(writers)
        if rng.random() >= 0.3
        else None,
        one_client_share=max(each.messages for each in writers) / messages,
        rooms=tuple(each.room if knows_rooms else None for each in witnesses),
        rooms_total=len(rooms),
        other_branches_complaining=_others(causes, branches - 1, rng),
        branches_total=branches,
        outdoor_c=_outdoor(causes, rng) if rng.random() >= 0.2 else None,
        notices=() if rng.random() >= 0.3 else None,
    )


def _others(causes: list[str], others: int, rng: random.Random) -> int:
    chance = 0.65 if "heat_wave_outside" in causes else 0.04
    return sum(rng.random() < chance for _ in range(others))


def _outdoor(causes: list[str], rng: random.Random) -> int:
    if "heat_wave_outside" in causes:
        return round(rng.gauss(36, 2.5))
    warmer = 2 if "climate_failure" in causes else 0
    return round(rng.gauss(26 + warmer, 5))


def _answers(causes: list[str], rooms: list[str], rng: random.Random) -> dict[str, str]:
    """What the shift says: mostly what is so, sometimes wrong, sometimes nothing."""
    repairing = rng.random() < 0.1
    broken, one = "climate_failure" in causes, "one_room" in causes
    cold = not broken and not (one and rng.random() < 1 / len(rooms))
    if UNKNOWN in causes:  # a blocked vent, a wrong setting: cold or not
        cold = rng.random() < 0.6
    said = {
        "cold_air_blowing": _said(cold, repairing and broken, rng),
        "hot_in_one_room": _said(one, repairing and one, rng),
    }
    if one and said["cold_air_blowing"] != "repairing" and rng.random() < NAMES_ROOM:
        said["cold_air_blowing"] = "all_but_one"
    if rng.random() < UNANSWERED:
        return dict.fromkeys(said, "unknown")
    return said


def _said(true: bool, repairing: bool, rng: random.Random) -> str:
    if repairing:
        return "repairing"
    right = rng.random() >= 0.06
    return "yes" if true == right else "no"
