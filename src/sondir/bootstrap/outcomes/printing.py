"""The report in a terminal: the same sentences, tables, and bars of letters."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sondir.bootstrap.outcomes.comparing import LATE, Swing
from sondir.bootstrap.outcomes.drawing import MOST, ends_of
from sondir.bootstrap.outcomes.figures import Words, kzt
from sondir.bootstrap.outcomes.reckoned import Reckoned
from sondir.bootstrap.outcomes.telling import Row, Teller
from sondir.languages.outcomes import outcome_words

BARS = 26
"""Letters of the widest bar."""
SHORT = (0, 1, 4, 5, 6)
"""Columns that fit a terminal: hand, out of order, clients lost, kept, loss."""


def printed(told: Reckoned, lang: str) -> Iterator[RenderableType]:
    """Give the parts of the report, in order."""
    words = outcome_words(lang)
    teller = Teller(told, words)
    yield Text(words["title"], style="bold")
    yield from map(Text, teller.lead())
    yield _headed(words["follows"])
    yield from (Padding(Text(f"· {one}"), (0, 2)) for one in teller.follows())
    short = [[row[n] for n in SHORT] for row in (teller.heads(), *teller.rows())]
    yield _table(words["table"], tuple(short[0]), [tuple(row) for row in short[1:]])
    yield Text(words["interval_note"], style="dim")
    yield _headed(words["tornado"])
    yield _bars(told, words)
    best = kzt(told.found.best_kzt)
    note = words["tornado_note"].format(person=teller.names[LATE], best=best)
    yield Text(note, style="dim")
    heads = (words["claim"], words["claim_source"], words["claim_here"])
    yield _table(words["claims"], heads, teller.claims())
    yield Text(words["claims_note"], style="dim")
    yield _table(words["measured"], ("", ""), teller.measured())
    yield _headed(words["not_follows"])
    yield from (Padding(Text(f"· {one}"), (0, 2)) for one in teller.not_follows())


def _headed(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _table(title: str, heads: Row, rows: list[Row]) -> Table:
    table = Table(
        title=f"\n{title}",
        title_style="bold",
        title_justify="left",
        show_header=any(heads),
    )
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*row)
    return table


def _bars(told: Reckoned, words: Words) -> Table:
    """Draw each assumption's bar between its ends, with `│` at the best guesses."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    for is_fixed in (False, True, True):
        table.add_column(no_wrap=is_fixed)
    swings = told.found.swings[:MOST]
    points = [x for s in swings for x in (s.at_low_kzt, s.at_high_kzt)]
    reach = (min([0.0, *points]), max([told.found.best_kzt, *points, 1.0]))
    for swing in swings:
        table.add_row(
            words[swing.name],
            Text(_bar(swing, told.found.best_kzt, reach), style="cyan"),
            ends_of(swing),
        )
    return table


def _bar(swing: Swing, best: float, reach: tuple[float, float]) -> str:
    """Draw one bar.

    >>> _bar(Swing("x", 50.0, 100.0), 75.0, (0.0, 100.0)).count("█")
    13
    """
    low, high = reach

    def place(amount: float) -> int:
        return round((amount - low) / (high - low) * (BARS - 1))

    ends = sorted((place(swing.at_low_kzt), place(swing.at_high_kzt)))
    row = ["█" if ends[0] <= n <= ends[1] else " " for n in range(BARS)]
    row[place(best)] = "│"
    return "".join(row)
