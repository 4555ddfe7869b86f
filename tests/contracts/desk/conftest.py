"""The bench of a contract test: each test meets every desk, with nothing on it."""

import pytest
from tests.contracts.desk.benches import (
    DatabaseBench,
    MemoryBench,
    PostgresServer,
    SqliteFolder,
)
from tests.contracts.desk.documents import NOON, SALON, incident, letterhead, outbound

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres_server():
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory):
    return SqliteFolder(tmp_path_factory.mktemp("sqlite"))


def _databases(request):
    if request.param == "sqlite":
        bench = DatabaseBench(request.getfixturevalue("sqlite_folder").fresh())
        yield bench
        bench.close()
        return
    server = request.getfixturevalue("postgres_server")
    if server.why_not:
        pytest.skip(server.why_not)
    bench = DatabaseBench(server.fresh())
    yield bench
    bench.close()


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def bench(request):
    """Give an empty desk."""
    if request.param == "memory":
        yield MemoryBench()
        return
    yield from _databases(request)


@pytest.fixture(params=["sqlite", POSTGRES])
def database(request):
    """Give an empty desk that is kept in a database."""
    yield from _databases(request)


@pytest.fixture
def salon(bench):
    """Give a desk that knows the salon."""
    bench.found(SALON)
    return bench


@pytest.fixture
def kept_salon(database):
    """Give a desk in a database that knows the salon."""
    database.found(SALON)
    return database


@pytest.fixture
def post(salon):
    """Queue messages of one open incident by key."""
    with salon.step() as desk:
        desk.incidents.save(incident())

    def put(*keys, **changes):
        with salon.step() as desk:
            for key in keys:
                desk.outbox.put(letterhead(key, **changes), outbound(key), NOON)

    return put
