"""Bring a database to the shape that this version of the product needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text

from sondir.domain.errors import Mistake

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 727_002
"""Advisory lock on PostgreSQL, so that two starting workers do not migrate at once."""


def migrate(engine: Engine) -> None:
    """Upgrade to the newest step; a database that is there already is left alone.

    All of it is one transaction: either every step is done, or none.
    """
    config = _config()
    with engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            connection.execute(lock, {"lock": _LOCK})
        head = ScriptDirectory.from_config(config).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def upgrade_to(connection: Connection, revision: str) -> None:
    """Take the steps up to *revision* inside the caller's transaction.

    Raises Mistake `restore.newer` for a step that this version does not know.
    """
    config = _config()
    try:
        ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError:
        raise Mistake("restore.newer", schema=revision) from None
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Say whether the database has the shape that this version needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
