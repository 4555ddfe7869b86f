"""Every command is documented, and every documented command exists."""

import re
from collections.abc import Iterator

import pytest
import typer.main
from tests.docs.pages import DOCS, ROOT, blocks, pages, sections, shown

from sondir.cli import app

PAGE = DOCS / "reference" / "commands.md"
TARGET = re.compile(r"^\.PHONY: (.+)$", re.MULTILINE)
HELP = "--help"


def _leaves(group: object, path: str = "sondir") -> Iterator[tuple[str, object]]:
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        here = f"{path} {name}"
        if hasattr(command, "commands"):
            yield from _leaves(command, here)
        else:
            yield here, command


COMMANDS = dict(_leaves(typer.main.get_command(app)))


def test_the_page_lists_exactly_the_commands():
    """No command is missing from the reference, and none is promised."""
    documented = {h for h in sections(PAGE) if h.startswith("sondir ")}

    assert documented == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name):
    """A command's section names each of its options and arguments."""
    text = sections(PAGE).get(name, "")
    wanted = [_written(param) for param in COMMANDS[name].params]
    missing = [one for one in wanted if one != HELP and f"`{one}" not in text]

    assert missing == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_invented(name):
    """An option that a section names is one of the command's."""
    text = sections(PAGE).get(name, "")
    known = {opt for param in COMMANDS[name].params for opt in param.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))

    assert named - known == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example(name):
    """`--help` shows how the command is typed, and that example begins with it."""
    assert re.search(rf"Example: .*{name}", COMMANDS[name].help or "")


def _written(param: object) -> str:
    longest = max(param.opts, key=len)  # type: ignore[attr-defined]
    return longest if longest.startswith("-") else longest.upper()


def test_every_make_target_in_a_document_exists():
    """What a document tells to type after `make` is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(TARGET.findall(makefile)[0].split())
    shell = "\n".join(block.text for block in blocks("sh", "make", ""))
    inline = "\n".join(
        line
        for page in pages()
        for line in re.findall(r"`(make [a-z-]+[^`]*)`", page.read_text("utf-8"))
    )
    named = set(re.findall(r"^(?:\$ )?make ([a-z-]+)", f"{shell}\n{inline}", re.M))

    assert named - targets == set()


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_every_typed_command_exists(page):
    """A `sondir …` in a document is a command of this version."""
    text = page.read_text("utf-8")
    typed = re.findall(r"(?:bin/|`|^\s*|-m )sondir ([a-z]+)(?: ([a-z]+))?", text, re.M)
    known = {tuple(name.split()[1:]) for name in COMMANDS}
    heads = {name[0] for name in known}
    unknown = {one for one in typed if one[0] not in heads}
    groups = {name[0] for name in known if len(name) == 2}
    unknown |= {o for o in typed if o[0] in groups and o[1] and o not in known}

    assert unknown == set()
