"""From an order to a report: play, compare, and write it all into a folder."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sondir.bootstrap.outcomes.assuming import assumptions, shipped_text
from sondir.bootstrap.outcomes.comparing import compare
from sondir.bootstrap.outcomes.drawing import losses_svg, tornado_svg
from sondir.bootstrap.outcomes.measuring import measure
from sondir.bootstrap.outcomes.page import report_page
from sondir.bootstrap.outcomes.playing import Days, play_days
from sondir.bootstrap.outcomes.reckoned import Reckoned, as_record, changed_in
from sondir.bootstrap.outcomes.telling import Teller
from sondir.languages.outcomes import outcome_words


@dataclass(frozen=True, slots=True)
class Order:
    """Which days, by which assumptions, and where the report goes, in what language."""

    days: Days
    assumptions: Path | None = None
    out: Path | None = None
    lang: str = "ru"


def reckon_outcomes(order: Order, shown: Callable[[int], None]) -> Reckoned:
    """Play the crises and reckon what follows; *shown* is told how many are played.

    Raises Mistake naming file and key where the assumptions are wrong; that comes
    before anything is played.
    """
    guesses = assumptions(order.assumptions)
    crises = play_days(order.days, shown)
    jobs = order.days.jobs or os.cpu_count() or 1
    return Reckoned(
        seed=order.days.seed,
        guesses=guesses,
        changed=changed_in(guesses, assumptions()),
        measured=measure(crises),
        found=compare(crises, guesses, order.days.seed, jobs),
    )


def write_report(told: Reckoned, order: Order) -> list[str]:
    """Write report.html, both pictures, outcomes.json and the assumptions' file."""
    if order.out is None:
        return []
    words = outcome_words(order.lang)
    names = Teller(told, words).names
    given = order.assumptions
    parts = {
        "report.html": report_page(told, order.lang),
        "losses.svg": losses_svg(told.found, names, words),
        "tornado.svg": tornado_svg(told.found, words),
        "outcomes.json": json.dumps(as_record(told), ensure_ascii=False, indent=1),
        "assumptions.toml": given.read_text("utf-8") if given else shipped_text(),
    }
    order.out.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (order.out / name).write_text(text, encoding="utf-8")
    return list(parts)
