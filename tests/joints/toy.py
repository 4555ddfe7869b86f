"""A toy workflow over saved state; it imports no engine, as those of the product."""

from typing import Protocol

from sondir.ports.steps import Steps

STEPS = ("hear", "count", "follow")


class ToyDesk(Protocol):
    def hear(self, turn: str) -> bool: ...
    def count(self, turn: str) -> int: ...
    def follow(self, turn: str) -> str | None: ...


async def toy_turn(steps: Steps[ToyDesk], turn: str) -> None:
    """Do one turn of an incident; the last step orders the next turn, if any."""
    heard = await steps.transact("hear", lambda desk: desk.hear(turn))
    if not heard:
        return
    await steps.transact("count", lambda desk: desk.count(turn))
    await steps.transact("follow", lambda desk: desk.follow(turn))
