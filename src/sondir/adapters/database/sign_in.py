"""Users, sessions, attempts and one-time codes: the port `accounts` in the database."""

from collections.abc import Callable
from datetime import datetime
from hmac import compare_digest
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.accounts import (
    one_time_code,
    sign_in_attempt,
    user_account,
    web_session,
)
from sondir.domain.errors import Mistake
from sondir.ports.accounts import Accounts, Limit, Session, User

Answer = TypeVar("Answer")
CODE_ATTEMPTS = 5
"""Wrong guesses after which a one-time code is void."""
_LOCK_SUBJECT = text("SELECT pg_advisory_xact_lock(727003, hashtext(:subject))")
_users = user_account.c
_sessions = web_session.c
_attempts = sign_in_attempt.c
_codes = one_time_code.c


class DatabaseAccountBook:
    """Opens the accounts: reads on *reader*, changes on *writer*."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer = writer
        self._reader = reader

    def read(self, work: Callable[[Accounts], Answer]) -> Answer:
        """Do *work* that changes nothing."""
        with self._reader.begin() as connection:
            return work(DatabaseAccounts(connection))

    def write(self, work: Callable[[Accounts], Answer]) -> Answer:
        """Do *work* and keep what it changed."""
        with self._writer.begin() as connection:
            return work(DatabaseAccounts(connection))


class DatabaseAccounts:
    """The sign-in tables, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, user: User, at: datetime) -> None:
        """Make a user; raises Mistake `account.login_taken` for a known login."""
        row = {
            "id": user.id,
            "org": user.org,
            "login": user.login.casefold(),
            "password_hash": user.password_hash,
            "role": user.role,
            "person": user.person,
            "lang": user.lang,
            "enabled": user.enabled,
            "made_at": at,
        }
        if not insert_new(self._connection, user_account, row):
            raise Mistake("account.login_taken")

    def by_login(self, login: str) -> User | None:
        """Find a user by the folded login."""
        return self._user(_users.login == login.casefold())

    def get(self, user: str) -> User | None:
        """Find a user by id."""
        return self._user(_users.id == user)

    def speak(self, user: str, lang: str) -> None:
        """Remember in which language a user reads."""
        self._change(user, lang=lang)

    def replace_hash(self, user: str, password_hash: str) -> None:
        """Keep a new hash of the password."""
        self._change(user, password_hash=password_hash)

    def open(self, session: Session) -> None:
        """Keep a new session."""
        self._connection.execute(
            insert(web_session),
            {
                "token_hash": session.token_hash,
                "user": session.user,
                "csrf": session.csrf,
                "opened_at": session.opened_at,
                "expires_at": session.expires_at,
            },
        )

    def session(self, token_hash: str) -> Session | None:
        """Find a session, also one that is over."""
        row = self._connection.execute(
            select(web_session).where(_sessions.token_hash == token_hash)
        ).one_or_none()
        return Session(*row) if row is not None else None

    def extend(self, token_hash: str, expires_at: datetime) -> None:
        """Let a session live until *expires_at*."""
        self._connection.execute(
            update(web_session)
            .where(_sessions.token_hash == token_hash)
            .values(expires_at=expires_at)
        )

    def close(self, token_hash: str) -> None:
        """End one session."""
        gone = delete(web_session).where(_sessions.token_hash == token_hash)
        self._connection.execute(gone)

    def close_all(self, user: str) -> None:
        """End every session of a user."""
        self._connection.execute(delete(web_session).where(_sessions.user == user))

    def forget(self, before: datetime) -> None:
        """Remove sessions, attempts and codes that were over before that moment."""
        for over in (
            delete(web_session).where(_sessions.expires_at < before),
            delete(sign_in_attempt).where(_attempts.at < before),
            delete(one_time_code).where(_codes.expires_at < before),
        ):
            self._connection.execute(over)

    def attempt(self, subjects: tuple[str, ...], at: datetime, limit: Limit) -> bool:
        """Note an attempt; False, and nothing noted, where there were too many."""
        for subject in sorted(set(subjects)):
            self._hold(subject)
        if any(self._failures(subject, limit) >= limit.most for subject in subjects):
            return False
        rows = [{"subject": s, "at": at, "succeeded": False} for s in set(subjects)]
        if rows:
            self._connection.execute(insert(sign_in_attempt), rows)
        return True

    def succeed(self, subjects: tuple[str, ...], at: datetime) -> None:
        """Mark the attempts made at *at* as successful."""
        self._connection.execute(
            update(sign_in_attempt)
            .where(_attempts.subject.in_(subjects), _attempts.at == at)
            .values(succeeded=True)
        )

    def keep_code(
        self, user: str, purpose: str, code_hash: str, expires_at: datetime
    ) -> None:
        """Keep the one code for this purpose; an older one is void."""
        row = {
            "user": user,
            "purpose": purpose,
            "code_hash": code_hash,
            "expires_at": expires_at,
            "attempts_left": CODE_ATTEMPTS,
        }
        put(self._connection, one_time_code, row, ("user", "purpose"))

    def use_code(self, user: str, purpose: str, code_hash: str, now: datetime) -> bool:
        """Say whether the code is right, and use it up; a wrong guess is counted."""
        here = (_codes.user == user, _codes.purpose == purpose)
        row = self._connection.execute(
            update(one_time_code)
            .where(*here, _codes.expires_at > now, _codes.attempts_left > 0)
            .values(attempts_left=_codes.attempts_left - 1)
            .returning(_codes.code_hash)
        ).one_or_none()
        if row is None or not compare_digest(row.code_hash, code_hash):
            return False
        self._connection.execute(delete(one_time_code).where(*here))
        return True

    def _user(self, which: ColumnElement[bool]) -> User | None:
        row = self._connection.execute(select(user_account).where(which)).one_or_none()
        return _user(row) if row is not None else None

    def _change(self, user: str, **values: str) -> None:
        self._connection.execute(
            update(user_account).where(_users.id == user).values(**values)
        )

    def _hold(self, subject: str) -> None:
        """Let one attempt of a subject be counted after the other."""
        if self._connection.dialect.name != "sqlite":
            self._connection.execute(_LOCK_SUBJECT, {"subject": subject})

    def _failures(self, subject: str, limit: Limit) -> int:
        count: int = self._connection.execute(
            select(func.count()).where(
                _attempts.subject == subject,
                _attempts.at >= limit.since,
                ~_attempts.succeeded,
            )
        ).scalar_one()
        return count


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        org=row.org,
        login=row.login,
        password_hash=row.password_hash,
        role=row.role,
        person=row.person,
        lang=row.lang,
        enabled=row.enabled,
    )
