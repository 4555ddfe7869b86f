"""Every error code that the code raises is explained, and no other."""

import ast
import re

from tests.docs.pages import DOCS, SRC

from sondir.domain.errors import Mistake, Rejected, Unavailable

FAMILIES = {kind.__name__ for kind in (Mistake, Unavailable, Rejected)}
PAGE = (DOCS / "reference" / "errors.md").read_text("utf-8")
LINE = re.compile(r"^\| `([a-z_.*]+)` \| (\w+) \|", re.MULTILINE)


def _raised() -> set[tuple[str, str]]:
    found = set()
    for path in SRC.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                found |= _codes(call)
            elif isinstance(call, ast.ClassDef):
                found |= _codes_of_a_subclass(call)
    return found


def _codes(call: ast.Call) -> set[tuple[str, str]]:
    if not isinstance(call.func, ast.Name) or call.func.id not in FAMILIES:
        return set()
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr):
        start = first.values[0]
        assert isinstance(start, ast.Constant), ast.unparse(call)
        return {(f"{start.value}*", call.func.id)}
    assert isinstance(first, ast.Constant), ast.unparse(call)
    return {(first.value, call.func.id)}


def _codes_of_a_subclass(kind: ast.ClassDef) -> set[tuple[str, str]]:
    family = {b.id for b in kind.bases if isinstance(b, ast.Name)} & FAMILIES
    return {
        (call.args[0].value, family_name)
        for family_name in family
        for call in ast.walk(kind)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "super().__init__"
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_code_is_explained_with_its_family():
    """Whoever meets a code finds what it means and what to do."""
    assert sorted(_raised() - set(LINE.findall(PAGE))) == []


def test_no_code_is_explained_that_nothing_raises():
    """The page does not keep codes of yesterday."""
    assert sorted(set(LINE.findall(PAGE)) - _raised()) == []


def test_the_corridors_codes_are_on_its_page():
    """The codes behind `corridor.*` are listed with the corridor."""
    source = (SRC / "domain" / "corridor_document.py").read_text("utf-8")
    code = r'"((?:not_|unknown_|out_of_)[a-z_]+)"'
    page = (DOCS / "reference" / "corridor.md").read_text("utf-8")

    assert [c for c in set(re.findall(code, source)) if c not in page] == []
