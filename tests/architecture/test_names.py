"""Names say what a thing is; drawers are not named at all."""

import ast
import re

from tests.architecture.tree import modules, parsed, shown

DRAWERS = frozenset(
    {"utils", "util", "helpers", "helper", "common", "core", "base", "misc"}
    | {"manager", "managers", "const", "constants", "data", "process", "info"}
)
SUFFIX = re.compile(r"(Manager|Helper|Utils?|Base|Handler|Info|Data|Service)$")
"""Suffixes that a class of ours does not need."""


def test_no_file_or_folder_is_a_drawer():
    """No module, package or test is named after what does not fit elsewhere."""
    drawers = {
        shown(path)
        for path in modules()
        for part in (*path.parent.parts, path.stem)
        if part in DRAWERS or part.removeprefix("test_") in DRAWERS
    }

    assert sorted(drawers) == []


def test_no_class_is_a_drawer():
    """A class is named after what it is, not after having some things to do."""
    named = {
        f"{shown(path)}: {node.name}"
        for path in modules()
        if shown(path).startswith("src/")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and SUFFIX.search(node.name)
    }

    assert sorted(named) == []
