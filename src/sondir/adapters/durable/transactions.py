"""One step's work in one transaction of ours, tried until the database takes it."""

import logging
import random
import sqlite3
import threading
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, TimeoutError

from sondir.adapters.database.line import line_of
from sondir.ports.steps import Json

DeskT = TypeVar("DeskT")
log = logging.getLogger("sondir.engine")

_FIRST_WAIT_S = 0.01
_LONGEST_WAIT_S = 1.0
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# serialization, deadlock, lock not available, idle too long in a transaction,
# shutdown x3, too many connections
_AGAIN = {
    "40001", "40P01", "55P03", "25P03", "57P01", "57P02", "57P03", "53300",
}  # fmt: skip


class StepError(RuntimeError):
    """A step's work raised; says where, never what it read: that may be personal."""

    def __init__(self, step: str, kind: str) -> None:
        super().__init__(f"step {step} raised {kind}")
        self.step = step
        self.kind = kind


class EngineStopping(BaseException):
    """The process stops before the work could be done.

    No Exception, on purpose: the engine must not record it as the step's answer.
    """


def is_transient(error: Exception) -> bool:
    """Say whether the same work may succeed a moment later.

    >>> is_transient(ValueError("no"))
    False
    """
    if isinstance(error, TimeoutError):  # our pool is exhausted
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY
    state = getattr(cause, "sqlstate", None)
    if state is None:  # never reached the server, or lost it
        return type(cause).__name__ == "OperationalError"
    return state in _AGAIN or state.startswith("08")


class Transactions(Generic[DeskT]):
    """Runs work on a fresh desk, each time in a transaction of its own."""

    def __init__(
        self, database: Engine, open_desk: Callable[[Connection], DeskT]
    ) -> None:
        self._database = database
        self._line = line_of(database)
        self._open_desk = open_desk
        self._stopping = threading.Event()

    def run(self, step: str, work: Callable[[DeskT], Json]) -> Json:
        """Do *work*, commit, answer; wait and repeat while the database is busy.

        While the database cannot be reached nothing else could go on either, so
        there is no last attempt. Raises StepError when the work itself raises.
        """
        attempt = 0
        while True:
            try:
                with self._line.turn(), self._database.begin() as connection:
                    return work(self._open_desk(connection))
            except Exception as error:  # noqa: BLE001 - the edge of a run
                if not is_transient(error):
                    raise _failure(step, error) from None
            self._wait(step, attempt)
            attempt += 1

    def stop(self) -> None:
        """Let no work wait any longer; what waits is left to the next process."""
        self._stopping.set()

    def _wait(self, step: str, attempt: int) -> None:
        if attempt % 10 == 9:
            log.warning("step %s still waits for the database", step)
        longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(attempt, 10))
        # chance only spreads the retries; no answer depends on it
        if self._stopping.wait(longest * random.uniform(0.5, 1.0)):
            raise EngineStopping


def _failure(step: str, error: Exception) -> StepError:
    """Log the place, not the words, and make the error the engine may keep."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
    kind = type(error).__name__
    log.error("step %s raised %s at %s", step, kind, places)
    return StepError(step, kind)
