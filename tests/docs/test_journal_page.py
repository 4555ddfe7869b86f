"""The page of entry types, the code, and a journal that was really written agree."""

import json
import re

import pytest
from tests.docs.pages import DOCS, SRC

from sondir.domain.corridor import PLAYBOOKS as NAMES
from sondir.domain.journal import ENTRY_TYPES
from sondir.domain.reading import Topic
from sondir.domain.step import StepKind
from sondir.playbooks import PLAYBOOKS

PAGE = (DOCS / "reference" / "journal.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", PAGE, re.MULTILINE))


def test_the_page_lists_exactly_the_entry_types():
    """Every type of entry has its line, in the order of the code."""
    assert tuple(ROWS) == ENTRY_TYPES


def test_the_code_writes_no_other_entry():
    """What is recorded anywhere is one of the documented types."""
    written = {
        name
        for path in (SRC / "workflows").rglob("*.py")
        for name in re.findall(
            r'(?:record\(\s*|entry=)"([A-Z_]+)"', path.read_text("utf-8")
        )
    }

    assert written - set(ENTRY_TYPES) == set()


@pytest.fixture(scope="module")
def written(morning, tight_morning):
    """The keys that two mornings wrote, by entry type."""
    keys: dict[str, set[str]] = {}
    for text in (*morning, *tight_morning):
        fields = json.loads(text)
        keys.setdefault(fields["entry"], set()).update(fields["data"])
    return keys


def test_a_story_writes_what_the_page_says(written):
    """No key of an entry that was really written is missing on the page."""
    unknown = {
        f"{entry}.{key}"
        for entry, keys in written.items()
        for key in keys
        if f"`{key}`" not in ROWS[entry]
    }

    assert sorted(unknown) == []


def test_the_page_promises_no_key_that_is_not_written(written):
    """A key that the page names first of its line stands in the entry."""
    missing = {
        f"{entry}.{key}"
        for entry, keys in written.items()
        for key in re.findall(
            r"`(\w+)`", re.sub(r": list of[^;]*|: `.*?;", ";", ROWS[entry])
        )
        if key not in keys
    }

    assert sorted(missing) == []


@pytest.mark.parametrize(
    "codes",
    [set(StepKind), set(NAMES), set(Topic)],
    ids=["steps", "playbooks", "topics"],
)
def test_every_code_is_listed(codes):
    """Step kinds, playbooks and topics of the code stand on the page."""
    listed = set(re.findall(r"\b[a-z]+(?:_[a-z]+)*\b", PAGE))

    assert {str(code) for code in codes} - listed == set()


def test_the_page_says_which_playbooks_are_shipped():
    """The sentence about shipped playbooks names them, and no other."""
    sentence = PAGE.split("This version ships")[1].split(";")[0]

    assert set(re.findall(r"`(\w+)`", sentence)) == {book.name for book in PLAYBOOKS}


def test_every_shipped_playbook_can_be_permitted():
    """A playbook's name is a key of the owner's permissions, and on its page."""
    page = (DOCS / "reference" / "corridor.md").read_text("utf-8")
    shipped = {book.name for book in PLAYBOOKS}

    assert shipped - NAMES == set()
    assert [name for name in NAMES if name not in page] == []
