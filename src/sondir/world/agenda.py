"""What is going to happen, in order of time; plans of a person can be taken back."""

import heapq
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Generic, TypeVar

ThingT = TypeVar("ThingT")


@dataclass(order=True, slots=True)
class _Entry(Generic[ThingT]):
    due: datetime
    place: int
    thing: ThingT = field(compare=False)
    planner: str | None = field(compare=False)
    taken_back: bool = field(default=False, compare=False)


class Agenda(Generic[ThingT]):
    """A queue by time; what is due at the same moment keeps its order of entry."""

    def __init__(self) -> None:
        self._heap: list[_Entry[ThingT]] = []
        self._places = count()

    def put(self, due: datetime, thing: ThingT, planner: str | None = None) -> None:
        """Plan *thing*; *planner* may later take it back."""
        heapq.heappush(self._heap, _Entry(due, next(self._places), thing, planner))

    def take_back(self, planner: str) -> None:
        """Drop everything that *planner* had planned."""
        for entry in self._heap:
            if entry.planner == planner:
                entry.taken_back = True

    def next_due(self) -> datetime | None:
        """Say when the next thing is due, or None when nothing is planned."""
        while self._heap and self._heap[0].taken_back:
            heapq.heappop(self._heap)
        return self._heap[0].due if self._heap else None

    def pop(self) -> tuple[datetime, ThingT]:
        """Take the next thing; `next_due` must have named one."""
        entry = heapq.heappop(self._heap)
        return entry.due, entry.thing
