"""Accounts in memory, with the same refusals as the database."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hmac import compare_digest
from typing import TypeVar

from sondir.domain.errors import Mistake
from sondir.ports.accounts import Accounts, Limit, Session, User

Answer = TypeVar("Answer")
GUESSES = 5


@dataclass
class _Attempt:
    subject: str
    at: datetime
    succeeded: bool = False


@dataclass
class _Code:
    code_hash: str
    expires_at: datetime
    left: int = GUESSES


@dataclass
class MemoryAccounts:
    """Users by id, sessions by the digest of their token."""

    users: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    attempts: list[_Attempt] = field(default_factory=list)
    codes: dict[tuple[str, str], _Code] = field(default_factory=dict)

    def add(self, user: User, at: datetime) -> None:
        folded = user.login.casefold()
        if self.by_login(folded) is not None:
            raise Mistake("account.login_taken")
        self.users[user.id] = replace(user, login=folded)

    def by_login(self, login: str) -> User | None:
        return next((u for u in self.users.values() if u.login == login), None)

    def get(self, user: str) -> User | None:
        return self.users.get(user)

    def speak(self, user: str, lang: str) -> None:
        self.users[user] = replace(self.users[user], lang=lang)

    def replace_hash(self, user: str, password_hash: str) -> None:
        self.users[user] = replace(self.users[user], password_hash=password_hash)

    def open(self, session: Session) -> None:
        self.sessions[session.token_hash] = session

    def session(self, token_hash: str) -> Session | None:
        return self.sessions.get(token_hash)

    def extend(self, token_hash: str, expires_at: datetime) -> None:
        if token_hash in self.sessions:
            known = self.sessions[token_hash]
            self.sessions[token_hash] = replace(known, expires_at=expires_at)

    def close(self, token_hash: str) -> None:
        self.sessions.pop(token_hash, None)

    def close_all(self, user: str) -> None:
        kept = {t: s for t, s in self.sessions.items() if s.user != user}
        self.sessions = kept

    def forget(self, before: datetime) -> None:
        self.attempts = [a for a in self.attempts if a.at >= before]
        self.sessions = {
            t: s for t, s in self.sessions.items() if s.expires_at >= before
        }
        self.codes = {k: c for k, c in self.codes.items() if c.expires_at >= before}

    def attempt(self, subjects: tuple[str, ...], at: datetime, limit: Limit) -> bool:
        for subject in subjects:
            failed = [
                a
                for a in self.attempts
                if a.subject == subject and a.at >= limit.since and not a.succeeded
            ]
            if len(failed) >= limit.most:
                return False
        self.attempts += [_Attempt(subject, at) for subject in subjects]
        return True

    def succeed(self, subjects: tuple[str, ...], at: datetime) -> None:
        for attempt in self.attempts:
            if attempt.subject in subjects and attempt.at == at:
                attempt.succeeded = True

    def keep_code(
        self, user: str, purpose: str, code_hash: str, expires_at: datetime
    ) -> None:
        self.codes[user, purpose] = _Code(code_hash, expires_at)

    def use_code(self, user: str, purpose: str, code_hash: str, now: datetime) -> bool:
        code = self.codes.get((user, purpose))
        if code is None or code.expires_at <= now or code.left <= 0:
            return False
        code.left -= 1
        if not compare_digest(code.code_hash, code_hash):
            return False
        del self.codes[user, purpose]
        return True


@dataclass(frozen=True)
class MemoryAccountBook:
    """Opens the accounts, one at a time (port `sondir.ports.accounts.AccountBook`)."""

    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def read(self, work: Callable[[Accounts], Answer]) -> Answer:
        with self.lock:
            return work(self.accounts)

    def write(self, work: Callable[[Accounts], Answer]) -> Answer:
        with self.lock:
            return work(self.accounts)
