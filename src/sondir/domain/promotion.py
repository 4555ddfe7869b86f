"""Trust by record: a playbook rises step by step, and falls at its first error."""

from dataclasses import dataclass

from sondir.domain.corridor import Permission

ENOUGH = 3
"""Crises without an error before a playbook is advised to do more."""
CHANCE = 0.5
"""False alarms that chance alone may raise in the same history, at most."""
ORDER = tuple(Permission)


@dataclass(frozen=True, slots=True)
class PlaybookRecord:
    """What a playbook would have done in a history. Sums in KZT.

    *false_alarms* are known to be false; *by_chance* is how many chance alone would
    have raised; *stopped* counts acts that a limit refused.
    """

    playbook: str
    permission: Permission
    crises: int = 0
    asked: int = 0
    spent_kzt: int = 0
    written: int = 0
    stopped: int = 0
    false_alarms: int = 0
    by_chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Advice:
    """What the record speaks for: *why* is few, error, chance, clean or top."""

    permission: Permission
    why: str


def advised(record: PlaybookRecord) -> Advice:
    """Advise one step up after a clean record, one down at the first error. Pure.

    >>> advised(PlaybookRecord("cold", Permission.ASK, crises=3))
    Advice(permission=<Permission.ACT: 'act'>, why='clean')
    >>> advised(PlaybookRecord("cold", Permission.ACT, crises=9, false_alarms=1))
    Advice(permission=<Permission.ASK: 'ask'>, why='error')
    """
    here = ORDER.index(record.permission)
    if record.false_alarms:
        return Advice(ORDER[max(here - 1, 0)], "error")
    if record.crises < ENOUGH:
        return Advice(record.permission, "few")
    if record.by_chance > CHANCE:
        return Advice(record.permission, "chance")
    if record.permission is ORDER[-1]:
        return Advice(record.permission, "top")
    return Advice(ORDER[here + 1], "clean")
