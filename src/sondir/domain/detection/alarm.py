"""What the detector says when something stops looking like chance."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

PermissionCap = Literal["observe", "ask", "act"]
"""The most that may follow from the witnesses alone; the corridor may allow less."""


class Level(StrEnum):
    """How far a cluster has come; *organised* and *swell* are kinds, not heights.

    *look* is internal and free. *incident* opens one. *organised* is a crowd that
    needs a check and is never a reason to spend. *swell* grows over a day.
    """

    LOOK = "look"
    SWELL = "swell"
    ORGANISED = "organised"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A level that rose or changed kind, with everything that explains it.

    *at* is on the arrival clock. *branch* is None for a cause that hits several
    *branches*. *witnesses* are distinct clients, near-copies counted once; *verified*
    and *unknown* are those with a known visit and those nobody can tell about.
    *recurrence_days* says how often chance alone would bring such a cluster to one
    branch and topic. *permission_cap* is the most that these witnesses may justify.
    """

    at: datetime
    branch: str | None
    branches: tuple[str, ...]
    topic: str
    level: Level
    witnesses: int
    verified: int
    mentions: int
    unknown: int
    window_min: int
    recurrence_days: float
    first_at: datetime
    message_ids: tuple[str, ...]
    clients: tuple[str, ...]
    phrases: tuple[str, ...]
    sentiment_deviation: float | None
    sentiment_n: int
    permission_cap: PermissionCap
