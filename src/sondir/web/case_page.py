"""The case of an incident for whoever is signed in: two pages, as HTML or as a PDF."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sondir.web.case.folder import gather
from sondir.web.case.page import to_html
from sondir.web.case.paper import to_pdf
from sondir.web.case.sheet import Sheet
from sondir.web.case.telling import tell
from sondir.web.gate import Gate
from sondir.web.parts import SiteParts
from sondir.web.sessions import Visitor

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",  # the file has its style and letters inside
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


@dataclass(frozen=True)
class CasePage:
    """Shows the case; another organisation's is not found."""

    parts: SiteParts
    gate: Gate

    def routes(self) -> list[Route]:
        """List the routes."""
        here, gate = "/incidents/{incident}", self.gate
        return [
            Route(f"{here}/case", gate.reading(self.show)),
            Route(f"{here}/case.pdf", gate.reading(self.paper)),
        ]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show the case as one HTML file; `?redact=1` for strangers."""
        page = to_html(self._sheet(request, visitor))
        return HTMLResponse(page, headers={"content-security-policy": POLICY})

    def paper(self, request: Request, visitor: Visitor) -> Response:
        """Give the case out as a PDF; `?redact=1` for strangers."""
        paper = to_pdf(self._sheet(request, visitor))
        named = {"content-disposition": 'inline; filename="case.pdf"'}
        return Response(paper, media_type="application/pdf", headers=named)

    def _sheet(self, request: Request, visitor: Visitor) -> Sheet:
        here, user = request.path_params["incident"], visitor.user
        now = self.parts.clock.now()
        folder = self.parts.views.read(lambda view: gather(view, user.org, here, now))
        if folder is None:
            raise HTTPException(404)
        redacted = request.query_params.get("redact") == "1"
        return tell(folder, self.parts.voice, user.lang, redacted)
