"""The sender goes on whatever one message, or one channel, does."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.contracts.desk.documents import NOON, incident, letterhead, outbound
from tests.operations.salon import Salon

from sondir.adapters.database.tables.outbox import outbox_message
from sondir.bootstrap.loops import Loops
from sondir.bootstrap.memory import offline_channels
from sondir.ports.channel import Accepted


class Ground:
    """One process on SQLite, without an engine."""

    is_shared = False

    def __init__(self, salon: Salon) -> None:
        self._salon = salon

    def change(self, name: str, work: Any) -> Any:
        return self._salon.change(work)

    def look(self, work: Any) -> Any:
        return self._salon.change(work)


class Moody:
    """A channel that raises for one message."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.enough = asyncio.Event()

    async def send(self, message: Any) -> Accepted:
        self.asked.append(message.key)
        if len(self.asked) == 2:
            self.enough.set()
        if message.key == "second":
            raise ZeroDivisionError
        return Accepted(f"wamid.{message.key}")


def test_a_channel_that_raises_leaves_one_message_unknown(tmp_path):
    """It may have gone out: a status or the rule settles it, nobody sends it again."""
    salon = Salon(tmp_path)
    salon.engine.launch()
    channel = Moody()

    def put(desk: Any) -> None:
        desk.incidents.save(incident(state="closed"))
        for key in ("first", "second", "third"):
            desk.outbox.put(letterhead(key, urgency="alert"), outbound(key), NOON)

    async def send() -> None:
        loops = Loops(Ground(salon), {"whatsapp": channel}, "me")  # type: ignore
        await loops.start()
        await channel.enough.wait()
        await loops.stop()

    salon.change(put)
    salon.change(lambda desk: desk.outbox.claim(NOON, "an earlier life", 1))
    asyncio.run(asyncio.wait_for(send(), 30))
    states = {row.key: row.state for row in salon.rows(outbox_message)}
    assert states == {"first": "unknown", "second": "unknown", "third": "sent"}
    assert sorted(channel.asked) == ["second", "third"]
    salon.engine.stop()
    salon.database.dispose()


class Heard:
    """A channel that says when something has gone out."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.enough = asyncio.Event()

    async def send(self, message: Any) -> Accepted:
        self.asked.append(message.key)
        self.enough.set()
        return Accepted(f"wamid.{message.key}")


def test_the_evening_line_goes_out_by_itself_and_not_again_after_a_restart(tmp_path):
    """A process writes it at its hour; the next one finds the day told."""
    salon = Salon(tmp_path)
    salon.engine.launch()
    salon.clock.jump_to(NOON + timedelta(hours=8))
    salon.house = replace(salon.house, channels=offline_channels())
    channel = Heard()

    async def life(enough: asyncio.Event) -> None:
        channels = {"whatsapp": channel}
        loops = Loops(Ground(salon), channels, "me", "20:00")  # type: ignore
        await loops.start()
        await enough.wait()
        await loops.stop()

    asyncio.run(asyncio.wait_for(life(channel.enough), 30))
    over = asyncio.Event()
    over.set()
    asyncio.run(asyncio.wait_for(life(over), 30))
    assert channel.asked == ["salon/day/2026-07-14/owner:1"]
    salon.engine.stop()
    salon.database.dispose()
