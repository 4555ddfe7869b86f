"""The case itself: two pages in every language, from any crisis, open or closed."""

import io

import pytest
from pypdf import PdfReader
from tests.case.told import (
    LANGUAGES,
    marked_story,
    seen_in_html,
    seen_in_pdf,
    sheet_of,
)
from tests.story.playbooks.test_cases import played
from tests.story.stage import crowd, network, told
from tests.web.chromium import Chromium, executable

from sondir.domain.source_clock import SOURCE
from sondir.web.case.page import to_html
from sondir.web.case.paper import to_pdf
from sondir.web.words import texts

A4_PX = 1123


@pytest.fixture(scope="module")
def story():
    """A crisis that was put out."""
    return marked_story()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_paper_has_two_pages(story, lang):
    """A4, twice, with letters inside and what the page says on it."""
    paper = to_pdf(sheet_of(story, lang))
    read = PdfReader(io.BytesIO(paper))
    assert [round(float(p.mediabox.height)) for p in read.pages] == [842, 842]
    seen = seen_in_pdf(paper)
    for heading in ("timeline", "cause", "clock", "money", "decisions", "outcome"):
        assert "".join(texts(lang)[f"case.{heading}"].split()).upper() in seen.upper()


def test_the_same_case_gives_the_same_paper(story):
    """Two runs leave the same bytes: a copy can be compared with its original."""
    assert to_pdf(sheet_of(story)) == to_pdf(sheet_of(story))


def test_the_file_fetches_nothing(story):
    """Style and letters are inside; no address of anybody stands in it."""
    page = to_html(sheet_of(story))
    assert page.count("data:font/woff2") == 3
    for outside in ("http:", "https:", "<script", "<link", "@import", 'src="'):
        assert outside not in page


def test_the_sources_clock_stands_beside_ours(story):
    """Each of its lines with its clock; its shares and losses are not repeated."""
    seen = seen_in_html(to_html(sheet_of(story)))
    for line, _, _ in SOURCE:
        assert line in seen
    assert "0:15:58" in seen
    for claim in ("85%", "40–60", "15–30", "3–8"):
        assert claim not in seen


def test_an_open_case_is_told_as_far_as_it_goes():
    """What nobody knows yet is called unknown in every language."""
    story = told(network(), crowd(), hours=0.5)
    for lang in LANGUAGES:
        sheet = sheet_of(story, lang)
        unknown = [r.label for r in sheet.results if not r.is_known]
        words = texts(lang)
        assert words["case.out_waited"] in unknown
        assert words["case.out_saved"] in unknown
        assert sheet.state == words["case.state_open"]
        assert words["case.unknown"] in seen_in_html(to_html(sheet)).replace("_", " ")


@pytest.mark.parametrize("name", ["danger", "staff_conduct"])
def test_a_case_that_only_a_person_decides(name):
    """It has its two pages too: who was called, and that nothing was spent."""
    sheet = sheet_of(played(name).story, "en")
    assert len(PdfReader(io.BytesIO(to_pdf(sheet))).pages) == 2
    assert any("handed to a person" in line for line in sheet.decisions)
    assert any(line.startswith("Spent: 0") for line in sheet.story)


@pytest.mark.slow
@pytest.mark.skipif(
    executable() is None,
    reason="NO BROWSER: chromium is not installed, so no page was really looked at",
)
@pytest.mark.parametrize("redacted", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_fits_its_sheet(story, tmp_path, lang, redacted):
    """In a browser nothing grows over the edge of the paper."""
    file = tmp_path / "case.html"
    file.write_text(to_html(sheet_of(story, lang, redacted)), encoding="utf-8")
    with Chromium(1000, 1300) as browser:
        browser.go(file.as_uri())
        sheets = "[...document.querySelectorAll('.sheet')].map(s => s.offsetHeight)"
        heights = browser.look(sheets)
    assert len(heights) == 2
    assert max(heights) <= A4_PX
