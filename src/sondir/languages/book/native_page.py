"""The page for a native reader: every text in every language, side by side.

`python -m sondir.languages.book.native_page > docs/reference/phrases.md`
"""

import sys
from collections.abc import Iterator, Mapping

from sondir.domain.phrase import PHRASES, Phrase
from sondir.languages.book.shelf import LANGUAGES, Line, language

OPENING = """\
# Every text, side by side

For a native reader. The texts stand in `src/sondir/languages/<language>/*.toml`; this
page is made from them (`python -m sondir.languages.book.native_page`) and a test holds
it to them. `{name}` is filled in; `{topic.about}` is a word in a form of its own,
listed below. Nobody but a person approves a Kazakh text: whoever has read one puts its
key into `approved_phrases` of `kk/phrases.toml`. What a phrase promises is the same in
every language and stands in the last column.
"""


def native_page() -> str:
    """Write the whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield OPENING
    yield "## What is said"
    yield from _table(_column("phrases"), promises=True)
    yield "\n## Parts of phrases"
    yield from _table([_forms(language(x).fragments) for x in LANGUAGES])
    yield "\n## Words"
    yield from _table([_forms(language(x).words) for x in LANGUAGES])
    yield "\n## Sentences of the journal, of limits and of errors"
    yield from _table(_column("sentences"))
    yield "\n## Lines of the journal"
    yield from _table([_journal(language(x).entries) for x in LANGUAGES])


def _column(name: str) -> list[Mapping[str, str]]:
    return [getattr(language(code), name) for code in LANGUAGES]


def _table(texts: list[Mapping[str, str]], *, promises: bool = False) -> Iterator[str]:
    """Write one row a key; the columns are the languages in their order."""
    last = ["promises"] if promises else []
    heads = ["key", *(code.upper() for code in LANGUAGES), *last]
    yield f"\n| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for key in texts[0]:
        cells = [f"`{key}`", *(_cell(each.get(key, "")) for each in texts)]
        if promises:
            cells.append(_promised(PHRASES[key]))
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    r"""Fit a text into a cell of a table.

    >>> _cell("{n|client}\nтри")
    '{n\\|client}<br>три'
    """
    return text.replace("|", "\\|").replace("\n", "<br>")


def _promised(phrase: Phrase) -> str:
    return ", ".join(f"{p.what} ({p.modality})" for p in phrase.promises)


def _forms(tables: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Lay tables of words out flat: `topic.heat_air.about` and its text."""
    found: dict[str, str] = {}
    for name, words in tables.items():
        for code, word in words.items():
            key = f"{name}.{code}"
            if isinstance(word, Mapping):
                found |= {f"{key}.{form}": str(text) for form, text in word.items()}
            else:
                found[key] = str(word)
    return found


def _journal(entries: Mapping[str, list[Line]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry, lines in entries.items():
        for number, line in enumerate(_plain(lines), start=1):
            found[f"{entry}.{number}"] = line
    return found


def _plain(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if isinstance(line, str):
            yield line
        else:
            inner = line.get("lines")
            yield from _plain(inner if isinstance(inner, list) else [])


if __name__ == "__main__":
    sys.stdout.write(native_page())
