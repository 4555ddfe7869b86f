"""The same promises on PostgreSQL, and two workers of whom one dies."""

import pytest
from tests.crash.judge import faults_of
from tests.crash.test_killed import killed, played
from tests.joints.databases import postgres_url

pytestmark = [pytest.mark.crash, pytest.mark.postgres]
DEATHS = {
    "between two commits": {"after_commit": 60},
    "before its first request": {"before_send": 1},
    "after a request, before it was written down": {"after_send": 2},
    "inside a transaction": {"before_commit": 90},
}


@pytest.fixture
def url():
    with postgres_url() as found:
        yield found


def test_a_quick_sample_one_of_two_workers_dies_after_a_request(tmp_path, url):
    """What the dead one was sending is settled, and the other finishes the crisis."""
    plans = [{"after_send": 2}, {}]
    answer, story = played(tmp_path, {"plans": plans, "together": True}, url)
    assert (answer["died"], answer["ended"]) == (1, 1)
    assert faults_of(story) == []


@pytest.mark.slow
@pytest.mark.parametrize("death", DEATHS)
def test_when_one_of_two_workers_dies_the_other_finishes(tmp_path, url, death):
    """Nothing is lost or said twice, whoever dies, and wherever."""
    plans = [{}, DEATHS[death]]
    answer, story = played(tmp_path, {"plans": plans, "together": True}, url)
    assert (answer["died"], answer["ended"]) == (1, 1)
    assert faults_of(story) == []


@pytest.mark.slow
def test_two_workers_share_one_story(tmp_path, url):
    """Both alive: who does what is chance, what is done is not."""
    answer, story = played(tmp_path, {"plans": [{}, {}], "together": True}, url)
    assert (answer["died"], answer["ended"]) == (0, 1)
    assert faults_of(story) == []


@pytest.mark.slow
@pytest.mark.parametrize("plan", [{"after_commit": 13}, {"after_send": 2}], ids=str)
def test_a_server_killed_again_and_again_loses_nothing(tmp_path, url, plan):
    """One process after the other on one PostgreSQL database."""
    answer, story = killed(tmp_path, plan, kills=25, url=url)
    assert answer["ended"] == 1
    assert faults_of(story) == []
