"""The assembly in memory: the same workflows, the same people, a virtual clock.

Replay, simulation and the story tests run on it. Nothing here waits: the clock jumps
to the next moment at which either side has something to do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TypeVar, cast

import httpx

from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.memory.desk import Equipment, MemoryDesk
from sondir.adapters.memory.engine import MemoryEngine
from sondir.adapters.memory.seed import seed
from sondir.bootstrap.demo_corridor import with_corridor
from sondir.bootstrap.translation import event_of, letter_of, outcome_of
from sondir.channels import CHANNELS
from sondir.domain.corridor import PLAYBOOKS as PLAYBOOK_NAMES
from sondir.domain.founding import Founding, founding_of
from sondir.domain.inbound import InboundMessage, InboundStatus
from sondir.domain.patience import Patience
from sondir.playbooks import PLAYBOOKS
from sondir.ports.channel import Channel, ChannelKeys
from sondir.ports.conversations import Given
from sondir.ports.desk import Desk
from sondir.ports.phrasebook import Phrasebook
from sondir.ports.reader import Reader
from sondir.workflows.acts import Act
from sondir.workflows.arrivals import take_message
from sondir.workflows.deliveries import take_status
from sondir.workflows.every_act import ACTS
from sondir.workflows.incident import incident
from sondir.workflows.ringing import next_due, ring_due
from sondir.workflows.sending import release, settle, settle_unknown, still_wanted
from sondir.world.messages import Button, Event, Inbound
from sondir.world.replay import InMemoryWorld

Answer = TypeVar("Answer")
WORKER = "memory"
LONGEST = timedelta(hours=24)
"""A story runs on this long after the last thing that anybody said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What understands and what words: the same in every assembly."""

    reader: Reader
    phrasebook: Phrasebook


@dataclass(frozen=True)
class Play:
    """What is played: a world, from when on, and what differs from its document.

    *corridor* replaces the world's; *records* say what the lines of a played-back
    file already know, by the line's id. *acts* replaces how steps are carried out.
    """

    world: InMemoryWorld
    start: datetime
    corridor: Mapping[str, object] | None = None
    records: Mapping[str, Given] = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)
    acts: Mapping[str, Act] = field(default_factory=lambda: ACTS)


class Story:
    """One organisation and its people, driven until nothing is left to do."""

    def __init__(self, play: Play, reading: Reading) -> None:
        founding = self._begin(play)
        equipment = Equipment(
            clock=self.clock,
            reader=reading.reader,
            phrasebook=reading.phrasebook,
            channels=offline_channels(),
            playbooks={book.name: book for book in PLAYBOOKS},
            patience=play.patience,
        )
        self.engine: MemoryEngine[Desk] = MemoryEngine(lambda: cast(Desk, self.desk))
        self.engine.register("incident", partial(incident, acts=play.acts))
        self.desk = MemoryDesk(
            equipment,
            lambda name, run, args: self.engine.enqueue(None, name, run, args),
        )
        seed(self.desk, founding)

    def _begin(self, play: Play) -> Founding:
        """Set the clock and read what the organisation is founded with."""
        self.world = play.world
        self.records = play.records
        self.clock = VirtualClock(play.start.astimezone(UTC))
        crm = with_corridor(play.world.crm)
        if play.corridor is not None:
            crm["corridor"] = dict(play.corridor)
        founding = founding_of(crm, PLAYBOOK_NAMES)
        self.org = founding.organisation.id
        return founding

    def _do(self, work: Callable[[Desk], Answer]) -> Answer:
        """Do one piece of work on the desk; over a database, in one transaction."""
        return work(cast(Desk, self.desk))

    def run(self, until: datetime | None = None) -> None:
        """Let everybody speak and act until nothing is due, or until *until*."""
        self._settle_now()
        while True:
            moment = self._next_moment()
            if moment is None or (until is not None and moment > until):
                return
            self.clock.jump_to(max(moment, self.clock.now()))
            self._settle_now()

    def hear_words(self, who: str, text: str, pressed: Button | None = None) -> None:
        """Let somebody of the document say or press something, outside every script."""
        now = self.clock.now()
        channel = "instagram" if who.startswith("ig:") else "whatsapp"
        known = self.desk.organisations.accounts
        event = Inbound(
            at=now,
            seen_at=now,
            channel=channel,  # type: ignore[arg-type]
            account=next(a for c, a in known if c == channel),
            branch=None,
            client=who,
            name="",
            text=text,
            wamid=f"said-{len(self.desk.conversations.messages)}",
            pressed=pressed,
        )
        self._take(cast(InboundMessage, event_of(event)), event)
        self.engine.run_all()

    def _next_moment(self) -> datetime | None:
        moments = (self.world.next_due(), self._do(next_due))
        return min((m for m in moments if m is not None), default=None)

    def _settle_now(self) -> None:
        """Do everything that can be done at this very moment."""
        for _ in range(10_000):
            moved = self._hear() + self._do(ring_due) + self.engine.run_all()
            self._do(settle_unknown)
            moved += self._send()
            if not moved:
                return
        raise RuntimeError("the story does not come to rest")

    def _hear(self) -> int:
        events = self.world.due(self.clock.now())
        for event in events:
            part = event_of(event)
            if isinstance(part, InboundMessage):
                self._take(part, event)
            elif isinstance(part, InboundStatus):
                self._do(partial(take_status, org=self.org, status=part))
        return len(events)

    def _take(self, part: InboundMessage, event: Event) -> None:
        spoken = getattr(event, "spoken", None)
        given = self.records.get(spoken) if spoken else None
        branch = given.branch if given else getattr(event, "branch", None)
        addressed, now = (self.org, branch), self.clock.now()
        self._do(lambda desk: take_message(desk, addressed, part, now, given))

    def _send(self) -> int:
        posted = self._do(partial(release, worker=WORKER))
        for message in posted:
            if not self._do(partial(still_wanted, posted=message)):
                continue
            answer = self.world.deliver(letter_of(message), self.clock.now())
            outcome = outcome_of(answer)
            self._do(partial(settle, posted=message, outcome=outcome))
        return len(posted)


@cache
def offline_channels() -> Mapping[str, Channel]:
    """Make the channels for their rules alone: they parse and cut, and never send.

    Made once for all stories: a client of HTTP takes longer than a whole crisis.
    """
    keys = ChannelKeys(app_secret="", verify_token="", token_for=lambda _: None)
    http = httpx.AsyncClient()
    made: list[Channel] = [make(keys, http) for make in CHANNELS]
    return {channel.name: channel for channel in made}
