"""What came in and what nobody could use: counted, never thrown away unseen."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sondir.web.gate import Gate
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Visitor


@dataclass(frozen=True)
class InboxPage:
    """Shows the counts of the inbox, for the whole installation."""

    parts: SiteParts
    gate: Gate
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the one route."""
        return [Route("/inbox", self.gate.reading(self.show))]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show what waits, what was not understood, what is not ours."""
        inbox = self.parts.views.read(lambda view: view.inbox())
        foreign = {shortened(a): n for a, n in inbox.quarantined.items()}
        return self.rendering.page(
            request, "inbox.html", visitor, inbox=inbox, foreign=foreign
        )


def shortened(account: str) -> str:
    """Show enough of a foreign number to recognise one's own, and no more.

    >>> shortened("104996122399160")
    '…9160'
    """
    return f"…{account[-4:]}"
