"""The docstrings of the packages tell the product, and tell all of it."""

import ast
import re
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, SRC

STORY = ("domain", "ports", "stages", "workflows")
"""Packages whose docstring names every module."""


def _docstring(package: Path) -> str:
    tree = ast.parse((package / "__init__.py").read_text("utf-8"))
    return ast.get_docstring(tree) or ""


def _members(package: Path) -> set[str]:
    files = {path.stem for path in package.glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    return files | folders


def _every_name() -> set[str]:
    files = {path.stem for path in SRC.rglob("*.py")}
    return files | {path.name for path in SRC.rglob("*") if path.is_dir()}


def _packages() -> list[Path]:
    return sorted(path.parent for path in SRC.glob("*/__init__.py"))


def test_the_first_page_names_every_package_in_order():
    """`sondir/__init__.py` names all of them, from what is true to what starts it."""
    story = _docstring(SRC)
    places = {name: story.find(f"`{name}`") for name in _members(SRC)}
    contract = (ROOT / "pyproject.toml").read_text("utf-8")
    layers = re.search(r'"workflows", "stages", "ports", "domain"', contract)

    bullets = set(re.findall(r"^- `(\w+)`", story, re.MULTILINE))

    assert [name for name, place in places.items() if place < 0] == []
    assert bullets - _members(SRC) == set()
    assert layers is not None
    order = ("domain", "ports", "stages", "workflows", "settings", "bootstrap", "cli")
    assert sorted(order, key=lambda name: places[name]) == list(order)


@pytest.mark.parametrize("name", STORY)
def test_a_package_names_every_module(name):
    """Read downwards, a package's docstring leaves none of its files out."""
    told = _docstring(SRC / name)
    untold = [m for m in sorted(_members(SRC / name)) if f"`{m}`" not in told]

    assert untold == []


@pytest.mark.parametrize("package", _packages(), ids=lambda path: path.name)
def test_a_package_tells_a_story(package):
    """A package's docstring is more than its name."""
    assert len(_docstring(package).split()) > 15


@pytest.mark.parametrize("package", [SRC, *_packages()], ids=lambda path: path.name)
def test_a_docstring_names_nothing_that_is_gone(package):
    """A word in backticks of a docstring is a module, or found in the package."""
    words = re.findall(r"`([a-z_]+)/?`", _docstring(package))
    text = "".join(p.read_text("utf-8") for p in package.glob("*.py"))
    text = text.replace(_docstring(package), "")
    unknown = set(words) - _every_name()
    gone = [word for word in unknown if not re.search(rf"\b{word}\b", text)]

    assert gone == []
