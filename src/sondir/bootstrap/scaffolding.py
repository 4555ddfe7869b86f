"""Begin a playbook: the module, its words, its place in every list, and its tests.

Works on a tree of sources, never on an installation. Everything is worked out first
and written only when all of it fits, so that a refusal leaves nothing half done.
"""

import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sondir.bootstrap.scaffold_texts import MODULE, STORY, WORDS
from sondir.domain.diagnosis.tables import MODELS
from sondir.domain.errors import Mistake
from sondir.domain.playbook import first_for
from sondir.languages import LANGUAGES
from sondir.playbooks import PLAYBOOKS

NAME = re.compile(r"[a-z][a-z0-9_]{2,39}\Z")
LIST = "src/sondir/playbooks/__init__.py"
NAMES = "src/sondir/domain/corridor.py"
CASES = "src/sondir/world/cases.py"
REFERENCE = "docs/reference"
NOBODYS = frozenset({"coincidence", "unknown", "single_client", "organised"})
"""Causes that no playbook mends."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; *cause* "" where the topic has no playbook yet."""

    name: str
    topic: str
    cause: str
    tree: Path


@dataclass(frozen=True, slots=True)
class Scaffold:
    """Files by their place in the tree: *written* are new, *changed* were there."""

    name: str
    topic: str
    cause: str
    takes_over: bool
    written: tuple[str, ...]
    changed: tuple[str, ...]


def scaffold(wish: Wish) -> Scaffold:
    """Write the skeleton of a playbook into a tree.

    Raises Mistake `playbook.*` for a name, topic or cause that will not do.
    """
    _check_name(wish)
    cause, takes_over = _cause_of(wish)
    filled = {
        "name": wish.name,
        "topic": wish.topic,
        "cause": cause,
        "causes": f'\n    causes=("{cause}",),' if takes_over else "",
        "acting": _acting(wish),
    }
    new = {
        f"src/sondir/playbooks/{wish.name}.py": MODULE.format(**filled),
        f"tests/story/playbooks/test_{wish.name}.py": STORY.format(**filled),
    }
    changes = _changes(wish, cause)
    changed = {
        place: change((wish.tree / place).read_text("utf-8"))
        for place, change in changes.items()
    }
    for place, text in (new | changed).items():
        (wish.tree / place).write_text(text, "utf-8")
    return Scaffold(
        wish.name, wish.topic, cause, takes_over, tuple(new), tuple(changed)
    )


def _check_name(wish: Wish) -> None:
    if not NAME.match(wish.name) or keyword.iskeyword(wish.name):
        raise Mistake("playbook.bad_name", name=wish.name)
    if not (wish.tree / LIST).is_file():
        raise Mistake("playbook.no_tree", folder=str(wish.tree))
    module = wish.tree / f"src/sondir/playbooks/{wish.name}.py"
    names = (wish.tree / NAMES).read_text("utf-8")
    if module.exists() or f'        "{wish.name}",\n' in names:
        raise Mistake("playbook.name_taken", name=wish.name)


def _cause_of(wish: Wish) -> tuple[str, bool]:
    """Say which cause it is for, and whether it takes over from another playbook."""
    model = MODELS.get(wish.topic)
    if model is None:
        raise Mistake("playbook.no_such_topic", topic=wish.topic, known=tuple(MODELS))
    led = {c for b in PLAYBOOKS if wish.topic in b.topics for c in b.causes}
    free = tuple(
        prior.cause for prior in model.priors if prior.cause not in led | NOBODYS
    )
    if not free:
        raise Mistake("playbook.no_free_cause", topic=wish.topic)
    first = first_for(wish.topic, PLAYBOOKS)
    if wish.cause and wish.cause not in free:
        raise Mistake("playbook.no_such_cause", cause=wish.cause, known=free)
    if first is not None and not wish.cause:
        raise Mistake(
            "playbook.topic_taken", topic=wish.topic, by=first.name, known=free
        )
    return wish.cause or free[0], first is not None


def _acting(wish: Wish) -> str:
    first = first_for(wish.topic, PLAYBOOKS)
    named = [first.name] if first is not None else []
    return ", ".join(f'"{name}"' for name in (*named, wish.name))


def _changes(wish: Wish, cause: str) -> dict[str, Callable[[str], str]]:
    """Say what becomes of each list that a playbook stands in."""
    name = wish.name

    def after(anchor: str, line: str) -> Callable[[str], str]:
        return lambda text: _inserted(text, anchor, line)

    words = {
        f"src/sondir/languages/{lang}/words.toml": after(
            r"^\[playbook\]\n", f'{name} = "{WORDS}"\n'
        )
        for lang in LANGUAGES
    }
    return {
        LIST: lambda text: _listed(text, name),
        NAMES: after(r"^PLAYBOOKS = frozenset\(\n    \{\n", f'        "{name}",\n'),
        CASES: after(
            r"^CASES: Mapping\[str, Case\] = \{\n",
            f'    "{name}": Case("{wish.topic}", "{cause}", 12),\n',
        ),
        **words,
        f"{REFERENCE}/corridor.md": after(r"^Playbooks: `", f"{name} "),
        f"{REFERENCE}/journal.md": lambda text: _inserted(
            _inserted(text, r"^- \*\*Playbooks\*\*[^`]*`[^`]*`\): `", f"{name} "),
            r"This version ships\s+",
            f"`{name}`, ",
        ),
        f"{REFERENCE}/commands.md": after(
            r"crisis in the demo's city: ", f"`{name}`, "
        ),
    }


def _inserted(text: str, anchor: str, addition: str) -> str:
    """Insert behind the first match; raises Mistake where a list has moved."""
    found = re.search(anchor, text, re.MULTILINE)
    if found is None:
        raise Mistake("playbook.list_moved", anchor=anchor)
    return text[: found.end()] + addition + text[found.end() :]


def _listed(text: str, name: str) -> str:
    """Import the module and put its playbook into the tuple."""
    imports = re.search(r"from sondir\.playbooks import \(\n((?:    \w+,\n)+)", text)
    if imports is None:
        raise Mistake("playbook.list_moved", anchor="from sondir.playbooks import")
    lines = sorted([*imports[1].splitlines(keepends=True), f"    {name},\n"])
    text = text[: imports.start(1)] + "".join(lines) + text[imports.end(1) :]
    end = text.rindex("\n)")
    return f"{text[:end]}\n    {name}.PLAYBOOK,{text[end:]}"
