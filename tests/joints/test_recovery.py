"""Killed in the middle of its steps, a fresh process finishes everything once."""

import pytest
from tests.joints.killing import finish, kill_in_the_middle
from tests.joints.toy_database import create_tables, open_database, open_reader


@pytest.mark.crash
def test_a_killed_worker_loses_nothing_and_repeats_nothing(url, workers):
    """After SIGKILLs in the middle of steps every total is what it would have been."""
    writer = open_database(url)
    create_tables(writer)
    writer.dispose()
    database = open_reader(url)
    kill_in_the_middle(database, workers, kills=4, seed=7)
    finish(database, workers)
    database.dispose()
