"""Fixtures of the web tests: a crisis, or a calm day, of one's own."""

import pytest
from tests.web.stage import Stage, demo_story, story_in_crisis


@pytest.fixture
def stage() -> Stage:
    """A crisis whose card is out and whose holds run."""
    return Stage(story_in_crisis())


@pytest.fixture
def calm() -> Stage:
    """A calm day: nobody has written yet."""
    return Stage(demo_story())
