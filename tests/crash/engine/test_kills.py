"""Many kills, on both databases."""

import pytest
from tests.joints.killing import finish, kill_in_the_middle

pytestmark = [pytest.mark.crash, pytest.mark.slow]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sqlite_survives_many_kills(sqlite, workers, seed):
    """Ten kills in one piece of work leave every total right on SQLite."""
    kill_in_the_middle(sqlite, workers, kills=10, seed=seed)
    finish(sqlite, workers)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_postgres_survives_many_kills(postgres, workers, seed):
    """Ten kills leave every total right, though each worker has a new name."""
    kill_in_the_middle(postgres, workers, kills=10, seed=seed)
    finish(postgres, workers)
