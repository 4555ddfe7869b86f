"""`sondir simulate`: thousands of crises with hostile people, and what went wrong."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sondir.cli.refusing import NOT

if TYPE_CHECKING:
    from sondir.bootstrap.proving import Proof
    from sondir.bootstrap.simulating import Told

MOST_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("simulate")(simulate)


def simulate(
    crises: Annotated[int, typer.Option(min=1, help="how many to play")] = 1000,
    seed: Annotated[int, typer.Option(help="draw other worlds")] = 1,
    out: Annotated[
        Path | None, typer.Option(help="keep journal and wire of every crisis here")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="the last line is one object")
    ] = False,
    jobs: Annotated[int, typer.Option(min=0, help="processes; 0 = all cores")] = 0,
) -> None:
    """Play crises in memory and check from outside what may never happen.

    Money over a limit, a word after a veto, anything twice, a first message that does
    not say who writes: each is a violation, and their number must be 0. Every
    hundredth crisis is played again on SQLite and PostgreSQL and must leave the same
    journal; the server is SONDIR_TEST_POSTGRES_URL, else the one of this machine. Exit
    1 where anything is wrong.

    Example: sondir simulate --crises 5000 --seed 7 --out runs/
    """
    import json

    from rich.progress import Progress

    from sondir.bootstrap.proving import prove
    from sondir.bootstrap.simulating import Order
    from sondir.bootstrap.simulating import simulate as play

    order = Order(crises, seed, out, jobs)
    with Progress(transient=True, disable=as_json) as bar:
        task = bar.add_task("crises", total=crises)
        told, seconds = play(order, lambda done: bar.update(task, completed=done))
        again = bar.add_task("on databases", total=None)
        proof = prove(order, lambda done: bar.update(again, completed=done))
    violations = [*told.violations, *proof.violations]
    for number, what, where in violations[:MOST_SHOWN]:
        typer.echo(f"crisis {number}: {what}: {where}", err=True)
    for name, why in proof.why_not.items():
        typer.echo(f"NOT PROVED on {name}: {why}", err=True)
    summary = _summary(told, proof, len(violations), seconds)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        for name, value in summary.items():
            typer.echo(f"{name:>24}  {value}")
    if violations:
        raise typer.Exit(NOT)


def _summary(
    told: "Told", proof: "Proof", violations: int, seconds: float
) -> dict[str, Any]:
    closed = told.minutes_to_close
    return {
        "crises": told.crises,
        "violations": violations,
        "spent_kzt": told.spent_kzt,
        "seconds": round(seconds, 2),
        "crises_per_minute": round(60 * told.crises / max(seconds, 1e-9)),
        "incidents": dict(sorted(told.incidents.items())),
        "modes": dict(sorted(told.modes.items())),
        "median_minutes_to_close": closed[len(closed) // 2] if closed else None,
        "on_databases": proof.crises,
        "not_proved_on": proof.why_not,
    }
