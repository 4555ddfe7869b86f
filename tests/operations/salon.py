"""A salon in a fresh database, and a durable engine on a clock that stands still."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, insert, select
from tests.contracts.desk.documents import NOON, SALON, incident

from sondir.adapters.database.desk import DatabaseDesk, House
from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.seed import seed
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.durable import DurableEngine, EngineOptions
from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.system import SystemIds
from sondir.bootstrap.house import phrasebook_for
from sondir.channels.whatsapp import WhatsApp
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.founding import founding_of
from sondir.domain.patience import Patience
from sondir.domain.tariff import Tariff
from sondir.domain.turn import TimerRang
from sondir.ports.channel import ChannelKeys
from sondir.ports.desk import Desk
from sondir.settings import Settings
from sondir.workflows.incident import incident as work_through
from sondir.workflows.intake import intake
from sondir.workflows.undone import order_undone

PATIENCE_S = 30.0


class FaultyIncidents:
    """Incidents that cannot be loaded while *fault* says so."""

    def __init__(self, incidents: Any, fault: Callable[[], bool]) -> None:
        self._incidents = incidents
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._incidents, name)

    def load(self, which: str) -> Any:
        if self._fault():
            raise ZeroDivisionError
        return self._incidents.load(which)


class Salon:
    """The salon; *faults* turns still raise, and every part of a client *poison*.

    *place* is a folder for a fresh file, or the address of a database; one that is
    founded already is taken as it is. *keeping* is the engine's sweep, in seconds, and
    the days for which it keeps its runs.
    """

    def __init__(
        self,
        place: Path | str,
        *,
        is_founded: bool = False,
        keeping: tuple[float, float] = (15.0, 14.0),
    ) -> None:
        self.clock = VirtualClock(NOON)
        self.faults = 0
        self.raised = 0
        url = place if isinstance(place, str) else f"sqlite:///{place / 'salon.db'}"
        self.database = open_database(url)
        if not is_founded:
            self._found()
        keys = ChannelKeys("secret", "verify", lambda _: "token")
        self.house = House(
            clock=self.clock,
            ids=SystemIds(),
            reader=cast(Any, None),  # a reading of any words raises
            phrasebook=phrasebook_for(Settings()),
            channels={"whatsapp": WhatsApp(keys, cast(Any, None), "")},
            playbooks={},
            patience=Patience(),
            tariff=Tariff(),
            enqueue=self._enqueue,
        )
        sweep_s, days = keeping
        options = EngineOptions(
            poll_s=0.05, drain_s=1.0, sweep_s=sweep_s, keep_runs_days=days
        )
        self.engine: DurableEngine[Desk] = DurableEngine(
            self.database, self._desk, options
        )
        self.engine.register("intake", intake)
        self.engine.register("incident", work_through)

    def _found(self) -> None:
        migrate(self.database)
        with self.database.begin() as connection:
            founding = founding_of(SALON, frozenset(PLAYBOOKS))
            seed(connection, founding, NOON)

    def _enqueue(self, connection: Connection, *order: Any) -> None:
        self.engine.enqueue(connection, *order)

    def _fault(self) -> bool:
        if self.faults == 0:
            return False
        self.faults -= 1
        self.raised += 1
        return True

    def _desk(self, connection: Connection) -> Desk:
        desk = DatabaseDesk(connection, self.house)
        desk.incidents = FaultyIncidents(desk.incidents, self._fault)  # type: ignore
        return desk

    def change(self, work: Callable[[Desk], Any]) -> Any:
        with self.database.begin() as connection:
            answer = work(self._desk(connection))
        self.engine.wake()
        return answer

    def open_incident(self, state: str = "open") -> None:
        self.change(lambda desk: desk.incidents.save(incident(state=state)))

    def ring(self, name: str) -> None:
        turn = TimerRang(name, NOON)
        self.change(lambda desk: desk.mailbox.put("inc-1", turn, f"inc-1/{name}"))

    def receive(self, raw: bytes) -> None:
        row = {"id": "b-1", "channel": "whatsapp", "raw": raw, "received_at": NOON}
        with self.database.begin() as connection:
            connection.execute(insert(inbox_body).values(**row))
            self._enqueue(connection, "intake", "body/b-1", ["b-1"])
        self.engine.wake()

    def rows(self, table: Any, *where: Any) -> list[Any]:
        with self.database.begin() as connection:
            return list(connection.execute(select(table).where(*where)))

    def rest(self) -> None:
        """Wait until no run is left."""
        deadline = time.monotonic() + PATIENCE_S
        while self.engine.pending_count():
            assert time.monotonic() < deadline, "runs that never end"
            time.sleep(0.01)

    def patrol(self) -> int:
        """One round for what is overdue, and the runs that it orders."""
        ordered = self.change(order_undone)
        self.rest()
        return int(ordered)
