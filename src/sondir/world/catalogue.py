"""The approved templates: what may be sent to a person outside the window."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sondir.world.document import WorldError

_GAP = re.compile(r"\{\{(\d+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One approved text in one language, with numbered gaps."""

    name: str
    language: str
    body: str
    category: str = "UTILITY"
    buttons: tuple[str, ...] = ()
    status: str = "APPROVED"

    @property
    def gaps(self) -> int:
        """How many parameters the body needs."""
        return max((int(n) for n in _GAP.findall(self.body)), default=0)

    def rendered(self, params: tuple[str, ...]) -> str:
        """Fill the gaps.

        >>> Template("t", "ru", "Филиал {{1}}: {{2}}").rendered(("Абай", "жарко"))
        'Филиал Абай: жарко'
        """
        return _GAP.sub(lambda gap: params[int(gap[1]) - 1], self.body)


class Catalogue:
    """All templates of the business account, by exact name and language."""

    def __init__(self, templates: Iterable[Template] = ()) -> None:
        self._by_key = {(t.name, t.language): t for t in templates}

    def __iter__(self) -> Iterator[Template]:
        return iter(self._by_key.values())

    def approved(self, name: str, language: str) -> Template | None:
        """Find an approved template; there is no fallback to another language."""
        found = self._by_key.get((name, language))
        return found if found and found.status == "APPROVED" else None


def read_catalogue(path: Path) -> Catalogue:
    """Load a catalogue file: a JSON list of templates (or {"templates": [...]})."""
    return parse_catalogue(json.loads(path.read_text(encoding="utf-8")))


def parse_catalogue(document: object) -> Catalogue:
    """Read [{name, language, body, category?, buttons?, status?}], or WorldError."""
    rows = document.get("templates") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise WorldError("templates", "a JSON list is expected")
    return Catalogue(_template(place, row) for place, row in enumerate(rows))


def _template(place: int, row: object) -> Template:
    if not isinstance(row, Mapping):
        raise WorldError(f"templates[{place}]", "an object is expected")
    for field in ("name", "language", "body"):
        if not isinstance(row.get(field), str):
            raise WorldError(f"templates[{place}].{field}", "a text is expected")
    titles = tuple(
        str(b["text"]) if isinstance(b, Mapping) else str(b)
        for b in row.get("buttons") or ()
    )
    return Template(
        name=row["name"],
        language=row["language"],
        body=row["body"],
        category=str(row.get("category", "UTILITY")).upper(),
        buttons=titles,
        status=str(row.get("status", "APPROVED")).upper(),
    )
