"""The line for the one writer of a SQLite file: webhooks first, everybody else in turn.

A channel waits for its 200 while a step waits for nothing. Without a line each body
would stand behind all the steps that wait for the connection. On PostgreSQL there is
no line: everybody has a connection.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from sqlalchemy import Engine


class Line:
    """One at a time; who comes with *first* goes before all who wait."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._urgent = 0

    @contextmanager
    def turn(self, *, first: bool = False) -> Iterator[None]:
        """Wait for a turn, keep it for the block; inside another it never comes."""
        with self._changed:
            self._urgent += first
            self._changed.wait_for(lambda: self._is_free(first=first))
            self._urgent -= first
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    @property
    def is_wanted_first(self) -> bool:
        """Say whether somebody waits who goes before all others."""
        return self._urgent > 0

    def _is_free(self, *, first: bool) -> bool:
        return not self._taken and (first or not self._urgent)


class NoLine(Line):
    """Everybody at once."""

    @contextmanager
    def turn(self, *, first: bool = False) -> Iterator[None]:
        """Begin."""
        yield


_LINES: WeakKeyDictionary[Engine, Line] = WeakKeyDictionary()
_MAKING = threading.Lock()


def line_of(engine: Engine) -> Line:
    """Return the line of *engine*, the same for all who ask."""
    with _MAKING:
        if engine not in _LINES:
            is_one = engine.dialect.name == "sqlite"
            _LINES[engine] = Line() if is_one else NoLine()
        return _LINES[engine]
