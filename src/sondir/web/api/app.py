"""The API's routes. A token in a header signs in; a cookie needs the CSRF header."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Query, Request

from sondir.domain.incident import Incident
from sondir.domain.journal import Record
from sondir.ports.pages import Search, View
from sondir.web.api.shapes import (
    Credentials,
    DecisionShape,
    IncidentLine,
    IncidentShape,
    JournalPage,
    ModeShape,
    Taken,
    Token,
    line_of,
    shape_of,
)
from sondir.web.api.surroundings import add_surroundings
from sondir.web.decisions import (
    CLOSED,
    DONE,
    EXPIRED,
    MISSING,
    Decision,
    Decisions,
    steps_meant,
)
from sondir.web.forms import LARGEST
from sondir.web.gate import require_ours
from sondir.web.headers import SmallBodies
from sondir.web.parts import SiteParts
from sondir.web.sessions import Sessions, Visitor
from sondir.web.showing.plan import is_large
from sondir.web.showing.snapshot import mode_of
from sondir.web.sign_in import Door, TooManyAttempts, address_of

Who = Callable[[Request], Visitor]
State = Literal["open", "closed"]
MOST_INCIDENTS = 100
AT_ONCE = 500


def open_api(parts: SiteParts, sessions: Sessions) -> FastAPI:
    """Make the API over the site's parts."""
    app = FastAPI(
        title="Sondir",
        version="1",
        summary="Incidents, their journal, and the veto.",
        docs_url=None,  # both would load scripts from elsewhere
        redoc_url=None,
    )
    app.add_middleware(SmallBodies, largest=LARGEST)
    _add_session(app, parts, sessions)
    _add_incidents(app, parts, _reader_of(sessions))
    _add_journal(app, parts, _reader_of(sessions))
    decider = _decider_of(parts, sessions)
    _add_decisions(app, parts, decider)
    add_surroundings(app, parts, _reader_of(sessions), decider)
    return app


def _reader_of(sessions: Sessions) -> Who:
    def reader(request: Request) -> Visitor:
        visitor = sessions.visitor(request)
        if visitor is None:
            raise HTTPException(401, "sign in", {"WWW-Authenticate": "Bearer"})
        return visitor

    return reader


def _decider_of(parts: SiteParts, sessions: Sessions) -> Who:
    reader = _reader_of(sessions)

    def decider(request: Request) -> Visitor:
        visitor = reader(request)
        require_ours(parts, request, visitor, {})
        if not visitor.user.may_decide:
            raise HTTPException(403, "a viewer only reads")
        return visitor

    return decider


def _add_session(app: FastAPI, parts: SiteParts, sessions: Sessions) -> None:
    door = Door(parts)

    @app.post("/sessions", tags=["sign-in"], status_code=201)
    def sign_in(request: Request, given: Credentials) -> Token:
        """Sign in and receive a token; five wrong attempts close the door for 15 min.

        A browser cannot be made to call this for a user: no cookie is set.
        """
        try:
            user = door.enter(given.login, given.password, address_of(request))
        except TooManyAttempts:
            wait = {"Retry-After": "900"}
            raise HTTPException(429, "too many attempts", wait) from None
        if user is None:
            raise HTTPException(403, "wrong login or password")
        return Token(token=sessions.open(user))


def _add_incidents(app: FastAPI, parts: SiteParts, reader: Who) -> None:
    @app.get("/incidents", tags=["incidents"])
    def incidents(
        visitor: Annotated[Visitor, Depends(reader)], state: State = "open"
    ) -> list[IncidentLine]:
        """List incidents, newest first: the open ones, or up to 100 closed ones."""
        org = visitor.user.org

        def work(view: View) -> list[Incident]:
            if state == "open":
                return view.open_incidents(org)
            return view.closed_incidents(org, MOST_INCIDENTS)

        return [IncidentLine(**line_of(each)) for each in parts.views.read(work)]

    @app.get("/incidents/{incident}", tags=["incidents"])
    def incident(
        visitor: Annotated[Visitor, Depends(reader)], incident: str
    ) -> IncidentShape:
        """Show one incident with the steps of its plan."""
        return shape_of(_incident(parts, visitor, incident))


def _add_journal(app: FastAPI, parts: SiteParts, reader: Who) -> None:
    @app.get("/journal", tags=["journal"])
    def journal(
        visitor: Annotated[Visitor, Depends(reader)],
        after: Annotated[int, Query(ge=0)] = 0,
        incident: str | None = None,
    ) -> JournalPage:
        """List up to 500 records behind *after*, with the hashes that prove them."""
        org = visitor.user.org
        search = Search(after=after, incident=incident, limit=AT_ONCE)

        def work(view: View) -> tuple[list[Record], int]:
            return view.records(org, search), view.head(org)

        records, head = parts.views.read(work)
        return JournalPage(records=[dict(r.fields) for r in records], head=head)

    @app.get("/mode", tags=["mode"])
    def mode(visitor: Annotated[Visitor, Depends(reader)]) -> ModeShape:
        """Say how freely the autopilot flies just now, and why."""
        causes = parts.views.read(lambda view: view.causes(visitor.user.org))
        return ModeShape(mode=mode_of(causes).value, causes=sorted(causes))


def _add_decisions(app: FastAPI, parts: SiteParts, decider: Who) -> None:
    @app.post("/decisions", tags=["decisions"], status_code=202)
    def decide(
        visitor: Annotated[Visitor, Depends(decider)], said: DecisionShape
    ) -> Taken:
        """Agree, stop a step, stop everything, take over, or resume.

        409 where the incident is closed, or where the sum takes a one-time code,
        which only the signed-in page shows.
        """
        incident = _incident(parts, visitor, said.incident)
        if said.decision == "agree" and _takes_code(parts, incident, said.step):
            raise HTTPException(409, "this sum takes a code: decide on the page")
        order = Decision(said.incident, said.decision, said.step)
        outcome = Decisions(parts).decide(visitor.user, order)
        if outcome == DONE:
            return Taken()
        if outcome == EXPIRED:
            return Taken(outcome="expired")
        status = {MISSING: 404, CLOSED: 409}.get(outcome, 422)
        raise HTTPException(status, outcome)


def _incident(parts: SiteParts, visitor: Visitor, incident_id: str) -> Incident:
    org = visitor.user.org
    found = parts.views.read(lambda view: view.incident(org, incident_id))
    if found is None:
        raise HTTPException(404, "no such incident")
    return found


def _takes_code(parts: SiteParts, incident: Incident, step: str | None) -> bool:
    def work(view: View) -> int:
        return view.corridor(incident.org, incident.branch).second_factor_kzt

    limit = parts.views.read(work)
    keys = steps_meant(incident, step)
    found = (incident.steps.get(key) for key in keys)
    return any(each is not None and is_large(each, limit) for each in found)
