"""Take a backup of an installation, and make an installation of a backup."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.keeping.archive import Contents, check
from sondir.adapters.database.keeping.restoring import fill, is_empty, refuse_in_use
from sondir.adapters.database.keeping.taking import take
from sondir.adapters.durable.keeping import (
    hand_over_runs,
    make_engine_tables,
    run_tables,
)
from sondir.adapters.system import SystemClock
from sondir.bootstrap.erasing import erase_again, erased_since
from sondir.domain.errors import Mistake, Unavailable


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup or a restore did; sums of rows, never whose they are.

    *broken* names organisations whose chain did not hold in the backup already.
    """

    file: str
    made_at: datetime
    made_from: str
    schema: str
    rows: int
    size: int  # bytes of the file
    heads: dict[str, tuple[int, str]]
    broken: tuple[str, ...]
    erased_again: tuple[str, ...] = ()


def back_up(url: str, path: Path) -> Kept:
    """Copy one state of the database into *path*, also while it is in use.

    Raises Mistake or Unavailable; nothing is left behind then.
    """
    _require_file(url)
    database = open_database(url)
    reader = open_reader(database)
    try:
        with reader.begin() as connection:
            tables = run_tables(database)
            contents = take(connection, tables, path, SystemClock().now())
    except SQLAlchemyError as error:
        raise Unavailable("database.unreachable", why=type(error).__name__) from None
    except OSError as error:
        raise Unavailable("backup.not_written", why=type(error).__name__) from None
    finally:
        reader.dispose()
        database.dispose()
    return _kept(path, contents)


def restore(url: str, path: Path, *, replace: bool = False) -> Kept:
    """Make the database at *url* what it was when *path* was taken.

    All of it, or nothing: what stands there already goes only with *replace*, and in
    the same transaction. Whoever was erased since then is erased again.
    """
    contents = check(path)
    database = open_database(url)
    try:
        refuse_in_use(database)
        tables = run_tables(database)
        with database.connect() as connection:
            nothing_there = is_empty(connection, tables)
            connection.rollback()
        if not nothing_there and not replace:
            raise Mistake("restore.not_empty")
        make_engine_tables(database)
        return _kept(path, contents, _restored(database, path, contents))
    except SQLAlchemyError as error:
        raise Unavailable("database.unreachable", why=type(error).__name__) from None
    finally:
        database.dispose()


def _restored(database: Engine, path: Path, contents: Contents) -> tuple[str, ...]:
    tables = run_tables(database)
    with database.begin() as connection:
        erased = erased_since(connection, contents.heads)
        fill(connection, tables, path, contents)
        hand_over_runs(connection, tables)
        return erase_again(connection, erased)


def _kept(path: Path, contents: Contents, erased_again: tuple[str, ...] = ()) -> Kept:
    header, heads = contents.header, contents.heads
    return Kept(
        file=str(path),
        made_at=header.made_at,
        made_from=header.made_from,
        schema=header.schema,
        rows=sum(contents.rows.values()),
        size=path.stat().st_size,
        heads={org: (seq, digest) for org, (seq, digest, _) in heads.items()},
        broken=tuple(org for org, (_, _, held) in heads.items() if not held),
        erased_again=erased_again,
    )


def _require_file(url: str) -> None:
    """A SQLite file that is missing would be made, empty, by opening it."""
    name = url.removeprefix("sqlite:///")
    if name != url and not Path(name).exists():
        raise Mistake("backup.no_tables")
