"""The same story over a real database: each step in a transaction of its own.

Memory proves no constraint. So some of the simulated crises are played again on
SQLite and on PostgreSQL, with the same people, the same line of runs and the same
virtual clock; what they leave in the journal must be what memory left.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from sondir.adapters.database.desk import DatabaseDesk, House
from sondir.adapters.database.seed import seed
from sondir.adapters.memory.engine import MemoryEngine
from sondir.adapters.memory.ids import SeededIds
from sondir.bootstrap.memory import Play, Reading, Story, offline_channels
from sondir.domain.tariff import Tariff
from sondir.playbooks import PLAYBOOKS
from sondir.ports.desk import Desk
from sondir.ports.steps import Json
from sondir.workflows.incident import incident

Answer = TypeVar("Answer")
INCIDENT = re.compile(r"inc-[0-9a-z]+")


class TransactionEngine(MemoryEngine[Desk]):
    """Memory's line of runs; the work of each step is one transaction."""

    def __init__(self, transact: Callable[[Callable[[Desk], Json]], Json]) -> None:
        super().__init__(open_desk=lambda: cast(Desk, None))
        self._transact = transact

    def _carry_out(self, work: Callable[[Desk], Json]) -> Json:
        return self._transact(work)


class DatabaseStory(Story):
    """One organisation in an empty, migrated database."""

    def __init__(self, play: Play, reading: Reading, database: Engine) -> None:
        founding = self._begin(play)
        self.database = database
        self.house = House(
            clock=self.clock,
            ids=SeededIds(1),
            reader=reading.reader,
            phrasebook=reading.phrasebook,
            channels=offline_channels(),
            playbooks={book.name: book for book in PLAYBOOKS},
            patience=play.patience,
            tariff=Tariff(),
            enqueue=self._order,
        )
        self.engine = TransactionEngine(self._do)
        self.engine.register("incident", incident)
        with database.begin() as connection:
            seed(connection, founding, self.clock.now())

    def _order(
        self, connection: Connection, name: str, run_id: str, args: list[str]
    ) -> None:
        self.engine.enqueue(connection, name, run_id, args)

    def _do(self, work: Callable[[Desk], Answer]) -> Answer:
        with self.database.begin() as connection:
            return work(cast(Desk, DatabaseDesk(connection, self.house)))

    def texts(self) -> list[str]:
        """Return the journal as it was hashed."""
        return self._do(lambda desk: [r.text for r in desk.journal.records(self.org)])


def message_names(story: Story) -> dict[str, str]:
    """Map the ids that messages have in memory to those they have in a database."""
    known = story.desk.conversations.messages.values()
    return {m.id: _hashed(m.channel, m.channel_id) for m in known if m.given is None}


def _hashed(channel: str, channel_id: str) -> str:
    return f"m-{sha256(f'{channel}|{channel_id}'.encode()).hexdigest()[:16]}"


def without_ids(texts: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Write records so that two stores can be compared: same entries, same sums.

    Incidents are counted in the order in which they appear, messages carry the
    names that a database gives them, and the hashes are left out.
    """
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    wanted = re.compile("|".join(longest_first) or r"(?!)")
    met: dict[str, str] = {}
    written = []
    for text in texts:
        record: dict[str, Any] = json.loads(text)
        del record["hash"], record["prev"]
        plain = json.dumps(record, sort_keys=True, ensure_ascii=False)
        plain = wanted.sub(lambda found: names[found.group()], plain)
        counted = INCIDENT.sub(lambda m: met.setdefault(m[0], f"I{len(met)}"), plain)
        written.append(counted)
    return written
