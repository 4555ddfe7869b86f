"""Fixtures of the joint tests: both databases, and workers that can be killed."""

import pytest
from tests.joints.databases import postgres_url, sqlite_url
from tests.joints.workers import Workers


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    if request.param == "sqlite":
        yield sqlite_url(tmp_path)
        return
    with postgres_url() as found:
        yield found


@pytest.fixture
def workers():
    crew = Workers()
    yield crew
    crew.kill_all()
