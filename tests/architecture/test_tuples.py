"""What may be added by a folder or a file is named in its one line."""

import ast
from pathlib import Path

from tests.architecture.tree import SRC, parsed

from sondir.channels import CHANNELS
from sondir.languages import LANGUAGES
from sondir.playbooks import PLAYBOOKS

NOT_A_COMMAND = {"__init__", "refusing"}


def _folders(package: Path) -> set[str]:
    return {p.name for p in package.iterdir() if p.is_dir() and p.name[0] not in "_."}


def test_every_channel_is_in_the_tuple():
    """A folder of channels/ that nobody named would never be met by a test."""
    named = {channel.__module__.split(".")[2] for channel in CHANNELS}

    assert named == _folders(SRC / "channels")


def test_every_playbook_is_in_the_tuple():
    """A file of playbooks/ declares the playbook of its own name, and is listed."""
    files = {path.stem for path in (SRC / "playbooks").glob("*.py")} - {"__init__"}

    assert {book.name for book in PLAYBOOKS} == files


def test_every_topic_opens_with_one_playbook():
    """No two playbooks compete for a topic; a cause leads to one other at most."""
    opening = [t for book in PLAYBOOKS if not book.causes for t in book.topics]
    led_to = [(t, c) for b in PLAYBOOKS for c in b.causes for t in b.topics]

    assert sorted(opening) == sorted(set(opening))
    assert sorted(led_to) == sorted(set(led_to))


def test_every_language_is_in_the_tuple():
    """A folder with words for people is one of the languages, and has all its files."""
    with_words = {
        path.parent.name for path in (SRC / "languages").glob("*/phrases.toml")
    }
    names = {
        code: {p.name for p in (SRC / "languages" / code).iterdir()}
        for code in with_words
    }

    assert set(LANGUAGES) == with_words
    assert len({frozenset(found) for found in names.values()}) == 1


def test_every_command_is_in_the_loop():
    """A file of cli/ is a command, and is registered."""
    files = {path.stem for path in (SRC / "cli").glob("*.py")} - NOT_A_COMMAND
    registered = {
        alias.name
        for node in ast.walk(parsed(SRC / "cli" / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and node.module == "sondir.cli"
        for alias in node.names
    }

    assert registered == files
