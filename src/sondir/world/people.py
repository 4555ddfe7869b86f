"""Everyone we may write to, found by phone or Instagram id, and how they react."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from sondir.world.client import ClientPerson
from sondir.world.document import Client, World
from sondir.world.hearing import Letter
from sondir.world.owner import OwnerPerson
from sondir.world.replies import SILENCE, Reaction
from sondir.world.shift import ShiftPerson
from sondir.world.truth import Happening, Site
from sondir.world.vendor import VendorPerson


class Hears(Protocol):
    """Anyone who can be written to."""

    def hear(self, letter: Letter, now: datetime) -> Reaction:
        """React to one letter at *now*."""
        ...


class People:
    """All people of one world; *scripted* clients speak only through their script."""

    def __init__(
        self, world: World, site: Site, scripted: Collection[str] = frozenset()
    ) -> None:
        self._hearers: dict[str, Hears] = {}
        self._names = {c.client: c.name for c in world.clients}
        self._names |= {v.client: v.name for v in world.vendors}
        self._shift = [ShiftPerson(s, site, world.seed) for s in world.shift]
        self._settle(world, site, scripted)

    def name(self, person: str) -> str:
        """Give the name a person shows in the messenger."""
        return self._names.get(person, "")

    def everyone(self) -> tuple[str, ...]:
        """Name all who can be written to."""
        return tuple(self._hearers)

    def react(self, letter: Letter, now: datetime) -> Reaction:
        """Let the person of the letter react; a stranger stays silent."""
        for one in self._shift:
            if (one.client, one.branch) == (letter.person, letter.branch):
                return one.hear(letter, now)
        hearer = self._hearers.get(letter.person)
        return hearer.hear(letter, now) if hearer else SILENCE

    def happened(self, what: Happening, now: datetime) -> list[tuple[str, Reaction]]:
        """Let people on site react to what they see."""
        return [(one.client, one.happened(what, now)) for one in self._shift]

    def _settle(self, world: World, site: Site, scripted: Collection[str]) -> None:
        for client in world.clients:
            if client.client not in scripted or client.says is not None:
                self._hearers[client.client] = ClientPerson(client, site, world.seed)
        for vendor in world.vendors:
            self._hearers[vendor.client] = VendorPerson(vendor, world, site)
        for one in self._shift:
            self._hearers.setdefault(one.client, one)
        if world.owner is not None:
            self._hearers[world.owner.client] = OwnerPerson(world.owner, world.seed)

    def meet(self, client: Client, world: World, site: Site) -> None:
        """Add someone who wrote without being in the document."""
        if client.client not in self._hearers:
            self._hearers[client.client] = ClientPerson(client, site, world.seed)
