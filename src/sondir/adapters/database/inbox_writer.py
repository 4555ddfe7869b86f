"""Webhook bodies on their way into the inbox: many requests, one durable commit.

One thread commits whatever has come in since its last commit, so a burst costs a few
disk flushes and not one each. A request is answered only after its own commit; a full
queue refuses at once instead of letting requests pile up.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, Full, Queue

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.line import line_of
from sondir.adapters.database.mailbox import Enqueue
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.domain.errors import Unavailable
from sondir.ports.ids import Ids

log = logging.getLogger("sondir.inbox")

CAPACITY = 2_000
"""Bodies that may wait; more are answered 503 and come again."""
BATCH = 64
"""Bodies in one commit."""
INTAKE = "intake"
"""The workflow that reads a body."""


@dataclass(frozen=True, slots=True)
class _Letter:
    id: str
    channel: str
    raw: bytes = field(repr=False)
    received_at: datetime
    kept: "Future[str]" = field(default_factory=Future, repr=False)


class InboxWriter:
    """Keeps bodies and orders their reading, both or neither.

    *enqueue* orders a run inside the transaction; *committed* is called after each
    commit (the engine's `wake`). Give it a connection pool that others do not fill.
    """

    def __init__(
        self,
        engine: Engine,
        enqueue: Enqueue,
        ids: Ids,
        committed: Callable[[], None] = lambda: None,
        capacity: int = CAPACITY,
    ) -> None:
        self._engine = engine
        self._line = line_of(engine)
        self._enqueue = enqueue
        self._ids = ids
        self._committed = committed
        self._queue: Queue[_Letter | None] = Queue(capacity)
        self._numbering = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(
            target=self._serve, name="sondir-inbox", daemon=True
        )

    def start(self) -> None:
        """Begin to commit."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more, commit what waits, end the thread."""
        with self._numbering:
            self._closed = True
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    async def put(self, channel: str, raw: bytes, received_at: datetime) -> str:
        """Keep one body; return its id once it is durable.

        Raises Unavailable `inbox.full` at once when too much waits, `inbox.not_kept`
        when the database did not take it: the channel is then answered 503.
        """
        return await asyncio.wrap_future(self.submit(channel, raw, received_at))

    def submit(self, channel: str, raw: bytes, received_at: datetime) -> "Future[str]":
        """Queue one body from any thread; the future is done after the commit."""
        with self._numbering:  # ids in the order of the queue, none after the end
            if self._closed:
                raise Unavailable("inbox.closed")
            letter = _Letter(f"b-{self._ids.ordered()}", channel, raw, received_at)
            try:
                self._queue.put_nowait(letter)
            except Full:
                raise Unavailable("inbox.full") from None
        return letter.kept

    @property
    def waiting(self) -> int:
        """Count the bodies that are not durable yet."""
        return self._queue.qsize()

    def _serve(self) -> None:
        goes_on = True
        while goes_on:
            letters, goes_on = self._gather()
            if letters:
                self._keep(letters)

    def _gather(self) -> tuple[list[_Letter], bool]:
        """Wait for one body and take what else has come; False: this is the end."""
        letters: list[_Letter] = []
        one = self._queue.get()
        while one is not None:
            letters.append(one)
            if len(letters) == BATCH:
                return letters, True
            try:
                one = self._queue.get_nowait()
            except Empty:
                return letters, True
        return letters, False

    def _keep(self, letters: Sequence[_Letter]) -> None:
        try:
            self._commit(letters)
        except SQLAlchemyError as error:
            log.warning(
                "a commit of %d bodies failed: %s", len(letters), type(error).__name__
            )
            self._keep_singly(letters)
        else:
            self._answer(letters)

    def _keep_singly(self, letters: Sequence[_Letter]) -> None:
        """One bad body must not take the others with it."""
        for letter in letters:
            try:
                self._commit([letter])
            except SQLAlchemyError as error:
                log.error("a body was not kept: %s", type(error).__name__)
                _settle(letter, Unavailable("inbox.not_kept"))
            else:
                self._answer([letter])

    def _commit(self, letters: Sequence[_Letter]) -> None:
        with self._line.turn(first=True), self._engine.begin() as connection:
            self._insert(connection, letters)

    def _insert(self, connection: Connection, letters: Sequence[_Letter]) -> None:
        rows = [
            {
                "id": letter.id,
                "channel": letter.channel,
                "raw": letter.raw,
                "received_at": letter.received_at,
            }
            for letter in letters
        ]
        connection.execute(insert(inbox_body), rows)
        for letter in letters:
            self._enqueue(connection, INTAKE, f"body/{letter.id}", [letter.id])

    def _answer(self, letters: Sequence[_Letter]) -> None:
        for letter in letters:
            _settle(letter)
        self._committed()


def _settle(letter: _Letter, error: Exception | None = None) -> None:
    """Answer who waits; one who has gone away (a cut connection) needs no answer."""
    if not letter.kept.set_running_or_notify_cancel():
        return
    if error is not None:
        letter.kept.set_exception(error)
    else:
        letter.kept.set_result(letter.id)
