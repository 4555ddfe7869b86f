"""Two workers on one PostgreSQL: what the dead one began, the living one ends."""

import time

import pytest
from tests.joints.killing import INCIDENTS, LAST, STEPS_IN_ALL, judge, steps_done
from tests.joints.toy_database import run_states
from tests.joints.workers import wait_until

pytestmark = [pytest.mark.crash, pytest.mark.postgres]
LEASE_S = 1.0


def start_two(postgres, workers):
    """Start two workers that share the work; answer when the first has some."""
    url = postgres.url.render_as_string(hide_password=False)
    first = workers.start(url, INCIDENTS, LAST, lease_s=LEASE_S)
    mine = f"%-{first.pid}-%"
    wait_until(
        lambda: (
            steps_done(postgres) > STEPS_IN_ALL / 8
            and run_states(postgres, mine).get("PENDING", 0) > 0
        ),
        "work of the first",
    )
    second = workers.start(url, 0, LAST, lease_s=LEASE_S)
    return first, second, mine


def test_the_other_finishes_what_a_killed_worker_began(postgres, workers):
    """After kill -9 of one worker no run is left and no effect is doubled."""
    first, _, mine = start_two(postgres, workers)
    workers.kill(first)
    assert run_states(postgres, mine).get("PENDING", 0) > 0, "killed too late to tell"
    judge(postgres)


def test_a_frozen_worker_that_wakes_spoils_nothing(postgres, workers):
    """Declared dead and awake again, a worker finds its runs taken and lets go."""
    first, second, mine = start_two(postgres, workers)
    workers.freeze(first)
    assert run_states(postgres, mine).get("PENDING", 0) > 0, "frozen too late to tell"
    judge(postgres)
    workers.thaw(first)
    time.sleep(2 * LEASE_S)  # time enough to do harm
    judge(postgres)
    assert first.is_alive()
    assert second.is_alive()


@pytest.mark.slow
def test_workers_that_die_in_turn_finish_everything(postgres, workers):
    """Six kills in turn, each worker replaced at once under a new name."""
    url = postgres.url.render_as_string(hide_password=False)
    crew = [workers.start(url, INCIDENTS, LAST, lease_s=LEASE_S) for _ in range(2)]
    for kill in range(6):
        line = STEPS_IN_ALL * (kill + 0.5) / 7
        wait_until(lambda line=line: steps_done(postgres) >= line, f"step {line}")
        workers.kill(crew.pop(0))
        crew.append(workers.start(url, INCIDENTS, LAST, lease_s=LEASE_S))
    judge(postgres)
