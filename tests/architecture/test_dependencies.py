"""Every dependency is known, licensed and listed."""

import ast
import re

import pytest
from tests.architecture.tree import ROOT, SRC, parsed

PAGE = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
PARTS = re.split(r"^## ", PAGE, flags=re.MULTILINE)
INPUTS = {"runtime.in": "At run time", "dev.in": "For development"}
PERMISSIVE = re.compile(r"^(MIT|BSD|Apache|0BSD|PSF|MPL-2.0)")


def _wanted(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    named = [re.match(r"[a-z][\w-]*", line) for line in lines]
    return {found[0] for found in named if found}


def _listed(heading: str) -> dict[str, list[str]]:
    part = next(part for part in PARTS if part.startswith(heading))
    rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {row[0].removeprefix("| "): row[1:] for row in rows[1:]}


@pytest.mark.parametrize(("name", "heading"), INPUTS.items())
def test_every_direct_dependency_is_listed(name, heading):
    """The page of dependencies lists exactly the lines of requirements/*.in."""
    assert set(_listed(heading)) == _wanted(name)


@pytest.mark.parametrize("heading", INPUTS.values())
def test_every_direct_dependency_is_under_a_permissive_licence(heading):
    """Licence, upkeep, size and reason are given, and the licence is one of ours."""
    listed = _listed(heading)

    assert [name for name, row in listed.items() if len(row) != 4] == []
    assert [n for n, row in listed.items() if not PERMISSIVE.match(row[0])] == []


def test_the_one_exception_is_named():
    """psycopg's licence is named where whoever passes Sondir on will look."""
    notice = (ROOT / "NOTICE").read_text("utf-8")

    assert "psycopg" in notice
    assert "LGPL-3.0-only" in notice
    assert "KazSAnDRA, ISSAI, Nazarbayev University" in notice


def test_nothing_of_ours_imports_the_exception():
    """psycopg is used through SQLAlchemy and the engine only, unmodified."""
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in SRC.rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "psycopg" in ast.unparse(node)
    ]

    assert importing == []
    assert not (SRC / "psycopg").exists()


def test_every_vendored_file_is_named_with_its_licence():
    """What stands in the package unchanged is listed, in VENDOR.md and in NOTICE."""
    vendor = SRC / "web" / "static" / "vendor"
    listed = (vendor / "VENDOR.md").read_text("utf-8")
    shipped = [p.name for p in vendor.iterdir() if p.is_file() and p.suffix != ".md"]

    assert [name for name in shipped if f"`{name}`" not in listed] == []
    assert all(
        (vendor / path).exists() for path in re.findall(r"`(licenses/[\w.-]+)`", listed)
    )
