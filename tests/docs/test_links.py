"""What a document points at is there."""

import re

import pytest
from tests.docs.pages import DOCS, LINK, ROOT, SRC, anchors, pages, prose, shown

TEXT_FILES = ("*.py", "*.toml", "*.md")
PATH = re.compile(r"`((?:src|docs|tests|benchmarks|training|requirements)/[^`\s<>…]*)`")
DOCS_PATH = re.compile(r"docs/[a-z]+/[\w-]+\.md")


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_no_link_is_dead(page):
    """Every relative link leads to a file, and its anchor to a heading there."""
    dead = []
    for target in LINK.findall(prose(page)):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)

    assert dead == []


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_every_named_path_exists(page):
    """A path of the tree that a document names is in the tree."""
    named = PATH.findall(page.read_text("utf-8"))
    missing = [n for n in named if not _exists(n)]

    assert missing == []


def _exists(named: str) -> bool:
    path = named.split("::")[0]
    return bool(list(ROOT.glob(path.rstrip("/"))))


def test_every_document_that_the_code_names_exists():
    """A docstring that sends a reader to a page sends them to a page."""
    missing = {
        f"{path.relative_to(ROOT)}: {named}"
        for pattern in TEXT_FILES
        for path in [*SRC.rglob(pattern), *(ROOT / "training").rglob(pattern)]
        for named in DOCS_PATH.findall(path.read_text("utf-8"))
        if not (ROOT / named).exists()
    }

    assert sorted(missing) == []


def test_the_index_lists_every_page():
    """Nobody has to search docs/ for a page that the index forgot."""
    index = (DOCS / "README.md").read_text("utf-8")
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(index)}
    forgotten = [shown(p) for p in DOCS.rglob("*.md") if p.resolve() not in listed]

    assert [p for p in forgotten if p != "docs/README.md"] == []
