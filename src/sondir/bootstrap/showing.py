"""What a demo prints: the journal as it is written, and the reckoning at the end."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from sondir.bootstrap.demo import LOGIN, Demo
from sondir.bootstrap.reckoning import Reckoning, reckon
from sondir.languages import render_entry
from sondir.languages.terminal import terminal_words

QUIET = frozenset({"DELIVERY", "LEDGER", "PROMISE"})
"""Entries that are in the journal and would drown the story on a screen."""


NARROW = frozenset({"line", "source", "real", "client", "lang", "most", "used"})
"""Columns that are never broken or cut."""


@dataclass
class Show:
    """Prints one demo in one language."""

    lang: str
    demo: Demo
    console: Console = field(default_factory=lambda: Console(highlight=False))
    seen_at: list[tuple[float, Mapping[str, Any]]] = field(default_factory=list)
    chain_holds: bool = False

    def entry(self, fields: Mapping[str, Any]) -> None:
        """Print one journal entry in the source's form."""
        self.seen_at.append((time.monotonic(), fields))
        if fields["entry"] in QUIET or _is_plain_allow(fields):
            return
        for line in render_entry(fields, self.lang, None):
            style = "bold" if line.startswith("[") else ""
            self.console.print(line, style=style, markup=False, soft_wrap=True)

    def reckoning(self, outcome: str) -> None:
        """Print the tables of the end."""
        self.chain_holds = self.demo.follower.verified() is None
        words = terminal_words(self.lang)
        found = reckon(self.seen_at, self.demo.follower.documents())
        self.console.print()
        for table in _tables(found, words):
            self.console.print(table)
        self._open_incidents(words)
        verdict = words["chain_holds" if self.chain_holds else "chain_broken"]
        self.console.print(f"{words[f'outcome_{outcome}']} {verdict}")

    def _open_incidents(self, words: Mapping[str, str]) -> None:
        """Name what is still open, and how it may be read later."""
        for name, state in self.demo.follower.incident_states().items():
            if state != "closed":
                self.console.print(words["still_open"].format(incident=name))

    def keep(self) -> None:
        """Leave everything running until somebody presses Enter."""
        words = terminal_words(self.lang)
        self.console.print(
            words["sign_in_as"].format(login=LOGIN, password=self.demo.password)
        )
        self.console.print(words["kept"].format(url=self.demo.server.url))
        try:
            self.console.input("")
        except EOFError:
            while self.demo.server.is_alive:
                time.sleep(1)


def _is_plain_allow(fields: Mapping[str, Any]) -> bool:
    is_verdict = bool(fields["entry"] == "VERDICT")
    return is_verdict and bool(fields["data"].get("verdict") == "allow")


def _tables(found: Reckoning, words: Mapping[str, str]) -> list[Table]:
    return [
        _table(
            words, "clock", ("line", "source", "ours", "waited", "real"), found.clock
        ),
        _table(words, "money", ("limit", "most", "used"), found.money),
        _table(
            words,
            "people",
            ("client", "lang", "channel", "gift", "why", "answer"),
            found.people,
        ),
        _table(words, "promises", ("promise", "made", "kept", "open"), found.promises),
    ]


def _table(
    words: Mapping[str, str],
    name: str,
    columns: tuple[str, ...],
    rows: list[tuple[str, ...]],
) -> Table:
    table = Table(title=words[f"title_{name}"], title_justify="left", expand=False)
    for column in columns:
        table.add_column(words[f"column_{column}"], no_wrap=column in NARROW)
    for row in rows:
        table.add_row(*(words.get(cell, cell) for cell in row))
    return table
