"""The words of the pages: the same in every language, and none missing."""

import re
from importlib.resources import files

import pytest

from sondir.web.words import GAP, LANGUAGES, Words, texts

SHOWN = re.compile(r"\bt\(\s*['\"]([a-z_]+\.[a-z_0-9]+)['\"]\s*[,)]")


def templates() -> str:
    """Every template's text."""
    folder = files("sondir.web").joinpath("templates")
    return "\n".join(f.read_text(encoding="utf-8") for f in folder.iterdir())


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_every_language_has_the_same_keys(lang: str):
    """Nothing is said in one language alone."""
    assert set(texts("ru")) == set(texts(lang))


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_every_language_has_the_same_gaps(lang: str):
    """A number that one language names, the others name too."""
    expected = {key: sorted(GAP.findall(text)) for key, text in texts("ru").items()}
    actual = {key: sorted(GAP.findall(text)) for key, text in texts(lang).items()}
    assert expected == actual


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_no_text_is_empty(lang: str):
    """A key without words would leave a hole in the page."""
    assert [key for key, text in texts(lang).items() if not text.strip()] == []


def test_templates_use_only_words_that_exist():
    """A heading that nobody wrote is found here, not by a reader."""
    known = texts("en")
    assert [key for key in SHOWN.findall(templates()) if key not in known] == []


def test_an_unknown_language_reads_russian():
    """A browser that asks for German is answered in the first language."""
    assert Words("de").lang == "ru"
