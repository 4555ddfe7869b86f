"""The journal's book: append and read, nothing else."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Protocol

from sondir.domain.journal import Entry, Record


class Journal(Protocol):
    """The append-only chain of each organisation."""

    def append(self, entry: Entry) -> Record:
        """Give the entry its place; the chain is locked until the commit."""
        ...

    def records(
        self, org: str, after: int = 0, incident: str | None = None
    ) -> Iterator[Record]:
        """Walk the records with seq greater than *after*, in order."""
        ...

    def since(
        self, org: str, since: datetime, entries: Collection[str]
    ) -> Iterator[Record]:
        """Walk the records of these kinds from a moment on, in order."""
        ...

    def head(self, org: str) -> tuple[int, str]:
        """Return (seq, hash) of the newest record; (0, GENESIS) before the first."""
        ...
