"""Make an organisation in the database of the settings, with its owner's account."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sondir.adapters.database.accounts import Accounts, User
from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.seed import seed
from sondir.adapters.system import SystemClock
from sondir.bootstrap.records import read_document
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.errors import Mistake
from sondir.domain.founding import founding_of
from sondir.domain.person import normalised_phone
from sondir.settings import Settings
from sondir.web.passwords import SHORTEST, Passwords

SETTINGS_FILE = Path("sondir.toml")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed to make an organisation; branches and numbers as ID=NAME."""

    org: str
    name: str
    owner_phone: str
    login: str
    password: str
    branches: tuple[str, ...]
    numbers: tuple[str, ...]

    def __repr__(self) -> str:
        """Show the organisation only: the rest is personal or secret."""
        return f"Newcomer({self.org})"


def found(
    settings: Settings, newcomer: Newcomer, instagram: str, document: Path | None
) -> Path | None:
    """Make the organisation; return the file a new secret key was written to.

    Raises Mistake for a wrong phone, a short password, a known organisation.
    """
    crm = _document(newcomer, instagram, document)
    if len(newcomer.password) < SHORTEST:
        raise Mistake("init.short_password", least=SHORTEST)
    database = open_database(settings.database_url)
    migrate(database)
    now = SystemClock().now()
    owner = User(
        id=f"user-{secrets.token_hex(8)}",
        org=newcomer.org,
        login=newcomer.login,
        role="owner",
        person="owner:1",
    )
    with database.begin() as connection:
        seed(connection, founding_of(crm, PLAYBOOKS).measured_at(now), now)
        Accounts(connection).create(owner, Passwords().hash(newcomer.password), now)
    database.dispose()
    return None if settings.secret_key.get_secret_value() else _write_key()


def _document(
    newcomer: Newcomer, instagram: str, path: Path | None
) -> Mapping[str, Any]:
    phone = normalised_phone(newcomer.owner_phone)
    if phone is None:
        raise Mistake("init.phone", field="owner-phone")
    given = read_document(path) if path else {}
    phones = [_number(text) for text in newcomer.numbers]
    branches = [_branch(text) for text in newcomer.branches]
    return {
        **given,
        "org": newcomer.org,
        "name": newcomer.name,
        "owner": {"client": phone},
        "branches": given.get("branches") or branches,
        "accounts": {
            "whatsapp": {"phones": phones},
            "instagram": {"account_id": instagram},
        },
    }


def _branch(text: str) -> dict[str, str]:
    name, _, shown = text.partition("=")
    return {"id": name, "name": shown or name}


def _number(text: str) -> dict[str, str | None]:
    number, _, branch = text.partition("=")
    return {"phone_number_id": number, "branch": branch or None}


def _write_key() -> Path:
    """Add a fresh key to `sondir.toml`, readable by its owner alone."""
    before = SETTINGS_FILE.read_text("utf-8") if SETTINGS_FILE.exists() else ""
    line = f'secret_key = "{secrets.token_urlsafe(32)}"\n'
    SETTINGS_FILE.write_text(line + before, encoding="utf-8")
    SETTINGS_FILE.chmod(0o600)
    return SETTINGS_FILE
