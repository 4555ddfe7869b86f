"""One concept a file, one thought a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import modules, parsed, shown

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with its written reason."""

MIGRATIONS = "src/sondir/adapters/database/migrations/versions"
A_STEP = "one step of the schema: a flat list of tables and columns, read as a table"
LONG_FUNCTIONS: dict[str, str] = {
    f"{MIGRATIONS}/s0001_house_and_people.py::upgrade": A_STEP,
    f"{MIGRATIONS}/s0002_conversations.py::upgrade": A_STEP,
    f"{MIGRATIONS}/s0003_incidents.py::upgrade": A_STEP,
    f"{MIGRATIONS}/s0004_books.py::upgrade": A_STEP,
    f"{MIGRATIONS}/s0005_limits_and_accounts.py::upgrade": A_STEP,
}
"""Functions (`path::name`) that may be longer, each with its written reason."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        for node in ast.walk(parsed(path)):
            if isinstance(node, Function):
                yield f"{shown(path)}::{node.name}", _length(node)


def _length(node: Function) -> int:
    """Count the lines of a function without its docstring."""
    told = node.body[0] if ast.get_docstring(node) else None
    docstring = (told.end_lineno or 0) - told.lineno + 1 if told else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_no_file_is_too_long():
    """A file has at most 300 lines, or a written reason."""
    long = {shown(p): _lines(p) for p in modules() if _lines(p) > LONGEST_FILE}

    assert {name: n for name, n in long.items() if name not in LONG_FILES} == {}


def test_no_function_is_too_long():
    """A function has at most 40 lines beside its docstring, or a written reason."""
    long = {name: n for name, n in _functions() if n > LONGEST_FUNCTION}

    assert {name: n for name, n in long.items() if name not in LONG_FUNCTIONS} == {}


def test_every_exception_is_still_needed():
    """A reason that is needed no longer is taken off the list."""
    long_files = {shown(p) for p in modules() if _lines(p) > LONGEST_FILE}
    long_functions = {name for name, n in _functions() if n > LONGEST_FUNCTION}

    assert set(LONG_FILES) - long_files == set()
    assert set(LONG_FUNCTIONS) - long_functions == set()
    assert all(len(why) > 20 for why in (LONG_FILES | LONG_FUNCTIONS).values())
