"""Kills spread over the whole work, and the judgement that nothing came of them."""

import random
import time

from sqlalchemy import Engine
from tests.joints.toy_database import expected_total, run_states, totals
from tests.joints.workers import Workers, wait_until

INCIDENTS, LAST = 10, 10
STEPS_IN_ALL = INCIDENTS * expected_total(LAST)


def kill_in_the_middle(
    database: Engine, workers: Workers, kills: int, seed: int
) -> None:
    """Kill a worker *kills* times, each a few steps and some chance further on."""
    url = database.url.render_as_string(hide_password=False)
    chance = random.Random(seed)
    for kill in range(kills):
        worker = workers.start(url, INCIDENTS, LAST, lease_s=1.0)
        line = STEPS_IN_ALL * (kill + 0.5) / (kills + 1)
        wait_until(lambda line=line: steps_done(database) >= line, f"step {line}")
        time.sleep(chance.uniform(0, 0.03))
        workers.kill(worker)
        assert steps_done(database) < STEPS_IN_ALL, "killed too late to tell"


def finish(database: Engine, workers: Workers) -> None:
    """Let a fresh worker finish, and compare every total and every run's end."""
    url = database.url.render_as_string(hide_password=False)
    workers.start(url, INCIDENTS, LAST, lease_s=1.0)
    judge(database)


def judge(database: Engine) -> None:
    """Say that all turns were done, each step's effect once, each run a success."""
    expected = {f"incident{n}": expected_total(LAST) for n in range(INCIDENTS)}
    wait_until(lambda: steps_done(database) >= STEPS_IN_ALL, "all steps")
    wait_until(lambda: set(run_states(database)) == {"SUCCESS"}, "all runs")
    assert run_states(database) == {"SUCCESS": INCIDENTS * LAST}
    assert expected == totals(database)


def steps_done(database: Engine) -> int:
    return sum(totals(database).values())
