"""Every address that the product serves is on the page of addresses."""

import ast

from tests.docs.pages import DOCS, SRC

PAGE = (DOCS / "reference" / "http.md").read_text("utf-8")
VERBS = ("get", "post", "put", "patch", "delete")


def _served() -> list[str]:
    found = []
    for path in (SRC / "web").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and _is_a_route(call.func) and call.args:
                found += _path_of(call.args[0])
    return found


def _is_a_route(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "Route"
    is_app = isinstance(called, ast.Attribute) and ast.unparse(called.value) == "app"
    return is_app and called.attr in VERBS  # type: ignore[attr-defined]


def _path_of(given: ast.expr) -> list[str]:
    """Return the path, or its written end where the beginning is a variable."""
    if isinstance(given, ast.JoinedStr):
        return [str(p.value) for p in given.values if isinstance(p, ast.Constant)]
    is_text = isinstance(given, ast.Constant) and isinstance(given.value, str)
    return [given.value] if is_text else []  # type: ignore[attr-defined, list-item]


def test_every_address_is_documented():
    """Nobody has to read the code to know what is served, and to whom."""
    served = _served()

    assert len(served) > 10
    assert [path for path in served if f"{path}`" not in PAGE] == []
