"""The assembly that serves for real: database, engine, channels, loops, web.

`sondir run` starts it in one process; `sondir work` starts the same without the web,
as many times as there are machines, where the database is PostgreSQL.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine
from starlette.applications import Starlette

from sondir.adapters.database.desk import DatabaseDesk, House
from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.inbox_writer import InboxWriter
from sondir.adapters.database.migrate import migrate
from sondir.adapters.durable import DurableEngine, EngineOptions
from sondir.adapters.durable.transactions import Transactions
from sondir.adapters.served_clock import OurSide, ServedClock
from sondir.adapters.system import SystemClock, SystemIds
from sondir.bootstrap.commits import Commits
from sondir.bootstrap.house import (
    channels_for,
    http_client,
    phrasebook_for,
    playbooks_by_name,
    reader_for,
)
from sondir.bootstrap.loops import Loops
from sondir.bootstrap.site import Ground, pages_on
from sondir.bootstrap.trusting import trust_journals
from sondir.ports.desk import Desk
from sondir.settings import Settings
from sondir.web.webhooks import FrontDoor
from sondir.workflows.incident import incident
from sondir.workflows.intake import intake
from sondir.workflows.looking import has_to_send, is_sending

Answer = TypeVar("Answer")


class Server:
    """One process of the product, from its settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database: Engine = open_database(settings.database_url)
        migrate(self.database)
        self.commits = Commits(self.database)
        self.reader = open_reader(self.database)
        self.is_shared = self.database.dialect.name != "sqlite"
        self.http = http_client()
        self.channels = channels_for(settings, self.http)
        self.clock: SystemClock | ServedClock = self._clock()
        self.house = House(
            clock=self.clock,
            ids=SystemIds(),
            reader=reader_for(settings),
            phrasebook=phrasebook_for(settings),
            channels=self.channels,
            playbooks=playbooks_by_name(),
            patience=settings.patience,
            tariff=settings.tariff,
            enqueue=self._enqueue,
        )
        self.engine: DurableEngine[Desk] = DurableEngine(
            self.database,
            self._desk,
            _engine_options(settings),
        )
        self.engine.register("intake", intake)
        self.engine.register("incident", incident)
        self.transactions: Transactions[Desk] = Transactions(self.database, self._desk)
        self.receiver = InboxWriter(
            self.database,
            self._enqueue,
            self.house.ids,
            self.engine.wake,
            settings.inbox_queue,
        )
        self._ready = False
        self._due: datetime | None = None
        evenings = settings.day_line_at
        self.loops = Loops(self, self.channels, self.engine.executor_id, evenings)

    def _clock(self) -> SystemClock | ServedClock:
        if not self.settings.clock_url:
            return SystemClock()
        ours = OurSide(self._is_busy, self._next_due, self._time_moved)
        return ServedClock(self.settings.clock_url, ours)

    def _desk(self, connection: Connection) -> Desk:
        return DatabaseDesk(connection, self.house)

    def _enqueue(
        self, connection: Connection, name: str, run_id: str, args: list[str]
    ) -> None:
        self.engine.enqueue(connection, name, run_id, args)

    def change(self, name: str, work: Callable[[Desk], object]) -> object:
        """Run *work* on a desk in one transaction, and start what it ordered."""
        answer: list[object] = []

        def once(desk: Desk) -> None:
            answer[:] = [work(desk)]

        self.transactions.run(name, once)
        self.engine.wake()
        return answer[0]

    def look(self, work: Callable[[Desk], Answer]) -> Answer:
        """Run *work* on the last commit: it stands in no writer's way."""
        with self.reader.connect() as connection:
            return work(self._desk(connection))

    async def start(self) -> None:
        """Begin: the clock first, then the engine, then the loops."""
        if isinstance(self.clock, ServedClock):
            await self.clock.start()
        await asyncio.to_thread(trust_journals, self.database, self._desk)
        self.receiver.start()
        await asyncio.to_thread(self.engine.launch)
        self._listen(asyncio.get_running_loop())
        await self.loops.start()
        self._ready = True

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """A commit may have queued a message or set a timer: the loops look at once."""

        def kick() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.loops.kick)

        self.commits.told = kick

    def _time_moved(self) -> None:
        """A served clock has jumped: what was not due may be due now."""
        self.commits.told()

    async def stop(self) -> None:
        """End in order; what is under way goes on in the next process."""
        await self.loops.stop()
        await asyncio.to_thread(self.receiver.stop)
        await asyncio.to_thread(self.engine.stop)
        if isinstance(self.clock, ServedClock):
            await self.clock.stop()
        await self.http.aclose()
        self.reader.dispose()
        self.database.dispose()

    async def moment(self) -> datetime:
        """Say when a body arrived; a served clock is asked afresh."""
        if isinstance(self.clock, ServedClock):
            return await self.clock.refresh()
        return self.clock.now()

    def _is_busy(self) -> bool:
        """Say whether anything of ours waits or runs just now, in any process.

        Runs, messages and timers are read from one state of the database: what moves
        from one to the other meanwhile is seen in one place, never in none.
        """
        if not self._ready or self.loops.in_flight or self.receiver.waiting:
            return True
        with self.reader.connect() as connection:
            if self.engine.pending_count(connection):
                return True
            desk = self._desk(connection)
            self._due = self.loops.next_due(desk)
            return has_to_send(desk) or is_sending(desk)

    def _next_due(self) -> datetime | None:
        """Return the next moment of ours, as it stood at that look."""
        return self._due

    def app(self) -> Starlette:
        """Build the web application of this process."""
        door = FrontDoor(self.channels, self.receiver, self.moment)

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        ground = Ground(self.database, self.change, self.clock, self.house.phrasebook)
        pages = pages_on(ground, self.settings)
        return Starlette(routes=[*door.routes(), *pages], lifespan=lifespan)


def _engine_options(settings: Settings) -> EngineOptions:
    return EngineOptions(
        poll_s=settings.poll_s,
        lease_s=settings.lease_s,
        keep_runs_days=settings.keep_runs_days,
    )
