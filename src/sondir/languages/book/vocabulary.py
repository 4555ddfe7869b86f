"""Every code that we have words for: what may be shown where nothing else may."""

from functools import cache

from sondir.languages.book.shelf import LANGUAGES, language


@cache
def vocabulary() -> frozenset[str]:
    """List the codes of words, sentences and phrases. Nobody's own words are there."""
    codes: set[str] = set()
    for code in LANGUAGES:
        book = language(code)
        codes.update(*book.words.values(), book.sentences, book.phrases)
    return frozenset(codes)
