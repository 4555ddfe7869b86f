"""The trust corridor: every limit the owner has set, as data.

The document behind it is docs/reference/corridor.md; reading and checking it is
corridor_document.py. What a limit *does* is one function in domain/limits/.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

PLAYBOOKS = frozenset(
    {
        "climate_failure",
        "cold",
        "water_outage",
        "power_outage",
        "payment_failure",
        "queue_overload",
        "absent_master",
        "hygiene_wave",
        "booking_error",
        "noise_smell",
        "danger",
        "injury",
        "staff_conduct",
        "price_anger",
        "organised_attack",
        "heat_wave",
    }
)
"""Keys a corridor may give a permission or a limit of their own."""

NEVER_ALONE = frozenset(
    {"close_branch", "injury", "legal", "free_text", "share_personal_data"}
)
"""Matters that may wait for a decision of their own, by name."""

ALWAYS_NEVER_ALONE = frozenset({"close_branch", "injury", "free_text"})
"""No corridor can drop these: a person closes a salon, sees to an injured client
and approves a text that is not from the phrasebook."""

Value = TypeVar("Value")


def _nothing_named() -> Mapping[str, Value]:
    return {}


class Permission(StrEnum):
    """How far a playbook may go: tell the owner, ask first, or act."""

    OBSERVE = "observe"
    ASK = "ask"
    ACT = "act"

    @property
    def freedom(self) -> int:
        """Return 0 for observe, 1 for ask, 2 for act."""
        return tuple(Permission).index(self)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local minutes of the day, *start* included, *end* not; may pass midnight.

    Equal minutes mean no quiet hours.
    """

    start: int = 21 * 60
    end: int = 9 * 60

    def left_s(self, local_minute: int) -> int:
        """Say how many seconds of quiet remain at *local_minute*; 0 outside.

        >>> QuietHours().left_s(23 * 60), QuietHours().left_s(12 * 60)
        (36000, 0)
        """
        day = 24 * 60
        since_start = (local_minute - self.start) % day
        length = (self.end - self.start) % day
        return (length - since_start) * 60 if since_start < length else 0

    def __str__(self) -> str:
        first, last = divmod(self.start, 60), divmod(self.end, 60)
        return f"{first[0]:02d}:{first[1]:02d}-{last[0]:02d}:{last[1]:02d}"


@dataclass(frozen=True, slots=True)
class VendorLimits:
    """What a vendor must have before the autopilot engages one alone."""

    min_rating: Decimal = Decimal("4.5")
    min_reviews: int = 20
    max_km: Decimal = Decimal(15)
    max_eta_min: int = 90
    prepayment: bool = False
    receipt: bool = True


@dataclass(frozen=True, slots=True)
class MessageLimits:
    """How often and when clients are written to, and the fees of a month."""

    per_client_day: int = 3
    quiet: QuietHours = field(default_factory=QuietHours)
    month_kzt: int = 10_000


@dataclass(frozen=True, slots=True)
class BookingLimits:
    """How far ahead a booking may be touched, in hours."""

    move_ahead_h: int = 4


@dataclass(frozen=True, slots=True)
class HoldSeconds:
    """How long an act waits for a veto, in seconds, by kind of act."""

    vendor: int = 60
    clients: int = 60
    compensation: int = 60


@dataclass(frozen=True, slots=True)
class Corridor:
    """All limits of one organisation, or of one *branch*; sums in whole tenge.

    The defaults are those of docs/reference/corridor.md: a corridor nobody has
    edited gives no playbook a permission, so it only observes.
    """

    version: int = 1
    branch: str | None = None
    permissions: Mapping[str, Permission] = field(default_factory=_nothing_named)
    incident_kzt: int = 50_000
    problem_kzt: Mapping[str, int] = field(default_factory=_nothing_named)
    job_kzt: int = 30_000
    job_new_vendor_kzt: int = 15_000
    client_kzt: int = 3_000
    compensation_kzt: int = 20_000
    day_kzt: int = 80_000
    month_kzt: int = 300_000
    second_factor_kzt: int = 100_000
    money_needs_p: Decimal = Decimal("0.85")
    vendor: VendorLimits = field(default_factory=VendorLimits)
    messages: MessageLimits = field(default_factory=MessageLimits)
    bookings: BookingLimits = field(default_factory=BookingLimits)
    hold_s: HoldSeconds = field(default_factory=HoldSeconds)
    ask_expires_min: int = 15
    never_alone: frozenset[str] = NEVER_ALONE

    def permission_for(self, playbook: str | None) -> Permission:
        """Say how far *playbook* may go; what is not named only observes.

        >>> Corridor().permission_for("climate_failure")
        <Permission.OBSERVE: 'observe'>
        """
        if playbook is None:
            return Permission.OBSERVE
        return self.permissions.get(playbook, Permission.OBSERVE)

    def is_never_alone(self, matter: str) -> bool:
        """Say whether *matter* needs a person's decision by name."""
        return matter in self.never_alone or matter in ALWAYS_NEVER_ALONE


def for_branch(corridor: Corridor, override: Corridor) -> Corridor:
    """Lay a branch's corridor *override* over the organisation's. Pure.

    A branch may differ in everything that concerns it alone. What the whole
    organisation shares - sums of the day and the month, message fees, the second
    factor - can only get tighter, and never-alone matters only more.
    """
    return replace(
        override,
        permissions={**corridor.permissions, **override.permissions},
        problem_kzt={**corridor.problem_kzt, **override.problem_kzt},
        day_kzt=min(corridor.day_kzt, override.day_kzt),
        month_kzt=min(corridor.month_kzt, override.month_kzt),
        second_factor_kzt=min(corridor.second_factor_kzt, override.second_factor_kzt),
        messages=replace(
            override.messages,
            month_kzt=min(corridor.messages.month_kzt, override.messages.month_kzt),
        ),
        never_alone=corridor.never_alone | override.never_alone,
    )


def corridor_at(corridors: Iterable[Corridor], branch: str | None) -> Corridor:
    """Pick the corridor that holds at *branch*: its own over the organisation's.

    Without any corridor the defaults hold, which only observe.
    """
    by_branch = {corridor.branch: corridor for corridor in corridors}
    general = by_branch.get(None, Corridor())
    own = by_branch.get(branch) if branch is not None else None
    return general if own is None else for_branch(general, own)
