"""The shape of the database: made by the steps alone, the same on both."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from tests.contracts.desk.documents import SALON

from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.migrate import is_current, migrate
from sondir.adapters.database.tables import metadata
from sondir.domain.errors import Mistake


def test_the_steps_make_exactly_the_tables_of_the_code(database):
    """No table, column, index or rule stands in the code and not in the steps."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_a_second_migration_changes_nothing(database):
    """Every start may migrate: what is current is left alone."""
    database.found(SALON)
    migrate(database.engine)
    assert is_current(database.engine)
    with database.step() as desk:
        assert desk.organisations.get("salon").name == "Salon"


def test_a_failed_migration_leaves_nothing(sqlite_folder):
    """All steps are one transaction: a database is never left half made."""
    engine = open_database(f"sqlite:///{sqlite_folder.folder / 'half.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE timer (id INTEGER)"))
    with pytest.raises(DatabaseError):
        migrate(engine)
    assert inspect(engine).get_table_names() == ["timer"]
    assert not is_current(engine)
    engine.dispose()


def test_a_sqlite_file_is_durable_and_checks_references(sqlite_folder):
    """Write-ahead log, full synchronous writes, foreign keys: on every connection."""
    engine = open_database(sqlite_folder.fresh())
    with engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()
    assert found == ["wal", 2, 1, 30_000]


def test_a_reader_cannot_change_anything(database):
    """Pages read through connections on which every change fails."""
    reader = open_reader(database.engine)
    with pytest.raises(DatabaseError), reader.begin() as connection:
        connection.execute(text("DELETE FROM timer"))
    reader.dispose()


def test_a_seed_never_overwrites(database):
    """An organisation that is there already is refused by name."""
    database.found(SALON)
    with pytest.raises(Mistake, match=r"seed\.known"):
        database.found(SALON)
