"""The corridor as a JSON document: read with errors that name the field, and written.

Pure: takes what a JSON parser returned. A field that is not there keeps its default
(docs/reference/corridor.md), a permission that is not there means observe, a field
that nobody knows is an error: a limit with a typing error must not vanish silently.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sondir.domain.corridor import (
    NEVER_ALONE,
    PLAYBOOKS,
    BookingLimits,
    Corridor,
    HoldSeconds,
    MessageLimits,
    Permission,
    QuietHours,
    VendorLimits,
)
from sondir.domain.errors import Mistake
from sondir.domain.money import LARGEST_KZT


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one *field* (a key path), by *code*; *got* is shortened."""

    field: str
    code: str
    got: str


class _WrongValueError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Read = Callable[[object], Any]


def _whole(least: int, most: int, wrong: str = "not_whole_number") -> Read:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _WrongValueError(wrong)
        if not least <= value <= most:
            raise _WrongValueError("out_of_range")
        return value

    return read


def _decimal(most: int) -> Read:
    def read(value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise _WrongValueError("not_a_number")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise _WrongValueError("not_a_number") from None
        if not number.is_finite():
            raise _WrongValueError("not_a_number")
        if not 0 <= number <= most:
            raise _WrongValueError("out_of_range")
        return number

    return read


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongValueError("not_true_or_false")
    return value


def _permission(value: object) -> Permission:
    if not isinstance(value, str) or value not in tuple(Permission):
        raise _WrongValueError("not_a_permission")
    return Permission(value)


def _branch(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise _WrongValueError("not_a_branch")
    return value


def _quiet(value: object) -> QuietHours:
    hour = r"([01]\d|2[0-3]):([0-5]\d)"
    written = value if isinstance(value, str) else ""
    found = re.fullmatch(f"{hour}-{hour}", written, re.A)
    if found is None:
        raise _WrongValueError("not_quiet_hours")
    first_h, first_min, last_h, last_min = (int(part) for part in found.groups())
    return QuietHours(first_h * 60 + first_min, last_h * 60 + last_min)


def _matters(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise _WrongValueError("not_a_list")
    if not all(isinstance(matter, str) and matter in NEVER_ALONE for matter in value):
        raise _WrongValueError("unknown_matter")
    return frozenset(value)


_SUM = _whole(0, LARGEST_KZT, "not_whole_tenge")
_SECONDS = _whole(0, 86_400)

_PLAIN: Mapping[str, Read] = {
    "version": _whole(1, LARGEST_KZT),
    "branch": _branch,
    "incident_kzt": _SUM,
    "job_kzt": _SUM,
    "job_new_vendor_kzt": _SUM,
    "client_kzt": _SUM,
    "compensation_kzt": _SUM,
    "day_kzt": _SUM,
    "month_kzt": _SUM,
    "second_factor_kzt": _SUM,
    "money_needs_p": _decimal(1),
    "ask_expires_min": _whole(1, 1_440),
    "never_alone": _matters,
}

_SECTIONS: Mapping[str, tuple[type, Mapping[str, Read]]] = {
    "vendor": (
        VendorLimits,
        {
            "min_rating": _decimal(5),
            "min_reviews": _whole(0, 1_000_000),
            "max_km": _decimal(1_000),
            "max_eta_min": _whole(0, 1_440),
            "prepayment": _yes_or_no,
            "receipt": _yes_or_no,
        },
    ),
    "messages": (
        MessageLimits,
        {"per_client_day": _whole(0, 100), "quiet": _quiet, "month_kzt": _SUM},
    ),
    "bookings": (BookingLimits, {"move_ahead_h": _whole(0, 720)}),
    "hold_s": (
        HoldSeconds,
        {"vendor": _SECONDS, "clients": _SECONDS, "compensation": _SECONDS},
    ),
}

_BY_PLAYBOOK: Mapping[str, Read] = {"permissions": _permission, "problem_kzt": _SUM}


def parse_corridor(
    document: object, playbooks: Collection[str] = PLAYBOOKS
) -> Corridor:
    """Read a corridor, or raise one Mistake that names the first wrong field.

    The Mistake's code is `corridor.<what>`, its fields are *field*, *got* and
    *also*, the other wrong fields.

    >>> parse_corridor({"version": 1, "incident_kzt": 1}).incident_kzt
    1
    >>> parse_corridor({"vendor": {"min_ratting": "4.5"}})
    Traceback (most recent call last):
    sondir.domain.errors.Mistake: corridor.unknown_field (field=vendor.min_ratting, \
got='4.5', also=())
    """
    corridor, problems = read_corridor(document, playbooks)
    if not problems:
        return corridor
    first, *others = problems
    also = tuple(problem.field for problem in others)
    raise Mistake(f"corridor.{first.code}", field=first.field, got=first.got, also=also)


def read_corridor(
    document: object, playbooks: Collection[str] = PLAYBOOKS
) -> tuple[Corridor, tuple[FieldProblem, ...]]:
    """Read a corridor and list every wrong field, for a form that shows them all.

    Use the corridor only where the list is empty.
    """
    problems: list[FieldProblem] = []
    values: dict[str, Any] = {}
    for name, value in _members(document, "", problems).items():
        if name in _SECTIONS:
            made, readers = _SECTIONS[name]
            section = _members(value, name, problems)
            values[name] = made(**_read_all(section, readers, f"{name}.", problems))
        elif name in _BY_PLAYBOOK:
            readers = dict.fromkeys(playbooks, _BY_PLAYBOOK[name])
            section = _members(value, name, problems)
            values[name] = _read_all(section, readers, f"{name}.", problems)
        else:
            values |= _read_all({name: value}, _PLAIN, "", problems)
    return Corridor(**values), tuple(problems)


def corridor_document(corridor: Corridor) -> dict[str, object]:
    """Write *corridor* as the document that `parse_corridor` reads back.

    >>> parse_corridor(corridor_document(Corridor())) == Corridor()
    True
    """
    return {f.name: _written(getattr(corridor, f.name)) for f in fields(corridor)}


def _members(
    value: object, path: str, problems: list[FieldProblem]
) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return {str(name): member for name, member in value.items()}
    problems.append(FieldProblem(path, "not_an_object", _short(value)))
    return {}


def _read_all(
    given: Mapping[str, object],
    readers: Mapping[str, Read],
    prefix: str,
    problems: list[FieldProblem],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in readers:
            code = (
                "unknown_playbook" if prefix[:-1] in _BY_PLAYBOOK else "unknown_field"
            )
            problems.append(FieldProblem(prefix + name[:60], code, _short(value)))
            continue
        try:
            values[name] = readers[name](value)
        except _WrongValueError as wrong:
            problems.append(FieldProblem(prefix + name, wrong.code, _short(value)))
    return values


def _written(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _written(member) for key, member in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, QuietHours | Decimal | Permission):
        return str(value)
    if is_dataclass(value):
        return {f.name: _written(getattr(value, f.name)) for f in fields(value)}
    return value


def _short(value: object) -> str:
    return repr(value)[:40]
