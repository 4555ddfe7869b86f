"""Signing in and out. A wrong login and a wrong password cannot be told apart."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sondir.ports.accounts import Accounts, Limit, User
from sondir.web.forms import read_form
from sondir.web.gate import Form, Gate
from sondir.web.origin import FIELD, is_ours, same, way_back
from sondir.web.parts import SiteParts
from sondir.web.passwords import Crowded
from sondir.web.rendering import LANG_COOKIE, Rendering
from sondir.web.sessions import Sessions, Visitor, digest
from sondir.web.words import LANGUAGES

MOST_ATTEMPTS = 5
WITHIN = timedelta(minutes=15)
"""Failed attempts of one login, and of one address, before both have to wait."""
START = "sondir_start"
"""The cookie that binds the sign-in form to this browser, before there is a session."""
YEAR_S = 31_536_000


class TooManyAttempts(Exception):  # noqa: N818 - an answer to the caller
    """Somebody has tried too often; the right password would not help now either."""


@dataclass(frozen=True)
class Door:
    """Checks a login and a password; pages and API both come through here."""

    parts: SiteParts

    def enter(self, login: str, password: str, address: str) -> User | None:
        """Return the user, or None; raises TooManyAttempts."""
        folded = login.strip().casefold()[:200]
        subjects = (f"login/{digest(folded)[:32]}", f"address/{neighbourhood(address)}")
        now = self.parts.wall.now()
        limit = Limit(MOST_ATTEMPTS, now - WITHIN)

        def begin(accounts: Accounts) -> tuple[bool, User | None]:
            return accounts.attempt(subjects, now, limit), accounts.by_login(folded)

        allowed, user = self.parts.accounts.write(begin)
        if not allowed:
            raise TooManyAttempts
        known = user.password_hash if user is not None and user.enabled else None
        try:
            right = self.parts.passwords.is_right(password, known)
        except Crowded:
            raise TooManyAttempts from None
        if not right or user is None:
            return None
        fresh = self._rehashed(user, password)

        def succeed(accounts: Accounts) -> None:
            accounts.succeed(subjects, now)
            if fresh is not None:
                accounts.replace_hash(user.id, fresh)

        self.parts.accounts.write(succeed)
        return user

    def _rehashed(self, user: User, password: str) -> str | None:
        passwords = self.parts.passwords
        if not passwords.is_outdated(user.password_hash):
            return None
        return passwords.hash(password)


def neighbourhood(address: str) -> str:
    """Name the network that counts as one address: IPv6 hands out whole /64s.

    >>> neighbourhood("2001:db8::1"), neighbourhood("10.0.0.7"), neighbourhood("?")
    ('2001:db8::/64', '10.0.0.7', 'unknown')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def address_of(request: Request) -> str:
    """Say where a request comes from; a trusted proxy's word is the server's matter."""
    return request.client.host if request.client else ""


@dataclass(frozen=True)
class SignIn:
    """The pages of signing in and out, and the switch of languages."""

    parts: SiteParts
    gate: Gate
    sessions: Sessions
    rendering: Rendering

    def routes(self) -> list[Route]:
        """List the routes."""
        everywhere = self.gate.acting(self.sign_out_everywhere)
        return [
            Route("/sign-in", self.form, methods=["GET"]),
            Route("/sign-in", self.enter, methods=["POST"]),
            Route("/sign-out", self.gate.acting(self.sign_out), methods=["POST"]),
            Route("/sign-out/everywhere", everywhere, methods=["POST"]),
            Route("/language", self.language, methods=["POST"]),
        ]

    def form(self, request: Request) -> Response:
        """Show the form; who is signed in already goes on."""
        wanted = way_back(request.query_params.get("next", ""))
        if self.sessions.visitor(request) is not None:
            return RedirectResponse(wanted, 303)
        return self._form(request, wanted)

    async def enter(self, request: Request) -> Response:
        """Check the form and begin a session, always a new one."""
        form = await read_form(request)
        return await run_in_threadpool(self._enter, request, form)

    def _enter(self, request: Request, form: Form) -> Response:
        started = request.cookies.get(START, "")
        if not is_ours(request, self.parts.public_url):
            raise HTTPException(403, "origin")
        if not same(form.get(FIELD, ""), started):
            raise HTTPException(403, "csrf")
        wanted = way_back(form.get("next", ""))
        login, password = form.get("login", ""), form.get("password", "")
        try:
            user = Door(self.parts).enter(login, password, address_of(request))
        except TooManyAttempts:
            answer = self._form(request, wanted, "sign_in.too_many", 429)
            answer.headers["retry-after"] = str(int(WITHIN.total_seconds()))
            return answer
        if user is None:
            return self._form(request, wanted, "sign_in.wrong", 403)
        return self._begin(request, user, wanted)

    def _begin(self, request: Request, user: User, wanted: str) -> Response:
        before = self.sessions.visitor(request)
        if before is not None:
            self.sessions.close(before)
        answer = RedirectResponse(wanted, 303)
        self.sessions.hand_over(answer, self.sessions.open(user))
        answer.delete_cookie(START, path="/sign-in")
        return answer

    def _form(
        self, request: Request, wanted: str, wrong: str = "", status: int = 200
    ) -> Response:
        word = request.cookies.get(START) or self.parts.ids.unguessable()
        answer = self.rendering.page(
            request,
            "sign_in.html",
            status=status,
            wanted=wanted,
            wrong=wrong,
            word=word,
        )
        answer.set_cookie(
            START,
            word,
            path="/sign-in",
            httponly=True,
            samesite="strict",
            secure=self.parts.is_https,
        )
        return answer

    def sign_out(self, request: Request, visitor: Visitor, _: Form) -> Response:
        """End this session."""
        self.sessions.close(visitor)
        return self._left()

    def sign_out_everywhere(
        self, request: Request, visitor: Visitor, _: Form
    ) -> Response:
        """End every session of this user: a lost phone is signed out."""
        self.sessions.close_all(visitor.user)
        return self._left()

    def _left(self) -> Response:
        answer = RedirectResponse("/sign-in", 303)
        self.sessions.take_back(answer)
        return answer

    async def language(self, request: Request) -> Response:
        """Choose a language: kept with the user, or in a cookie before sign-in."""
        form = await read_form(request)
        lang, back = form.get("lang", ""), way_back(form.get("next", ""))
        if lang not in LANGUAGES or not is_ours(request, self.parts.public_url):
            raise HTTPException(400)
        answer = RedirectResponse(back, 303)
        answer.set_cookie(LANG_COOKIE, lang, max_age=YEAR_S, samesite="lax")
        await run_in_threadpool(self._remember, request, form, lang)
        return answer

    def _remember(self, request: Request, form: Form, lang: str) -> None:
        visitor = self.sessions.visitor(request)
        if visitor is None:
            return
        if not same(form.get(FIELD, ""), visitor.session.csrf):
            raise HTTPException(403, "csrf")
        user = visitor.user.id
        self.parts.accounts.write(lambda accounts: accounts.speak(user, lang))
