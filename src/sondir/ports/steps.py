"""How a workflow touches the world: one named, recorded step at a time.

The only port whose methods are awaited; only `workflows/` uses it. A step is one
transaction: what *work* changes through the desk is committed once, together, or
not at all. The durable engine records that the step happened, so a workflow that is
run again after a crash does not repeat it; *work* must still be safe to repeat,
since a crash can fall between our commit and the engine's record.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

DeskT = TypeVar("DeskT", covariant=True)
Json = None | bool | int | str | list[str]
"""What a step may answer: small, and never personal data (the engine stores it)."""


class Steps(Protocol[DeskT]):
    """The recorder of one workflow's steps."""

    async def transact(self, name: str, work: Callable[[DeskT], Json]) -> Json:
        """Run *work* in one transaction, record it under *name*, return its answer."""
        ...
