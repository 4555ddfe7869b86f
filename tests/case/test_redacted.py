"""What strangers read: nobody's name, phone or words, no vendor, no small group."""

import json

import pytest
from tests.case.told import (
    LANGUAGES,
    VOICE,
    folder_of,
    marked_story,
    secrets_of,
    seen_in_html,
    seen_in_pdf,
    sheet_of,
    slip_in,
)

from sondir.web.case.figures import figures_of
from sondir.web.case.masking import blurred, mask_of
from sondir.web.case.page import to_html
from sondir.web.case.paper import to_pdf


@pytest.fixture(scope="module")
def story():
    """A closed crisis, and a journal into which words of people have slipped."""
    story = marked_story()
    slip_in(story)
    return story


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_anybody_is_in_the_files(story, lang):
    """No name, phone, text, vendor or salon of the database stands in HTML or PDF."""
    sheet, secrets = sheet_of(story, lang, redacted=True), secrets_of(story)
    page = to_html(sheet)
    assert len(secrets) > 20
    for seen in (seen_in_html(page), seen_in_pdf(to_pdf(sheet))):
        assert {secret for secret in secrets if secret in seen} == set()
    assert {secret for secret in secrets if secret in "".join(page.split())} == set()


def test_the_check_would_find_them(story):
    """Unredacted, the same files do name the vendor and the salon."""
    sheet, secrets = sheet_of(story), secrets_of(story)
    for seen in (seen_in_html(to_html(sheet)), seen_in_pdf(to_pdf(sheet))):
        found = {secret for secret in secrets if secret in seen}
        assert {"ЖШСМұзтау-1", "Құралай"} <= found


def test_a_vendor_is_masked_as_the_source_does(story):
    """`svc-` and five digits, the same throughout the file; not to be tried out."""
    seen = seen_in_html(to_html(sheet_of(story, redacted=True)))
    secret = folder_of(story).snapshot.records[0].hash
    assert mask_of("vendor:1", secret) in seen
    assert mask_of("vendor:1", "") not in seen


def test_small_groups_are_blurred(story):
    """Fewer than three people are never counted out, and no sum gives them away."""
    assert [blurred(n) for n in (0, 1, 2, 3)] == ["0", "<3", "<3", "3"]
    moments = sheet_of(story, "en", redacted=True).moments
    lines = [line for moment in moments for line in moment.lines]
    letters = next(line for line in lines if line.startswith("Personal messages"))
    assert "booking" in letters
    assert letters.count("2") == 0


def test_the_figures_name_nobody(story):
    """As JSON the case says what it took, not where and of whom."""
    folder = folder_of(story)
    written = json.dumps(figures_of(folder, VOICE.knows, True), ensure_ascii=False)
    assert folder.snapshot.incident.id not in written
    assert {s for s in secrets_of(story) if s in "".join(written.split())} == set()
    assert figures_of(folder, VOICE.knows)["incident"] == folder.snapshot.incident.id
