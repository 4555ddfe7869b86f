"""Who may sign in to the pages, and what keeps strangers out.

Nothing secret is kept in the clear: a password as its argon2 hash, the token of a
session and a one-time code as a SHA-256 digest.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. *role* is owner, manager or viewer.

    *person* is the card of whoever signs in (`owner:1`), where there is one; *login*
    is folded to lower case.
    """

    id: str
    org: str
    login: str
    password_hash: str = field(repr=False)
    role: str
    person: str | None
    lang: str
    enabled: bool = True

    @property
    def may_decide(self) -> bool:
        """Say whether this person's word moves the autopilot; a viewer only reads."""
        return self.role in ("owner", "manager")

    @property
    def actor(self) -> str:
        """Name this person as the journal does."""
        kind = "owner" if self.role == "owner" else "staff"
        return self.person or f"{kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser; *csrf* is the word that each of its forms carries."""

    token_hash: str = field(repr=False)
    user: str
    csrf: str = field(repr=False)
    opened_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Limit:
    """At most *most* failed attempts of one subject since *since*."""

    most: int
    since: datetime


class Accounts(Protocol):
    """Users, their sessions, attempts to sign in and one-time codes."""

    def add(self, user: User, at: datetime) -> None:
        """Make a user; raises Mistake `account.login_taken` for a known login."""
        ...

    def by_login(self, login: str) -> User | None:
        """Find a user by the folded login."""
        ...

    def get(self, user: str) -> User | None:
        """Find a user by id."""
        ...

    def speak(self, user: str, lang: str) -> None:
        """Remember in which language a user reads."""
        ...

    def replace_hash(self, user: str, password_hash: str) -> None:
        """Keep a new hash of the password."""
        ...

    def open(self, session: Session) -> None:
        """Keep a new session."""
        ...

    def session(self, token_hash: str) -> Session | None:
        """Find a session, also one that is over."""
        ...

    def extend(self, token_hash: str, expires_at: datetime) -> None:
        """Let a session live until *expires_at*."""
        ...

    def close(self, token_hash: str) -> None:
        """End one session."""
        ...

    def close_all(self, user: str) -> None:
        """End every session of a user."""
        ...

    def forget(self, before: datetime) -> None:
        """Remove sessions, attempts and codes that were over *before* that moment."""
        ...

    def attempt(self, subjects: tuple[str, ...], at: datetime, limit: Limit) -> bool:
        """Note an attempt, failed until *succeed* is called; False where too many.

        Several at the same time never pass as one; what is refused is not counted,
        so that nobody can lengthen another's wait.
        """
        ...

    def succeed(self, subjects: tuple[str, ...], at: datetime) -> None:
        """Mark the attempts made at *at* as successful: they no longer count."""
        ...

    def keep_code(
        self, user: str, purpose: str, code_hash: str, expires_at: datetime
    ) -> None:
        """Keep the one code for this purpose; an older one is void."""
        ...

    def use_code(self, user: str, purpose: str, code_hash: str, now: datetime) -> bool:
        """Say whether the code is right, and use it up.

        Five wrong ones use it up as well; one that has expired is never right.
        """
        ...


class AccountBook(Protocol):
    """Opens the accounts for one transaction."""

    def read(self, work: Callable[[Accounts], Answer]) -> Answer:
        """Do *work* that changes nothing."""
        ...

    def write(self, work: Callable[[Accounts], Answer]) -> Answer:
        """Do *work* and keep what it changed."""
        ...
