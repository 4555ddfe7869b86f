"""A server that is killed again and again loses nothing and says nothing twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.crash.judge import faults_of, read_story

ROOT = Path(__file__).parents[2]
MOST_KILLS = 80


def killed(folder: Path, plan: dict[str, int], kills: int = MOST_KILLS, **more):
    """Play the story with a kill in each of the first *kills* lives."""
    return played(folder, {"plans": [plan] * kills}, **more)


def played(folder: Path, told: dict, url: str = ""):
    """Play a story in a process of its own; return its answer and what is left."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crash.stage", str(folder), json.dumps(told)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**environment, "CRASH_DATABASE_URL": url},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout.splitlines()[-1]), read_story(folder, url)


@pytest.mark.crash
def test_a_server_killed_every_few_commits_loses_nothing(tmp_path):
    """A quick sample: death after every 29th commit, once the commit is durable."""
    answer, story = killed(tmp_path, {"after_commit": 29})
    assert answer["ended"] == 1
    assert answer["lives"] > 5
    assert faults_of(story) == []


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("offset", [7, 8, 9, 11, 13])
def test_death_after_every_recorded_step(tmp_path, offset):
    """Each life dies a few commits on; the offsets shift the deaths over the story."""
    answer, story = killed(tmp_path, {"after_commit": offset})
    assert answer["ended"] == 1
    assert faults_of(story) == []


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("offset", [8, 11, 14])
def test_death_inside_a_transaction_leaves_no_half(tmp_path, offset):
    """What was not committed never happened, and is done again."""
    answer, story = killed(tmp_path, {"before_commit": offset})
    assert answer["ended"] == 1
    assert faults_of(story) == []


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("point", ["before_send", "after_send"])
@pytest.mark.parametrize("every", [1, 2])
def test_death_in_the_middle_of_a_request(tmp_path, point, every):
    """Between the outbox and the channel, and between its 200 and our commit."""
    answer, story = killed(tmp_path, {point: every}, kills=25)
    assert answer["ended"] == 1
    assert faults_of(story) == []
