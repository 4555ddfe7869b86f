"""What the pages are made of: everything they need comes in here, by its port."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sondir.ports.accounts import AccountBook
from sondir.ports.clock import Clock
from sondir.ports.desk import Desk
from sondir.ports.ids import Ids
from sondir.ports.pages import Views, Voice
from sondir.web.passwords import Passwords

Transact = Callable[[str, Callable[[Desk], object]], object]
"""Runs work on a desk in one transaction, under a name, and returns its answer."""


@dataclass(frozen=True)
class SiteParts:
    """Given by bootstrap. *clock* is the story's, *wall* the machine's own.

    A demonstration's clock jumps; a session, a rate limit and a one-time code never
    do. *public_url* says how browsers reach us (https makes cookies secure); empty
    where it is not known.
    """

    accounts: AccountBook
    views: Views
    transact: Transact
    voice: Voice
    ids: Ids
    clock: Clock
    wall: Clock
    public_url: str = ""
    passwords: Passwords = field(default_factory=Passwords)
    poll_s: float = 0.3
    heartbeat_s: float = 15.0

    @property
    def is_https(self) -> bool:
        """Say whether browsers reach us over TLS."""
        return self.public_url.startswith("https://")
