"""The file of a backup: lines of JSON, compressed, with a checksum at the end.

The first line says what it is, `{"table", "columns"}` begins a table, an array is a
row, the last line counts and sums up. It names no database: what SQLite has written
PostgreSQL can read.
"""

import base64
import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from sondir.domain.errors import Mistake

VERSION = 1
"""Of the file's form; the tables have a version of their own (*schema*)."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an archive says of itself.

    *schema* is the migration the tables stand at, *made_from* the kind of database.
    """

    made_at: datetime
    schema: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A checked archive: rows by table, and the journal's head by organisation.

    *heads* maps an organisation to (seq, hash, whether the chain held).
    """

    header: Header
    rows: Mapping[str, int]
    heads: Mapping[str, tuple[int, str, bool]]


class ArchiveWriter:
    """Writes beside the wanted file and renames at the end: whole, or not at all.

    Readable by its owner only: it holds everything. Raises Mistake
    `backup.file_exists` rather than overwrite anything.
    """

    def __init__(self, path: Path, header: Header) -> None:
        if path.exists():
            raise Mistake("backup.file_exists", file=str(path))
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._zip = gzip.GzipFile(
            "", "wb", 6, self._file, mtime=0
        )  # the same each time
        self._sum = sha256()
        self.rows: dict[str, int] = {}
        self._table = ""
        self._line(
            {
                "sondir_backup": VERSION,
                "made_at": header.made_at.astimezone(UTC).isoformat(),
                "schema": header.schema,
                "made_from": header.made_from,
            }
        )

    def __enter__(self) -> "ArchiveWriter":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing half written behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def table(self, name: str, columns: Sequence[str]) -> None:
        """Begin a table; its rows follow."""
        self._table = name
        self.rows[name] = 0
        self._line({"table": name, "columns": list(columns)})

    def row(self, values: Sequence[Any]) -> None:
        """Write one row of the table that was begun last."""
        self.rows[self._table] += 1
        self._line([_written(value) for value in values])

    def finish(self, heads: Mapping[str, tuple[int, str, bool]]) -> None:
        """Write the last line, make the file durable and give it its name."""
        counts = json.dumps({"rows": self.rows, "heads": heads}, sort_keys=True)
        self._sum.update(counts.encode())
        last = {"end": json.loads(counts), "sha256": self._sum.hexdigest()}
        self._zip.write(json.dumps(last).encode() + b"\n")
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._part, self._path)

    def _line(self, value: object) -> None:
        line = json.dumps(value, ensure_ascii=False).encode() + b"\n"
        self._sum.update(line)
        self._zip.write(line)


def check(path: Path) -> Contents:
    """Read the whole file once: its form, its checksum, its counts.

    Raises Mistake: `file.unreadable`, `restore.not_a_backup`, `restore.damaged`.
    """
    running, counts = sha256(), Counter()
    header: Header | None = None
    for line in _lines(path):
        value = _object(path, line)
        if isinstance(value, dict) and "end" in value:
            running.update(json.dumps(value["end"], sort_keys=True).encode())
            is_whole = running.hexdigest() == value.get("sha256")
            if header is None or not is_whole or value["end"]["rows"] != counts.rows:
                break
            return _contents(header, value["end"])
        running.update(line)
        header = header or _header(path, value)
        counts.note(value)
    raise Mistake("restore.damaged", file=str(path))


class Counter:
    """Rows of each table, as they are met."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self._table = ""

    def note(self, value: object) -> None:
        """Count a line."""
        if isinstance(value, dict):
            self._table = str(value.get("table", ""))
            if self._table:
                self.rows[self._table] = 0
        elif self._table:
            self.rows[self._table] += 1


def rows_of(path: Path) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Walk a checked file: (table, its columns, the values of one row)."""
    table, columns = "", list[str]()
    for line in _lines(path):
        value = json.loads(line)
        if isinstance(value, list):
            yield table, columns, [_read(one) for one in value]
        elif "table" in value:
            table, columns = value["table"], value["columns"]


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as lines:
            yield from lines
    except gzip.BadGzipFile:
        raise Mistake("restore.not_a_backup", file=str(path)) from None
    except (EOFError, zlib.error):
        raise Mistake("restore.damaged", file=str(path)) from None
    except OSError as error:
        why = type(error).__name__
        raise Mistake("file.unreadable", file=str(path), why=why) from None


def _object(path: Path, line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise Mistake("restore.damaged", file=str(path)) from None


def _header(path: Path, value: Any) -> Header:
    if not isinstance(value, dict) or value.get("sondir_backup") != VERSION:
        raise Mistake("restore.not_a_backup", file=str(path))
    made_at = datetime.fromisoformat(value["made_at"])
    return Header(made_at, value["schema"], value["made_from"])


def _contents(header: Header, end: Mapping[str, Any]) -> Contents:
    heads = {
        org: (seq, digest, held) for org, (seq, digest, held) in end["heads"].items()
    }
    return Contents(header, end["rows"], heads)


def _written(value: Any) -> Any:
    """Write a value of a row; what JSON does not know is an object with its kind."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return {"at": moment.astimezone(UTC).isoformat()}
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, dict | list):
        return {"json": value}
    return value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, written), *_ = value.items()
    if kind == "at":
        return datetime.fromisoformat(written)
    return base64.b64decode(written) if kind == "bytes" else written
