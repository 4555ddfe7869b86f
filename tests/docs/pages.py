"""The documents as tests see them: pages, links, code blocks, sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SRC = ROOT / "src" / "sondir"
TUTORIAL = DOCS / "tutorial" / "first-crisis.md"

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(
    r"(?P<mark> *<!-- runs -->\n+)?^(?P<indent> *)```(?P<lang>\w*)\n"
    r"(?P<text>.*?)^(?P=indent)```",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One fenced block; *runs* where `<!-- runs -->` stands before it."""

    page: Path
    lang: str
    text: str
    runs: bool

    @property
    def where(self) -> str:
        """Name the block for a test's id."""
        first = self.text.strip().splitlines()[0][:40] if self.text.strip() else ""
        return f"{shown(self.page)}: {first}"


def pages() -> list[Path]:
    """List every page that we wrote."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def shown(page: Path) -> str:
    """Name a page relative to the root."""
    return page.relative_to(ROOT).as_posix()


def blocks(*langs: str) -> list[Block]:
    """List the fenced blocks in these languages."""
    return [b for page in pages() for b in _blocks_of(page) if b.lang in langs]


def _blocks_of(page: Path) -> Iterator[Block]:
    for found in FENCE.finditer(page.read_text("utf-8")):
        cut = len(found["indent"])
        lines = [line[cut:] for line in found["text"].splitlines()]
        text = "".join(f"{line}\n" for line in lines)
        yield Block(page, found["lang"], text, found["mark"] is not None)


def prose(page: Path) -> str:
    """Return the page without its code blocks."""
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """List the anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {_anchor(heading) for heading in found}


def _anchor(heading: str) -> str:
    plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return plain.replace(" ", "-")


def sections(page: Path, level: int = 2) -> dict[str, str]:
    """Split a page at its headings of one level: {heading: text}."""
    parts = re.split(rf"^{'#' * level} (.+)$", page.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
