"""The first page: what burns just now, or that nothing does; and the full stop."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sondir.domain.incident import Incident
from sondir.domain.mode import Mode
from sondir.domain.organisation import Organisation
from sondir.ports.pages import View
from sondir.web.decisions import Decisions
from sondir.web.gate import Form, Gate
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Visitor
from sondir.web.showing.snapshot import mode_of

CLOSED_SHOWN = 10
OWNER_STOPPED = "owner_stopped"


@dataclass(frozen=True, slots=True)
class Today:
    """What the first page shows."""

    organisation: Organisation
    open_ones: list[Incident]
    closed_ones: list[Incident]
    mode: Mode
    causes: list[str]

    @property
    def is_stopped(self) -> bool:
        """Say whether the owner's full stop holds."""
        return OWNER_STOPPED in self.causes


@dataclass(frozen=True)
class TodayPage:
    """Shows today and takes the full stop."""

    parts: SiteParts
    gate: Gate
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the routes."""
        gate = self.gate
        return [
            Route("/", gate.reading(self.show)),
            Route("/stop", gate.deciding(self.stop), methods=["POST"]),
            Route("/resume", gate.deciding(self.resume), methods=["POST"]),
        ]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show what is open, and in which mode the autopilot flies."""
        org = visitor.user.org
        today = self.parts.views.read(lambda view: look(view, org))
        return self.rendering.page(request, "today.html", visitor, today=today)

    def stop(self, request: Request, visitor: Visitor, _: Form) -> Response:
        """Stop everything, also what is to come."""
        Decisions(self.parts).stop_house(visitor.user)
        return RedirectResponse("/", 303)

    def resume(self, request: Request, visitor: Visitor, _: Form) -> Response:
        """Take the full stop back."""
        Decisions(self.parts).resume_house(visitor.user)
        return RedirectResponse("/", 303)


def look(view: View, org: str) -> Today:
    """Read what the first page shows."""
    causes = view.causes(org)
    return Today(
        organisation=view.organisation(org),
        open_ones=view.open_incidents(org),
        closed_ones=view.closed_incidents(org, CLOSED_SHOWN),
        mode=mode_of(causes),
        causes=sorted(causes),
    )
