"""The world in memory: the same people and channel rules, without HTTP or a clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sondir.world.catalogue import Catalogue
from sondir.world.document import World, city_view, crm_view
from sondir.world.gateway import Passage
from sondir.world.messages import Accepted, Event, Outbound, Refused
from sondir.world.network import Network
from sondir.world.script import Spoken, spoken_from
from sondir.world.wire import Carried, WireLog, in_line, out_line


class InMemoryWorld:
    """The other side of every channel, driven by the caller's virtual clock.

    Ask `next_due`, go there, take `due`; hand messages over with `deliver`. Equal
    inputs give equal answers, byte for byte.
    """

    def __init__(
        self,
        world: World,
        script: Iterable[Spoken] = (),
        catalogue: Catalogue | None = None,
        *,
        scripted_are_silent: bool = False,
        wire: Path | None = None,
    ) -> None:
        self.network = Network(
            world,
            tuple(script),
            catalogue,
            scripted_are_silent=scripted_are_silent,
        )
        self._wire = WireLog(wire)

    @property
    def crm(self) -> dict[str, object]:
        """What the CRM may be seeded with, and the channel accounts."""
        world = self.network.world
        return {
            **crm_view(world),
            "city": city_view(world),
            "accounts": self.network.accounts.view(),
        }

    @property
    def wire_lines(self) -> list[dict[str, object]]:
        """Every line of the wire log so far."""
        return self._wire.lines

    def deliver(self, letter: Outbound, now: datetime) -> Accepted | Refused:
        """Hand one message over; states, answers and failures follow in `due`."""
        outcome = self.network.accept(letter, now)
        words = self.network.gateway.words(letter)
        by = Carried(at=now)
        if isinstance(outcome, Passage):
            self._wire.add(out_line(letter, words, by, outcome.wamid, "accepted"))
            return outcome.accepted
        refused = f"refused:{outcome.code}"
        self._wire.add(out_line(letter, words, by, None, refused))
        return outcome

    def says(self, one: Spoken) -> None:
        """Let somebody say something that no script holds."""
        self.network.says(one)

    def next_due(self) -> datetime | None:
        """Say when people or channels will next be heard, or None: never again."""
        return self.network.next_due()

    def due(self, now: datetime) -> list[Event]:
        """Give all that reaches us up to *now*, in order of arrival."""
        events = self.network.due(now)
        for event in events:
            self._wire.add(in_line(event, Carried(at=now)))
        return events


def replayed_world(
    world: World,
    records: Iterable[Mapping[str, object]],
    catalogue: Catalogue | None = None,
    wire: Path | None = None,
) -> InMemoryWorld:
    """Let a file of message records be all that its clients say (unless `says`)."""
    script = [spoken_from(record, place) for place, record in enumerate(records)]
    return InMemoryWorld(world, script, catalogue, scripted_are_silent=True, wire=wire)
