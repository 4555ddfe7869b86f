"""The fixtures of the joint tests: a fresh database, workers to be killed."""

import pytest
from tests.joints.databases import postgres_url, sqlite_url
from tests.joints.toy_database import create_tables, open_database, open_reader
from tests.joints.workers import Workers


@pytest.fixture
def workers():
    crew = Workers()
    yield crew
    crew.kill_all()


@pytest.fixture
def postgres():
    with postgres_url() as url:
        database = open_database(url)
        create_tables(database)
        yield database
        database.dispose()


@pytest.fixture
def sqlite(tmp_path):
    url = sqlite_url(tmp_path)
    writer = open_database(url)
    create_tables(writer)
    writer.dispose()
    database = open_reader(url)
    yield database
    database.dispose()
