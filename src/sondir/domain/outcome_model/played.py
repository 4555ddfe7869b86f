"""The facts of one crisis that was played: no guess, only what came about.

Minutes count from the first complaint, so that every way of handling it starts from
the same moment; the trouble itself began before (*since_min* is negative).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit in the salon's book that day; *client* is its client's address.

    *moved_to_min* is the time the autopilot and the client agreed on, if they did.
    """

    client: str
    start_min: float
    minutes: float
    price_kzt: int
    moved_to_min: float | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """One letter of the autopilot to a client about the crisis: when, with a gift?"""

    at_min: float
    has_gift: bool


@dataclass(frozen=True, slots=True)
class Played:
    """One crisis: what was true, what the autopilot did, and one lot for the person.

    *is_real*: something was broken. *is_mendable*: a repair that day mends it.
    *noticed_min* is the autopilot's first outward act, *agreed_min* when a repair was
    promised, *mended_min* when it really worked again; None = it never came to that.
    *made_up_min* is when the first client was written to. *handed_min*: the owner
    stopped it or took over. *lot* (0..1) is the one thing that is drawn for a single
    crisis: how late, among the late, a person notices it.
    """

    number: int
    case: str
    is_real: bool
    is_mendable: bool
    since_min: float
    closes_min: float
    visits: tuple[Visit, ...]
    complained: frozenset[str]
    noticed_min: float | None = None
    agreed_min: float | None = None
    mended_min: float | None = None
    handed_min: float | None = None
    made_up_min: float | None = None
    written: Mapping[str, Written] | None = None
    gifts_kzt: int = 0
    messages_kzt: int = 0
    vendor_kzt: int = 0
    lot: float = 0.5

    @property
    def repair_min(self) -> float | None:
        """Say how long the firm took from the agreement to the end, if it came."""
        if self.agreed_min is None or self.mended_min is None:
            return None
        return max(self.mended_min - self.agreed_min, 0.0)
