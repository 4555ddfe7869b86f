"""How freely the autopilot flies just now, and why.

Each cause proposes a mode; the most restrictive one wins. Some causes end when
what caused them ends; others stay until a person clears them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Mode(StrEnum):
    """The four modes, from free to closed.

    NORMAL acts inside the corridor. CAUTIOUS asks before each act that spends.
    HOLD asks before every act towards a vendor or a client. MANUAL does nothing
    but watch, tell the owner, answer danger and hand over to a person.
    """

    NORMAL = "NORMAL"
    CAUTIOUS = "CAUTIOUS"
    HOLD = "HOLD"
    MANUAL = "MANUAL"

    @property
    def strictness(self) -> int:
        """Return 0 for NORMAL to 3 for MANUAL."""
        return tuple(Mode).index(self)


class ModeCause(StrEnum):
    """What may make the autopilot more careful."""

    OWNER_SILENT = "owner_silent"
    OWNER_UNCLEAR = "owner_unclear"
    READER_ABSTAINS = "reader_abstains"
    EVIDENCE_CONTRADICTS = "evidence_contradicts"
    QUALITY_FALLS = "quality_falls"
    DATABASE_SLOW = "database_slow"
    CLOCK_JUMPED = "clock_jumped"
    BUDGET_80 = "budget_80"
    ATTACK_SUSPECTED = "attack_suspected"
    OWNER_STOPPED = "owner_stopped"
    OWNER_TOOK_OVER = "owner_took_over"
    JOURNAL_BROKEN = "journal_broken"
    WORK_RAISED = "work_raised"


@dataclass(frozen=True, slots=True)
class ModeRule:
    """Which mode a cause asks for, and whether it clears by itself."""

    mode: Mode
    clears_itself: bool


MODE_TABLE: Mapping[ModeCause, ModeRule] = MappingProxyType(
    {
        ModeCause.OWNER_SILENT: ModeRule(Mode.CAUTIOUS, clears_itself=True),
        ModeCause.READER_ABSTAINS: ModeRule(Mode.CAUTIOUS, clears_itself=True),
        ModeCause.DATABASE_SLOW: ModeRule(Mode.CAUTIOUS, clears_itself=True),
        ModeCause.BUDGET_80: ModeRule(Mode.CAUTIOUS, clears_itself=True),
        ModeCause.OWNER_UNCLEAR: ModeRule(Mode.HOLD, clears_itself=True),
        ModeCause.EVIDENCE_CONTRADICTS: ModeRule(Mode.HOLD, clears_itself=True),
        ModeCause.QUALITY_FALLS: ModeRule(Mode.HOLD, clears_itself=True),
        ModeCause.CLOCK_JUMPED: ModeRule(Mode.HOLD, clears_itself=False),
        ModeCause.ATTACK_SUSPECTED: ModeRule(Mode.HOLD, clears_itself=False),
        ModeCause.WORK_RAISED: ModeRule(Mode.HOLD, clears_itself=False),
        ModeCause.OWNER_STOPPED: ModeRule(Mode.MANUAL, clears_itself=False),
        ModeCause.OWNER_TOOK_OVER: ModeRule(Mode.MANUAL, clears_itself=False),
        ModeCause.JOURNAL_BROKEN: ModeRule(Mode.MANUAL, clears_itself=False),
    }
)


def mode_for(causes: Iterable[ModeCause]) -> Mode:
    """Say which mode *causes* add up to: the most restrictive one. Pure.

    >>> mode_for([ModeCause.BUDGET_80, ModeCause.CLOCK_JUMPED])
    <Mode.HOLD: 'HOLD'>
    >>> mode_for([])
    <Mode.NORMAL: 'NORMAL'>
    """
    modes = [MODE_TABLE[cause].mode for cause in causes]
    return max(modes, key=lambda mode: mode.strictness, default=Mode.NORMAL)


def causes_after(
    before: frozenset[ModeCause],
    present: frozenset[ModeCause],
    cleared: frozenset[ModeCause] = frozenset(),
) -> frozenset[ModeCause]:
    """Say which causes stand now. Pure.

    *before* stood until now, *present* is what is seen now, *cleared* is what a
    person has just cleared by name. A cause that does not clear by itself stays
    although it is no longer seen; a cause still seen cannot be cleared away.

    >>> jumped = frozenset({ModeCause.CLOCK_JUMPED})
    >>> causes_after(jumped, frozenset()) == jumped
    True
    >>> causes_after(jumped, frozenset(), cleared=jumped)
    frozenset()
    """
    lasting = {cause for cause in before if not MODE_TABLE[cause].clears_itself}
    return frozenset(present | (lasting - cleared))
