"""Databases with a crisis behind them, played once and copied for every test."""

import shutil
from contextlib import ExitStack

import pytest
from tests.joints.databases import postgres_url
from tests.operations.kept_story import play

from sondir.adapters.database.engine import open_database
from sondir.bootstrap.keeping import back_up, restore


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """A crisis on SQLite: the file, never to be changed."""
    file = tmp_path_factory.mktemp("played") / "salon.db"
    play(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def story(played, tmp_path_factory):
    """A backup of it."""
    archive = tmp_path_factory.mktemp("story") / "salon.sondir"
    back_up(f"sqlite:///{played}", archive)
    return archive


@pytest.fixture(scope="session")
def served(story):
    """The same on PostgreSQL, never to be changed."""
    with postgres_url() as address:
        restore(address, story)
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def after_crisis(request, tmp_path):
    """The address of a copy of one's own, on either database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("played"), tmp_path / "salon.db")
        yield f"sqlite:///{tmp_path / 'salon.db'}"
        return
    with postgres_url(request.getfixturevalue("served")) as address:
        yield address


@pytest.fixture
def database(after_crisis):
    opened = open_database(after_crisis)
    yield opened
    opened.dispose()


@pytest.fixture
def fresh(tmp_path):
    """Give addresses of empty databases, of either kind."""
    with ExitStack() as stack:

        def make(kind, name):
            if kind == "sqlite":
                return f"sqlite:///{tmp_path / name}.db"
            return stack.enter_context(postgres_url())

        yield make
