"""Who may come through: signed in, from our own page, and with a say in the matter."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sondir.web.forms import read_form
from sondir.web.origin import has_word, is_ours
from sondir.web.parts import SiteParts
from sondir.web.sessions import Sessions, Visitor

Form = Mapping[str, str]
Show = Callable[[Request, Visitor], Response]
Do = Callable[[Request, Visitor, Form], Response]


@dataclass(frozen=True)
class Gate:
    """Wraps the pages; what it lets through has a visitor."""

    parts: SiteParts
    sessions: Sessions

    def reading(self, show: Show) -> Callable[[Request], Response]:
        """Let signed-in people read; strangers are sent to the sign-in."""

        def endpoint(request: Request) -> Response:
            visitor = self.sessions.visitor(request)
            return show(request, visitor) if visitor else to_sign_in(request)

        return endpoint

    def acting(self, do: Do) -> Callable[[Request], Awaitable[Response]]:
        """Let signed-in people do what concerns only themselves."""

        async def endpoint(request: Request) -> Response:
            form = await read_form(request)
            return await run_in_threadpool(self._act, request, form, do)

        return endpoint

    def deciding(self, do: Do) -> Callable[[Request], Awaitable[Response]]:
        """Let owners and managers decide; a viewer gets 403."""

        def checked(request: Request, visitor: Visitor, form: Form) -> Response:
            if not visitor.user.may_decide:
                raise HTTPException(403, "viewer")
            return do(request, visitor, form)

        return self.acting(checked)

    def _act(self, request: Request, form: Form, do: Do) -> Response:
        visitor = self.sessions.visitor(request)
        if visitor is None:
            return to_sign_in(request)
        require_ours(self.parts, request, visitor, form)
        return do(request, visitor, form)


def require_ours(
    parts: SiteParts, request: Request, visitor: Visitor, form: Form
) -> None:
    """Raise HTTPException 403 unless the request comes from our own page.

    A token in a header proves it by itself: no foreign page can set one.
    """
    if visitor.by_header:
        return
    if not is_ours(request, parts.public_url):
        raise HTTPException(403, "origin")
    if not has_word(visitor, form, request.headers):
        raise HTTPException(403, "csrf")


def to_sign_in(request: Request) -> Response:
    """Send a stranger to the sign-in, and back afterwards."""
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    wanted = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/sign-in?next={quote(wanted)}", 303)
