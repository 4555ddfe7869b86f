"""Sessions: a random token in a cookie, its digest in the database, two ends.

A session ends twelve hours after its last use, and seven days after sign-in whatever
happens. Signing in always makes a new one.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from sondir.ports.accounts import Accounts, Session, User
from sondir.web.parts import SiteParts

SLIDING = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
WORTH_WRITING = timedelta(minutes=10)
"""A session is extended when that much is gained: a page view is no write."""
BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the user, the session, and whether a header (no cookie) said so."""

    user: User
    session: Session
    by_header: bool = False


def digest(secret: str) -> str:
    """Say a secret as it is kept.

    >>> len(digest("token"))
    64
    """
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, parts: SiteParts) -> None:
        self._parts = parts
        self.cookie = "__Host-sondir" if parts.is_https else "sondir"

    def open(self, user: User) -> str:
        """Begin a session and return its token, which is shown to nobody else."""
        ids, now = self._parts.ids, self._parts.wall.now()
        token = ids.unguessable() + ids.unguessable()
        session = Session(digest(token), user.id, ids.unguessable(), now, now + SLIDING)

        def work(accounts: Accounts) -> None:
            accounts.forget(now - timedelta(days=1))
            accounts.open(session)

        self._parts.accounts.write(work)
        return token

    def visitor(self, request: HTTPConnection) -> Visitor | None:
        """Say who asks; None for a stranger. A header goes before the cookie."""
        header = request.headers.get("authorization", "")
        if header:
            token = header[len(BEARER) :] if header.lower().startswith(BEARER) else ""
            return self._find(token, by_header=True)
        return self._find(request.cookies.get(self.cookie, ""), by_header=False)

    def is_alive(self, visitor: Visitor) -> bool:
        """Say whether a visitor is still signed in; asked by long answers."""
        return self._look(visitor.session.token_hash) is not None

    def close(self, visitor: Visitor) -> None:
        """Sign out here."""
        token_hash = visitor.session.token_hash
        self._parts.accounts.write(lambda accounts: accounts.close(token_hash))

    def close_all(self, user: User) -> None:
        """Sign out everywhere."""
        self._parts.accounts.write(lambda accounts: accounts.close_all(user.id))

    def hand_over(self, response: Response, token: str) -> None:
        """Put the token into the browser's cookie."""
        response.set_cookie(
            self.cookie,
            token,
            max_age=int(ABSOLUTE.total_seconds()),
            path="/",
            secure=self._parts.is_https,
            httponly=True,
            samesite="lax",
        )

    def take_back(self, response: Response) -> None:
        """Remove the cookie."""
        response.delete_cookie(
            self.cookie,
            path="/",
            secure=self._parts.is_https,
            httponly=True,
            samesite="lax",
        )

    def _find(self, token: str, *, by_header: bool) -> Visitor | None:
        if not token or len(token) > 200:
            return None
        found = self._look(digest(token))
        if found is None:
            return None
        session, user = found
        self._extend(session)
        return Visitor(user, session, by_header)

    def _look(self, token_hash: str) -> tuple[Session, User] | None:
        now = self._parts.wall.now()

        def work(accounts: Accounts) -> tuple[Session, User] | None:
            session = accounts.session(token_hash)
            if session is None or not _holds(session, now):
                return None
            user = accounts.get(session.user)
            return (session, user) if user is not None and user.enabled else None

        return self._parts.accounts.read(work)

    def _extend(self, session: Session) -> None:
        now = self._parts.wall.now()
        until = min(now + SLIDING, session.opened_at + ABSOLUTE)
        if until - session.expires_at < WORTH_WRITING:
            return
        token_hash = session.token_hash
        self._parts.accounts.write(lambda accounts: accounts.extend(token_hash, until))


def _holds(session: Session, now: datetime) -> bool:
    return now < session.expires_at and now < session.opened_at + ABSOLUTE
