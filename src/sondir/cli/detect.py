"""sondir detect: message records in, alarm records out (docs/reference/formats.md)."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic_core import from_json

from sondir.domain.detection import Alarm, Complaint, Detector, fingerprint
from sondir.domain.untrusted import UntrustedText

if TYPE_CHECKING:
    from sondir.domain.reading import Reading

NOTHING: Mapping[str, float] = {}
COLUMNS = "at branch topic level witnesses verified window_min recurrence_days"


class RecordError(ValueError):
    """A line that is no message record; names file, line and field."""


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("detect")(detect)


def detect(
    stream: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, allow_dash=True)
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="one alarm record a line")
    ] = False,
    utc_offset: Annotated[
        float, typer.Option(help="local time minus UTC, in hours")
    ] = 5.0,
) -> None:
    """Print what would have been noticed in STREAM, a file of message records.

    Example: sondir detect messages.jsonl --json
    """
    detector = Detector(timedelta(hours=utc_offset))
    printed = print_record if as_json else print_row
    if not as_json:
        print(row_of(dict(zip(COLUMNS.split(), COLUMNS.split(), strict=True))))
    try:
        for complaint in read_complaints(stream):
            for alarm in detector.update(complaint):
                printed(alarm)
    except RecordError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error


def print_record(alarm: Alarm) -> None:
    """Write one alarm record at once, so that a pipe sees it."""
    print(json.dumps(alarm_record(alarm), ensure_ascii=False), flush=True)


def print_row(alarm: Alarm) -> None:
    """Write one line of the table."""
    print(row_of(alarm_record(alarm)), flush=True)


def row_of(record: Mapping[str, Any]) -> str:
    """Return the columns of a record, aligned."""
    widths = (26, 12, 16, 10, 10, 9, 11, 15)
    cells = (str(record[c] if record[c] is not None else "-") for c in COLUMNS.split())
    return " ".join(f"{c:<{w}}" for c, w in zip(cells, widths, strict=True)).rstrip()


def alarm_record(alarm: Alarm) -> dict[str, Any]:
    """Return *alarm* as formats.md 2 wants it, times in the offset they came with."""
    zone = alarm.at.tzinfo or UTC
    return {
        "at": alarm.at.isoformat(),
        "branch": alarm.branch,
        "branches": list(alarm.branches),
        "topic": alarm.topic,
        "level": alarm.level.value,
        "witnesses": alarm.witnesses,
        "verified": alarm.verified,
        "unknown": alarm.unknown,
        "mentions": alarm.mentions,
        "window_min": alarm.window_min,
        "recurrence_days": alarm.recurrence_days,
        "first_at": alarm.first_at.astimezone(zone).isoformat(),
        "permission_cap": alarm.permission_cap,
        "message_ids": list(alarm.message_ids),
        "phrases": list(alarm.phrases),
        "sentiment_deviation": alarm.sentiment_deviation,
        "sentiment_n": alarm.sentiment_n,
    }


def read_complaints(path: Path) -> Iterator[Complaint]:
    """Yield the readings of a file in order; RecordError at the first bad line."""
    name = str(path)
    lines = sys.stdin.buffer if name == "-" else path.open("rb")
    reading = _Reader()
    with lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _complaint(_record(line), reading)
            except RecordError as error:
                raise RecordError(f"{name}:{number}: {error}") from None
            except ValueError as error:
                if line.strip():
                    raise RecordError(f"{name}:{number}: no JSON: {error}") from None


def _record(line: bytes) -> Any:
    """Parse a line; twice as fast as *json*, which has the last word on errors."""
    try:
        return from_json(line)
    except ValueError:
        return json.loads(line.decode())


def _complaint(record: Any, reading: "_Reader") -> Complaint:
    """Check one record; the ordinary message, most of all lines, takes few steps."""
    if type(record) is not dict:
        raise RecordError("a record is a JSON object")
    get = record.get
    topics, text = get("topics"), get("text", "")
    at = _moment(record, "at")
    seen_at = at if get("seen_at") is None else _moment(record, "seen_at")
    branch, visited = get("branch"), get("visited")
    if branch is not None and type(branch) is not str:
        raise RecordError("branch: must be a string or null")
    if visited is not None and type(visited) is not bool:
        raise RecordError("visited: must be true, false or null")
    if type(text) is not str:
        raise RecordError("text: must be a string")
    ids = (_string(record, "id"), _string(record, "client"), branch, at, seen_at)
    if topics is None:
        return _read(ids, visited, text, reading)
    if topics or get("about"):
        return _understood(record, ids, visited, text)
    return Complaint(*ids, NOTHING, NOTHING, None)


_Ids = tuple[str, str, str | None, datetime, datetime]


def _understood(
    record: dict[str, Any], ids: _Ids, visited: bool | None, text: str
) -> Complaint:
    topics = _chances(record, "topics")
    about = _chances(record, "about") if record.get("about") else topics
    copy = fingerprint(text) if topics else None
    return Complaint(*ids, topics, about, visited, copy)


def _read(ids: _Ids, visited: bool | None, text: str, reading: "_Reader") -> Complaint:
    found = reading(text)
    if found is None:
        raise RecordError("topics: missing, and no reader is installed to find them")
    copy = fingerprint(text) if found.topics else None
    rest = (copy, found.sentiment, found.stems)
    return Complaint(*ids, found.topics, found.about, visited, *rest)


class _Reader:
    """Loads the embedded reader when the first line without topics comes."""

    def __init__(self) -> None:
        self._read: Any = None

    def __call__(self, text: str) -> "Reading | None":
        if self._read is None:
            try:
                from sondir.adapters.reader.embedded import EmbeddedReader
            except ImportError:
                return None
            self._read = EmbeddedReader().read
        reading: Reading = self._read(UntrustedText(text))
        return reading


def _string(record: dict[str, Any], field: str) -> str:
    value = record.get(field)
    if type(value) is not str or not value:
        raise RecordError(f"{field}: must be a string, not empty")
    return value


def _moment(record: dict[str, Any], field: str) -> datetime:
    value = record.get(field)
    try:
        moment = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise RecordError(f"{field}: must be a time in ISO 8601") from None
    if moment.tzinfo is None:
        raise RecordError(f"{field}: needs an offset, as in 2026-07-14T10:07:14+05:00")
    return moment


def _chances(record: dict[str, Any], field: str) -> dict[str, float]:
    value = record[field]
    if type(value) is not dict:
        raise RecordError(f"{field}: must be an object of topic and probability")
    for topic, p in value.items():
        if type(p) not in (int, float) or not 0 <= p <= 1:
            raise RecordError(f"{field}.{topic}: must be a number from 0 to 1")
    return value
