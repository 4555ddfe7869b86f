"""The days that were told, in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sondir.ports.evenings import Told


@dataclass
class MemoryEvenings:
    """Lines by organisation and day; *organisations* lists whom there is."""

    organisations: Callable[[], Iterable[str]]
    told: dict[tuple[str, date], Told] = field(default_factory=dict)

    def untold(self, day: date) -> list[str]:
        known = sorted(self.organisations())
        return [org for org in known if (org, day) not in self.told]

    def last(self, org: str) -> Told | None:
        mine = [told for (whose, _), told in self.told.items() if whose == org]
        return max(mine, key=lambda told: told.day, default=None)

    def add(self, org: str, told: Told) -> bool:
        if (org, told.day) in self.told:
            return False
        self.told[org, told.day] = told
        return True
