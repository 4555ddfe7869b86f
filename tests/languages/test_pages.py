"""The native reader's page is what the product says."""

from pathlib import Path

from sondir.languages.book.native_page import native_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_for_native_readers_is_up_to_date():
    """Made again from the texts, the page is the one that is kept.

    Where it is not: python -m sondir.languages.book.native_page > the page.
    """
    kept = (DOCS / "reference" / "phrases.md").read_text(encoding="utf-8")
    assert kept == native_page()
