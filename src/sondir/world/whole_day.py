"""Whole days of one salon with one crisis each, drawn by number: to reckon outcomes.

The small worlds of `hostile` have visits in the morning only, so there is no day to
lose there. Here a salon of the demo's network has its full book, and the people
differ as they do there: owners who stop or take over, a shift that is wrong or silent,
repairs that mend nothing, sometimes no breakdown at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sondir.world.cases import case_document
from sondir.world.chance import chance
from sondir.world.crisis import crisis
from sondir.world.day import day_of, first_moment
from sondir.world.document import World, parse_world
from sondir.world.hostile import OWNERS, SHIFTS
from sondir.world.script import Spoken
from sondir.world.wording import speech

CASES = ("climate_failure",) * 5 + ("cold", "leak", "power_outage", "organised_attack")
"""What may be the matter; under the last nothing is broken at all."""
MENDABLE = 0.85
"""Share of breakdowns that a repair on the same day really mends."""
NEIGHBOURS = 10
"""Regulars without a visit that day, who may complain as well."""
USUAL_MIN = 60
"""Length of a visit whose service is not in the price list."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WholeDay:
    """A world with one branch, what is said in it, and when its clock begins."""

    case: str
    world: World
    script: tuple[Spoken, ...]
    start: datetime


def whole_day(seed: int, number: int) -> WholeDay:
    """Draw day *number* of *seed*.

    >>> one = whole_day(1, 0)
    >>> len(one.world.branches), len(one.world.truth)
    (1, 1)
    """
    draw = chance(seed, "whole day", number)
    case = draw.choice(CASES)
    document = _of_one_branch(case_document(case, seed * 100_003 + number))
    document["truth"][0]["repair_works"] = draw.random() < MENDABLE
    document["owner"]["behaviour"] = draw.choice(OWNERS)
    document["owner"]["delay_min"] = [1, draw.randint(2, 30)]
    document["shift"][0]["behaviour"] = draw.choice(SHIFTS)
    world = parse_world(document)
    script = [s for t in world.truth for s in crisis(world, t, day_of(world))]
    return WholeDay(case, world, tuple(script), first_moment(world))


def _of_one_branch(document: Mapping[str, Any]) -> Row:
    """Leave the struck branch, its visits and its people."""
    rows: Row = dict(document)
    branch = rows["truth"][0]["branch"]
    for name in ("shift", "bookings"):
        rows[name] = [row for row in rows[name] if row["branch"] == branch]
    rows["branches"] = [row for row in rows["branches"] if row["id"] == branch]
    here = {row["client"] for row in rows["bookings"]}
    others = [row for row in rows["clients"] if row["client"] not in here]
    known = [row for row in rows["clients"] if row["client"] in here]
    rows["clients"] = known + others[:NEIGHBOURS]
    return rows


@cache
def _lengths() -> Mapping[str, int]:
    rows = speech("network")["services"]
    listed = rows if isinstance(rows, list) else []
    return {str(row["name"]): int(row["minutes"]) for row in listed}


def visit_minutes(service: str) -> int:
    """Say how long a visit for *service* takes, in minutes, by the price list.

    >>> visit_minutes("Окрашивание"), visit_minutes("")
    (150, 60)
    """
    return _lengths().get(service, USUAL_MIN)
