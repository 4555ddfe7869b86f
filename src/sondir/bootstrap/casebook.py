"""The cases of one organisation, read from its database for the command line."""

from dataclasses import dataclass
from datetime import datetime

from sondir.adapters.database.pages import DatabaseViews
from sondir.adapters.system import SystemClock
from sondir.bootstrap.books import open_book
from sondir.bootstrap.site import Speaker
from sondir.domain.incident import Incident
from sondir.languages import Phrasebook
from sondir.ports.pages import Voice
from sondir.web.case.folder import CaseFolder, gather

MOST_LISTED = 50
"""Closed incidents that are offered for choice, the newest ones."""


@dataclass(frozen=True)
class Casebook:
    """Finds incidents and gathers their cases."""

    views: DatabaseViews
    org: str
    now: datetime
    voice: Voice

    def incidents(self) -> list[Incident]:
        """List what there is to choose from, the newest first, the open ones before."""
        return self.views.read(
            lambda view: (
                view.open_incidents(self.org)
                + view.closed_incidents(self.org, MOST_LISTED)
            )
        )

    def case(self, incident: str) -> CaseFolder | None:
        """Gather one incident; None where the organisation has none such."""
        return self.views.read(lambda view: gather(view, self.org, incident, self.now))

    def place_of(self, incident: Incident) -> str:
        """Name where it was."""
        found = self.views.read(lambda view: view.organisation(self.org))
        branch = found.branch(incident.branch)
        return branch.name if branch else found.name


def open_casebook(url: str, org: str) -> Casebook:
    """Open the cases of *org*, or of the only organisation there is.

    Raises what `open_book` raises: Unavailable, or Mistake for an organisation that
    is unknown or has to be named.
    """
    book = open_book(url, org)
    voice = Speaker(Phrasebook())
    return Casebook(DatabaseViews(book.database), book.org, SystemClock().now(), voice)
