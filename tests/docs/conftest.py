"""The tutorial's morning, played once for all tests that look at it."""

import pytest
from tests.docs.pages import TUTORIAL, Block, blocks

from sondir.bootstrap.replaying import Order, journal_texts, replay


def tutorial_block(starts: str) -> Block:
    """Return the JSON block of the tutorial that begins with *starts*."""
    found = [b for b in blocks("json") if b.page == TUTORIAL]
    return next(b for b in found if b.text.startswith(starts))


@pytest.fixture(scope="session")
def morning_file(tmp_path_factory):
    """The tutorial's message records as a file."""
    path = tmp_path_factory.mktemp("tutorial") / "morning.jsonl"
    path.write_text(tutorial_block('{"id"').text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def morning(morning_file):
    """The journal of that morning, as exported."""
    return list(journal_texts(replay(Order(morning_file))))


@pytest.fixture(scope="session")
def tight_morning(morning_file):
    """The journal of the same morning with one tenge to spend."""
    corridor = morning_file.with_name("tight.json")
    corridor.write_text(tutorial_block('{"version"').text, encoding="utf-8")
    return list(journal_texts(replay(Order(morning_file, corridor=corridor))))
