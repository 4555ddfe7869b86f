"""Tells of every commit of this process, once others can see it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

_MARK = "sondir.commit"


class Commits:
    """Watches one database engine.

    *told* is called after each commit from the thread that committed; it must be
    quick. The engine's own event comes before the commit: whoever looked then would
    find nothing, and wait for the next.
    """

    def __init__(self, database: Engine) -> None:
        self.told: Callable[[], object] = bool
        event.listen(database, "commit", self._begins)
        event.listen(database, "checkin", self._ended)

    def _begins(self, connection: Connection) -> None:
        connection.info[_MARK] = True

    def _ended(self, _: object, record: Any) -> None:
        """The connection is given back: the commit is there, or has failed."""
        if record.info.pop(_MARK, False):
            self.told()
