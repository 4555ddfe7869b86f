"""A fresh database for one test: a SQLite file, or a database on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from sondir.adapters.system import SystemIds

SERVER = os.environ.get(
    "SONDIR_TEST_POSTGRES_URL", "postgresql+psycopg://127.0.0.1:5432/postgres"
)


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'toy.sqlite'}"


@contextmanager
def postgres_url(like: str = "") -> Iterator[str]:
    """Create a database of its own and drop it afterwards; skip without a server.

    *like* is the address of one to copy, with nobody connected to it.
    """
    template = f" TEMPLATE {make_url(like).database}" if like else ""
    server = create_engine(
        SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
    )
    name = f"sondir_test_{SystemIds().unguessable()[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}{template}"))
    except OperationalError:
        server.dispose()
        pytest.skip("no PostgreSQL server answers: set SONDIR_TEST_POSTGRES_URL")
    try:
        url = make_url(SERVER).set(database=name)
        yield url.render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
