"""Read the assumptions: the shipped file, and over it a file of somebody else's."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from sondir.domain.errors import Mistake
from sondir.domain.outcome_model import Assumption, Assumptions
from sondir.domain.outcome_model.assumption import NAMES

FIELDS = frozenset({"value", "low", "high", "source"})
OWN = "—"
"""The source of a number that a file changes without saying where it is from."""


def shipped_text() -> str:
    """Give the shipped file as it stands, comments and all."""
    path = files("sondir.bootstrap.outcomes").joinpath("assumptions.toml")
    return path.read_text(encoding="utf-8")


def assumptions(path: Path | None = None) -> Assumptions:
    """Read the shipped assumptions, changed by the file at *path*.

    Raises Mistake naming the file and the key that is unknown or wrong.
    """
    rows: dict[str, dict[str, Any]] = tomllib.loads(shipped_text())
    if path is not None:
        for name, row in _tables(path).items():
            changed = {"source": OWN, **row}
            if "value" in row and not {"low", "high"} & set(row):
                changed |= _stretched(rows[name], row["value"])
            rows[name] = {**rows[name], **changed}
    return Assumptions({name: _checked(path, name, rows[name]) for name in NAMES})


def _stretched(row: Mapping[str, Any], value: float) -> dict[str, float]:
    """A range that no longer holds the value is carried on to it."""
    if "low" not in row:
        return {}
    return {"low": min(row["low"], value), "high": max(row["high"], value)}


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake("file.unreadable", file=str(path), why=str(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise Mistake(
            "assumptions.not_toml", file=str(path), why=str(error).rstrip(".")
        ) from None
    for name, row in written.items():
        if name not in NAMES:
            raise Mistake("assumptions.unknown", file=str(path), field=name)
        _check_fields(path, name, row)
    return written


def _check_fields(path: Path, name: str, row: object) -> None:
    if not isinstance(row, dict):
        raise Mistake("assumptions.field", file=str(path), field=name)
    for field, value in row.items():
        where = f"{name}.{field}"
        if field not in FIELDS:
            raise Mistake("assumptions.unknown", file=str(path), field=where)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number == (field == "source") or value != value:  # also "nan"
            raise Mistake("assumptions.field", file=str(path), field=where)


def _checked(path: Path | None, name: str, row: Mapping[str, Any]) -> Assumption:
    value = float(row["value"])
    made = Assumption(
        name=name,
        value=value,
        low=float(row.get("low", value)),
        high=float(row.get("high", value)),
        source=str(row["source"]),
    )
    if made.fault is not None:
        _refuse(str(path), name, made.fault)
    return made


def _refuse(file: str, name: str, fault: str) -> NoReturn:
    if fault == "order":
        raise Mistake("assumptions.order", file=file, field=name)
    if fault == "zero":
        raise Mistake("assumptions.zero", file=file, field=name)
    raise Mistake("assumptions.bounds", file=file, field=name)
