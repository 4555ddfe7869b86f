"""Examine an installation: what is wrong, and how to mend it, one line each."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.corridors import causes_of
from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import is_current
from sondir.adapters.database.tables.books import journal_record
from sondir.adapters.database.tables.house import channel_account, organisation
from sondir.adapters.system import SystemClock
from sondir.domain.journal import verify
from sondir.domain.mode import Mode, ModeCause, mode_for
from sondir.settings import ChannelSettings, Settings

LEAST_FREE_MB = 500
MOST_SKEW_S = 5.0
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this has not been set."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. *code* has a sentence in every language."""

    part: str  # database journal mode channels clock disk secret
    code: str
    is_fine: bool
    detail: str = ""
    causes: tuple[str, ...] = ()  # why an organisation flies in a stricter mode


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at every part in turn; a part that fails does not stop the others."""
    database = open_database(settings.database_url)
    looks: tuple[Callable[[Settings, Engine], Iterator[Finding]], ...] = (
        _database,
        _journal,
        _mode,
        _clock,
        _disk,
        _secret,
        _channels,
    )
    for look in looks:
        try:
            yield from look(settings, database)
        except SQLAlchemyError as error:
            part = look.__name__.removeprefix("_")
            yield Finding(part, "database_unreachable", False, type(error).__name__)
    database.dispose()


def _database(_: Settings, database: Engine) -> Iterator[Finding]:
    with database.connect() as connection:
        connection.execute(text("SELECT 1"))
    current = is_current(database)
    yield Finding("database", "database_fine" if current else "database_old", current)


def _journal(_: Settings, database: Engine) -> Iterator[Finding]:
    with database.connect() as connection:
        orgs = [row.id for row in connection.execute(select(organisation.c.id))]
        if not orgs:
            yield Finding("journal", "no_organisation", False)
        for org in orgs:
            table = journal_record
            query = select(table.c.record).where(table.c.org == org)
            rows = connection.execute(query.order_by(table.c.seq))
            broken = verify(row.record for row in rows)
            code = "journal_fine" if broken is None else "journal_broken"
            detail = org if broken is None else f"{org}: {broken.seq}"
            yield Finding("journal", code, broken is None, detail)


def _mode(_: Settings, database: Engine) -> Iterator[Finding]:
    """Say how freely each organisation flies; an incident may fly stricter still."""
    with database.connect() as connection:
        orgs = [row.id for row in connection.execute(select(organisation.c.id))]
        for org in orgs:
            causes = tuple(causes_of(connection, org))
            mode = mode_for(ModeCause(c) for c in causes if c in set(ModeCause))
            code = "mode_free" if mode is Mode.NORMAL else "mode_strict"
            yield Finding("mode", code, not causes, f"{org}: {mode}", causes)


def _clock(_: Settings, database: Engine) -> Iterator[Finding]:
    now = SystemClock().now()
    skew = 0.0
    if database.dialect.name == "postgresql":
        with database.connect() as connection:
            there = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        skew = abs((there - now).total_seconds())
    fine = now > EARLIEST and skew <= MOST_SKEW_S
    yield Finding("clock", "clock_fine" if fine else "clock_wrong", fine, f"{skew:.1f}")


def _disk(settings: Settings, _: Engine) -> Iterator[Finding]:
    path = settings.database_path
    folder = path.parent if path is not None else Path()
    free = shutil.disk_usage(folder).free // 1_000_000
    fine = free >= LEAST_FREE_MB
    yield Finding("disk", "disk_fine" if fine else "disk_full", fine, f"{free} MB")


def _secret(settings: Settings, _: Engine) -> Iterator[Finding]:
    fine = bool(settings.secret_key.get_secret_value())
    yield Finding("secret", "secret_fine" if fine else "secret_missing", fine)


def _channels(settings: Settings, database: Engine) -> Iterator[Finding]:
    with database.connect() as connection:
        rows = list(connection.execute(select(channel_account)))
    for name, channel in (
        ("whatsapp", settings.whatsapp),
        ("instagram", settings.instagram),
    ):
        accounts = [row.account for row in rows if row.channel == name]
        if accounts:
            yield _channel(name, channel, accounts[0])


def _channel(name: str, channel: ChannelSettings, account: str) -> Finding:
    secrets = (channel.app_secret, channel.verify_token, channel.access_token)
    if not all(secret.get_secret_value() for secret in secrets):
        return Finding("channels", "channel_secret_missing", False, name)
    token = channel.access_token.get_secret_value()
    try:
        answer = httpx.get(
            f"{channel.base_url}/{account}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )
    except httpx.HTTPError:
        return Finding("channels", "channel_unreachable", False, name)
    fine = answer.status_code == 200
    return Finding(
        "channels", "channel_fine" if fine else "channel_refused", fine, name
    )
