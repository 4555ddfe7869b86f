"""Making an account where only a connection is at hand, such as `sondir init`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sondir.adapters.database.sign_in import DatabaseAccounts
from sondir.ports import accounts as port


@dataclass(frozen=True, slots=True)
class User:
    """Who may sign in; *role* is owner, manager or viewer, *person* the card."""

    id: str
    org: str
    login: str
    role: str
    person: str | None = None
    lang: str = "ru"


class Accounts:
    """Makes accounts inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._accounts = DatabaseAccounts(connection)

    def create(self, user: User, password_hash: str, at: datetime) -> None:
        """Make an account; raises Mistake `account.login_taken` for a known login."""
        made = port.User(
            id=user.id,
            org=user.org,
            login=user.login,
            password_hash=password_hash,
            role=user.role,
            person=user.person,
            lang=user.lang,
        )
        self._accounts.add(made, at)
