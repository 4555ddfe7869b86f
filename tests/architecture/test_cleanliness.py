"""What does not belong into a tree that others read."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, files, shown

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b"
)
HOMES = ("ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk", "mnt")
MACHINE = re.compile(r"(?<![\w.:/}~-])/(?:" + "|".join(HOMES) + r")/[\w.]")
LARGEST_TEXT = 3_000_000
VENDORED = "src/sondir/web/static/vendor/"


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_TEXT:
        return ""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in files()
        if not shown(path).startswith(VENDORED)
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_to_do():
    """What is missing stands in the README's status, not in a comment."""
    assert _found(UNFINISHED) == []


def test_no_path_of_a_machine():
    """Nothing depends on where one machine keeps its files."""
    assert _found(MACHINE) == []


def test_locks_name_no_host():
    """A lock holds names, versions and hashes: it works with any index."""
    strange = [
        f"{lock.name}: {line.strip()[:80]}"
        for lock in LOCKS
        for line in lock.read_text("utf-8").splitlines()
        if "http"
        in line.split(" ;")[0]
        .replace("httptools", "")
        .replace("httpx", "")
        .replace("httpcore", "")
        or re.match(r"\s*-(i|f|-index|-extra|-find|-trusted)", line)
    ]

    assert len(LOCKS) == 2
    assert strange == []


def test_every_locked_package_has_a_hash():
    """Nothing is installed that was not pinned by its content."""
    for lock in LOCKS:
        text = lock.read_text("utf-8")
        entries = re.split(r"\n(?=[a-zA-Z0-9])", text)
        pinned = [e for e in entries if re.match(r"[\w.-]+==", e)]

        assert pinned != []
        assert [e.splitlines()[0] for e in pinned if "--hash=sha256:" not in e] == []


def test_secrets_are_not_in_the_tree():
    """No private key and no token of Meta's shape is kept."""
    key = re.compile("BEGIN [A-Z ]*PRIVATE" + " KEY|\\bEAA" + "[A-Za-z0-9]{40,}")

    assert _found(key) == []
