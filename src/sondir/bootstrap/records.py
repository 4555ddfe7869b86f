"""Message records (formats 1) and documents from files, with errors that name a place.

A reader of a history never looks ahead: lines stand in order of arrival.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sondir.domain.errors import Mistake
from sondir.ports.conversations import Given

KNOWN = frozenset(
    {"id", "at", "seen_at", "channel", "branch", "client", "name", "text"}
    | {"topics", "visited"}
)


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Walk the objects of a JSON Lines file; raises Mistake naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake("file.unreadable", file=str(path), why=str(error)) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        yield number, _object(path, number, line)


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Mistake("file.not_json", file=str(path), line=number)
    return found


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read the message records of a file, each with an id of its own."""
    records = []
    seen: set[str] = set()
    for number, record in read_lines(path):
        for name in ("id", "at", "channel", "client", "text"):
            if not isinstance(record.get(name), str):
                raise Mistake("record.field", file=str(path), line=number, field=name)
        _check_optional(path, number, record)
        if record["id"] not in seen:
            seen.add(record["id"])
            records.append(record)
    return records


def _check_optional(path: Path, number: int, record: Mapping[str, Any]) -> None:
    topics, visited = record.get("topics"), record.get("visited")
    wrong = None
    if topics is not None and not isinstance(topics, Mapping):
        wrong = "topics"
    if visited is not None and not isinstance(visited, bool):
        wrong = "visited"
    if wrong is not None:
        raise Mistake("record.field", file=str(path), line=number, field=wrong)


def given_of(record: Mapping[str, Any]) -> Given:
    """Say what a record already knows of itself."""
    topics = record.get("topics")
    return Given(
        id=record["id"],
        branch=record.get("branch"),
        topics=None if topics is None else {k: float(v) for k, v in topics.items()},
        visited=record.get("visited"),
    )


def read_document(path: Path) -> dict[str, Any]:
    """Read one JSON object; raises Mistake naming the file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Mistake("file.unreadable", file=str(path), why=str(error)) from None
    if not isinstance(found, dict):
        raise Mistake("file.not_json", file=str(path), line=1)
    return found
