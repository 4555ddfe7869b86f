"""The cards of clients, vendors, owners and staff."""

from collections.abc import Sequence
from typing import Protocol

from sondir.domain.organisation import Organisation
from sondir.domain.people import Person, Role, Vendor
from sondir.domain.person import Alias


class Organisations(Protocol):
    """The salon networks that this installation serves."""

    def get(self, org: str) -> Organisation:
        """Return the organisation; raises KeyError where there is none."""
        ...

    def of_account(self, channel: str, account: str) -> tuple[str, str | None] | None:
        """Say whose account it is: (organisation, branch), None where not ours."""
        ...


class People(Protocol):
    """Who is who. A person is found by any alias and kept as one card."""

    def find(self, org: str, aliases: Sequence[Alias]) -> Person | None:
        """Return the person who has one of the aliases, and learn the others."""
        ...

    def add(self, person: Person, aliases: Sequence[Alias]) -> Person:
        """Make a card; an empty ref is given the next number of its role."""
        ...

    def get(self, org: str, ref: str) -> Person:
        """Return the card; raises KeyError where it was erased."""
        ...

    def save(self, person: Person) -> None:
        """Keep a changed card."""
        ...

    def with_role(
        self, org: str, role: Role, branch: str | None = None
    ) -> list[Person]:
        """List owners, or the staff of a branch."""
        ...

    def vendors(self, org: str) -> list[Vendor]:
        """List the vendors' bench."""
        ...

    def save_vendor(self, org: str, vendor: Vendor) -> None:
        """Keep a changed vendor."""
        ...
