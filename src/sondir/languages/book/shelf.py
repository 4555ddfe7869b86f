"""Where the texts stand: one folder a language, read once, checked on reading."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sondir.domain.errors import Mistake
from sondir.languages.book.composing import composed, questions_put

LANGUAGES = ("ru", "kk", "en")
"""Every language we have; the first is for a reader without a language of their own."""

Node = Mapping[str, object]
Line = str | Mapping[str, object]
"""A line of the journal's plain form, or one to repeat for each item of a list."""


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language, flat: a dotted key and its text."""

    code: str
    phrases: Mapping[str, str]
    fragments: Mapping[str, Mapping[str, str]]
    sentences: Mapping[str, str]
    entries: Mapping[str, list[Line]]
    words: Mapping[str, Node]
    plurals: Mapping[str, Mapping[str, str]]
    approved: bool
    approved_phrases: frozenset[str]


class UnknownLanguage(Mistake):
    """Nobody has written the texts of this language."""

    def __init__(self, lang: str) -> None:
        super().__init__("phrase.unknown_language", lang=lang[:15])


@cache
def language(code: str) -> Language:
    """Open the book of one language; raises UnknownLanguage."""
    if code not in LANGUAGES:
        raise UnknownLanguage(code)
    phrases, words = _read(code, "phrases"), _read(code, "words")
    sentences = _read(code, "sentences")
    asked = _flat(_child(phrases, "question"))
    return Language(
        code=code,
        phrases=_flat(_child(phrases, "phrase")) | questions_put(asked),
        fragments=_texts(_child(phrases, "fragment")),
        sentences=composed(_flat(sentences), asked),
        entries={k: v for k, v in _read(code, "entries").items() if type(v) is list},
        words={k: v for k, v in words.items() if isinstance(v, Mapping)},
        plurals=_texts(_child(words, "plural")),
        approved=phrases.get("approved") is True,
        approved_phrases=frozenset(_list(phrases.get("approved_phrases"))),
    )


def _read(code: str, name: str) -> Node:
    path = files("sondir.languages").joinpath(code, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _child(parent: Node, name: str) -> Node:
    found = parent.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _texts(parent: Node) -> dict[str, Mapping[str, str]]:
    return {
        name: {form: str(text) for form, text in forms.items()}
        for name, forms in parent.items()
        if isinstance(forms, Mapping)
    }


def _flat(parent: Node, above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in parent.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            found |= _flat(value, key)
        else:
            found[key] = str(value)
    return found
