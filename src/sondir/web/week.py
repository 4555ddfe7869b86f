"""The week on one page: which days burned, what it cost, what is still owed."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sondir.web.gate import Gate
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Visitor
from sondir.web.showing.week import monday_of, week_of


@dataclass(frozen=True)
class WeekPage:
    """Shows one week of the visitor's own organisation; `?day=` names another."""

    parts: SiteParts
    gate: Gate
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the one route."""
        return [Route("/week", self.gate.reading(self.show))]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show the week."""
        now, org = self.parts.clock.now(), visitor.user.org
        monday = monday_of(request.query_params.get("day", ""), now)
        week = self.parts.views.read(lambda view: week_of(view, org, monday, now))
        return self.rendering.page(request, "week.html", visitor, week=week)
