"""Languages: every word for a person, in Russian, Kazakh and English.

One folder a language, with data only: `phrases.toml` (what is said to people),
`sentences.toml` (codes of the journal), `entries.toml` (the journal's plain form) and
`words.toml` (names of topics, causes, steps). What a phrase promises is declared once
for all of them in `sondir.domain.phrase`. docs/how-to/add-a-language.md says how to
add one.
"""

from sondir.languages.book.corridor import corridor_sentences
from sondir.languages.book.entries import render_entry
from sondir.languages.book.phrasebook import LANGUAGES, Phrasebook, UnknownLanguage
from sondir.languages.book.templates import templates

__all__ = [
    "LANGUAGES",
    "Phrasebook",
    "UnknownLanguage",
    "corridor_sentences",
    "render_entry",
    "templates",
]
