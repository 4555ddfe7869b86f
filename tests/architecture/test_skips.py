"""A test that is not run says why."""

import ast

from tests.architecture.tree import modules, parsed, shown

SKIPS = ("skip", "skipif", "xfail", "importorskip")


def _is_a_test_file(path):
    return shown(path).startswith("tests/")


def _reasonless(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name not in SKIPS or "pytest" not in ast.unparse(call.func):
        return False
    said = {k.arg: k.value for k in call.keywords}.get("reason")
    if said is None and name == "skip" and call.args:
        said = call.args[0]
    if isinstance(said, ast.Constant):
        return len(str(said.value).split()) < 3
    return said is None


def test_no_skip_without_a_reason():
    """`skip`, `skipif` and `xfail` carry a sentence."""
    silent = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        if _is_a_test_file(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _reasonless(node)
    ]

    assert silent == []


def test_no_bare_mark():
    """A mark without brackets has no room for a reason."""
    called = {
        id(node.func)
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
    }
    bare = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        if _is_a_test_file(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in SKIPS
        and ast.unparse(node).startswith("pytest.mark.")
        and id(node) not in called
    ]

    assert bare == []


def test_nothing_is_patched():
    """A test passes an implementation in; it does not bend a module from outside."""
    bent = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        if _is_a_test_file(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node)
        in ("monkeypatch.setattr", "mock.patch", "mocker.patch", "mock.patch.object")
    ]

    assert bent == []
