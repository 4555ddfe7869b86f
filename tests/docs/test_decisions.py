"""A decision names its check, and the check exists."""

import re

import pytest
from tests.docs.pages import DOCS, ROOT, sections, shown

RECORDS = sorted((DOCS / "decisions").glob("0*.md"))
PARTS = ("Context", "Decision", "Consequences", "Alternatives", "References", "Check")
LONGEST = 60


@pytest.mark.parametrize("record", RECORDS, ids=shown)
def test_a_record_has_its_parts(record):
    """Context, decision, consequences, alternatives, references and check, in order."""
    assert tuple(sections(record)) == PARTS


@pytest.mark.parametrize("record", RECORDS, ids=shown)
def test_a_records_check_exists(record):
    """Whatever the last part names as its check is a file or folder of the tree."""
    named = re.findall(r"`([\w./-]+)`", sections(record)["Check"])
    paths = [name for name in named if "/" in name or "." in name]

    assert paths != []
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=shown)
def test_a_record_is_short_and_accepted(record):
    """A record says its status and fits on two screens."""
    lines = record.read_text("utf-8").splitlines()

    assert lines[2].startswith("Accepted, ")
    assert len(lines) <= LONGEST


def test_records_are_numbered_without_a_gap():
    """The numbers run from 1."""
    numbers = [int(record.name[:4]) for record in RECORDS]

    assert numbers == list(range(1, len(numbers) + 1))
