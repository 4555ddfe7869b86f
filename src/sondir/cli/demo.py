"""`sondir demo`: a crisis put out before your eyes, over the real protocols."""

import signal
from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import NOT, refuse_error


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("demo")(demo)


def demo(  # noqa: PLR0913 - one argument an option
    seed: Annotated[
        int | None, typer.Option(help="draw people, branch and words anew")
    ] = None,
    world: Annotated[
        Path | None, typer.Option(help="a world document (JSON) instead of the demo's")
    ] = None,
    case: Annotated[
        str, typer.Option(help="another crisis: cold, water_outage, absent_master ...")
    ] = "",
    wire: Annotated[
        Path | None, typer.Option(help="write the wire log here (JSON Lines)")
    ] = None,
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    keep: Annotated[
        bool, typer.Option("--keep", help="leave the live page running at the end")
    ] = False,
    database_url: Annotated[
        str, typer.Option(help="an empty database instead of a fresh SQLite file")
    ] = "",
) -> None:
    """Start the server and a simulated city, and put out one crisis.

    Clients write signed webhooks; the autopilot answers over HTTP; the journal is
    printed as it is written. Exit 0 when the crisis was closed on evidence (or, where
    only a person may handle it, handed over) and the journal verifies, 1 when
    it was not, 2 on wrong use.

    Example: sondir demo --case water_outage --lang kk
    """
    from sondir.bootstrap.demo import Order, play, staged
    from sondir.bootstrap.showing import Show
    from sondir.domain.errors import SondirError

    order = Order(seed, world, wire, keep, database_url, case)
    _leave_when_told()
    try:
        with staged(order) as stage:
            show = Show(lang, stage)
            outcome = play(stage, show.entry)
            show.reckoning(outcome)
            if keep:
                show.keep()
    except SondirError as error:
        refuse_error(error, lang)
    if outcome not in ("closed", "handed_over") or not show.chain_holds:
        raise typer.Exit(NOT)


def _leave_when_told() -> None:
    """Unwind when the terminal closes or somebody ends us: no process stays behind."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows knows no hang-up
            signal.signal(getattr(signal, name), _leave)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
