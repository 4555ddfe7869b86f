"""The journal as a page: newest first, by incident or kind, and whether it holds."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sondir.domain.journal import ENTRY_TYPES, Broken, Record, verify
from sondir.ports.pages import Search, View
from sondir.web.gate import Gate
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering
from sondir.web.sessions import Visitor
from sondir.web.showing.snapshot import names_in
from sondir.web.showing.timeline import timeline

A_PAGE = 100


@dataclass(frozen=True)
class JournalPage:
    """Shows the journal; walks the whole chain when asked to."""

    parts: SiteParts
    gate: Gate
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the one route."""
        return [Route("/journal", self.gate.reading(self.show))]

    def show(self, request: Request, visitor: Visitor) -> Response:
        """Show a page of records."""
        query, org = request.query_params, visitor.user.org
        entry = query.get("entry", "")
        search = Search(
            incident=query.get("incident") or None,
            entry=entry if entry in ENTRY_TYPES else None,
            newest=True,
            limit=A_PAGE,
            before=_number(query.get("before", "")),
        )
        verified = "verify" in query
        voice, lang = self.parts.voice, visitor.user.lang

        def work(view: View) -> tuple[list[Record], dict[str, str], Broken | None, int]:
            records = view.records(org, search)
            broken = verify(view.texts(org)) if verified else None
            return records, names_in(view, org, records), broken, view.head(org)

        records, names, broken, head = self.parts.views.read(work)
        return self.rendering.page(
            request,
            "journal.html",
            visitor,
            lines=timeline(records, voice, lang, names),
            entries=ENTRY_TYPES,
            search=search,
            verified=verified,
            broken=broken,
            head=head,
            older=records[-1].seq if len(records) == A_PAGE else None,
        )


def _number(given: str) -> int | None:
    return (
        int(given)
        if given.isascii() and given.isdigit() and given[:12] == given
        else None
    )
