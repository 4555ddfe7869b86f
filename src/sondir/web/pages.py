"""The site: sign-in, pages, live timeline, API, health. One function makes it all."""

from collections.abc import Callable
from importlib.resources import as_file, files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from sondir.web.api.app import open_api
from sondir.web.case_page import CasePage
from sondir.web.gate import Gate
from sondir.web.headers import SecurityHeaders
from sondir.web.heads import Heads
from sondir.web.inbox import InboxPage
from sondir.web.incident import IncidentPage
from sondir.web.journal import JournalPage
from sondir.web.live import Live
from sondir.web.metrics import Metrics
from sondir.web.parts import SiteParts
from sondir.web.rendering import Rendering, open_rendering
from sondir.web.sessions import Sessions
from sondir.web.sign_in import SignIn
from sondir.web.today import TodayPage
from sondir.web.week import WeekPage

__all__ = ["SiteParts", "site"]

TOLD = {400, 401, 403, 404, 405, 413, 429, 500}
"""Statuses with words of their own; any other reads like 500."""


def site(parts: SiteParts) -> list[BaseRoute]:
    """Make the routes of everything a person or a program may look at.

    Put them after the webhooks: the last one answers every other path.
    """
    rendering, sessions = open_rendering(parts), Sessions(parts)
    gate = Gate(parts, sessions)
    routes: list[BaseRoute] = [
        *Metrics(parts).routes(),
        Mount("/api/v1", open_api(parts, sessions)),
        Mount("/static", _static()),
        *SignIn(parts, gate, sessions, rendering).routes(),
        *TodayPage(parts, gate, rendering).routes(),
        *IncidentPage(parts, gate, rendering).routes(),
        *CasePage(parts, gate).routes(),
        *Live(parts, sessions, rendering, Heads(parts)).routes(),
        *JournalPage(parts, gate, rendering).routes(),
        *InboxPage(parts, gate, rendering).routes(),
        *WeekPage(parts, gate, rendering).routes(),
    ]
    errors = _errors(rendering)
    app = Starlette(
        routes=routes,
        middleware=[Middleware(SecurityHeaders, https=parts.is_https)],
        exception_handlers={HTTPException: errors, Exception: errors},
    )
    return [Mount("/", app)]


def _static() -> StaticFiles:
    with as_file(files("sondir.web").joinpath("static")) as directory:
        return StaticFiles(directory=directory)


def _errors(rendering: Rendering) -> Callable[[Request, Exception], Response]:
    def show(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = status if status in TOLD else 500
        why = str(error.detail) if isinstance(error, HTTPException) else ""
        return rendering.page(
            request, "message.html", status=status, told=told, why=why
        )

    return show
