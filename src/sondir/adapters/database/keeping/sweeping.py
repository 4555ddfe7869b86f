"""Write over the room that erased words took on the disk."""

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

SWEPT = (
    "person", "person_alias", "message", "outbox_message", "inbox_body", "turn",
    "detector_part",
)  # fmt: skip
"""Tables whose old rows held words, names or numbers."""


def overwrite_later(connection: Connection) -> None:
    """Have SQLite put zeros where this connection's changes leave something free."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def overwrite(database: Engine) -> None:
    """Empty SQLite's write-ahead log; have PostgreSQL forget rows nobody can see.

    Where a reader still needs the old state, or where we may not, the database does
    both by itself a little later.
    """
    try:
        if database.dialect.name == "sqlite":
            _empty_log(database)
        else:
            _vacuum(database)
    except SQLAlchemyError:
        return


def _empty_log(database: Engine) -> None:
    connection = database.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _vacuum(database: Engine) -> None:
    with database.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in SWEPT:
            alone.execute(text(f"VACUUM {table}"))
