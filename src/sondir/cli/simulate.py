"""`sondir simulate`: thousands of crises, what went wrong in them, what they cost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sondir.cli.refusing import NOT, refuse

if TYPE_CHECKING:
    from sondir.bootstrap.proving import Proof
    from sondir.bootstrap.simulating import Told

MOST_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("simulate")(simulate)


def simulate(  # noqa: PLR0913 - one argument an option
    crises: Annotated[int, typer.Option(min=1, help="how many to play")] = 1000,
    seed: Annotated[int, typer.Option(help="draw other worlds")] = 1,
    out: Annotated[
        Path | None, typer.Option(help="keep every crisis, or the report, here")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="the last line is one object")
    ] = False,
    jobs: Annotated[int, typer.Option(min=0, help="processes; 0 = all cores")] = 0,
    outcomes: Annotated[
        bool, typer.Option("--outcomes", help="what they cost, in three hands")
    ] = False,
    assumptions: Annotated[
        Path | None, typer.Option(help="with --outcomes: guesses of your own")
    ] = None,
    lang: Annotated[str, typer.Option(help="of the report: ru, kk or en")] = "ru",
) -> None:
    """Play crises in memory and check from outside what may never happen.

    Money over a limit, a word after a veto, anything twice, a first message that does
    not say who writes: each is a violation, and their number must be 0. Every
    hundredth crisis is played again on SQLite and PostgreSQL and must leave the same
    journal; the server is SONDIR_TEST_POSTGRES_URL, else the one of this machine. Exit
    1 where anything is wrong.

    With --outcomes whole days of a salon are played instead, and what each crisis
    costs is reckoned with the autopilot, with a person who notices late, and with
    nobody, by open assumptions: change one in a file of your own and see the picture
    move.

    Example: sondir simulate --crises 5000 --seed 7 --out runs/

    Example: sondir simulate --outcomes --crises 200 --assumptions my.toml --out report/
    """
    if outcomes:
        _outcomes((crises, seed, jobs), (assumptions, out, lang), as_json=as_json)
        return
    if assumptions is not None:
        refuse("--assumptions says what crises cost: add --outcomes, or leave it out.")
    _check(crises, seed, out, jobs, as_json=as_json)


def _outcomes(
    days: tuple[int, int, int],
    report: tuple[Path | None, Path | None, str],
    *,
    as_json: bool,
) -> None:
    import json

    from rich.console import Console
    from rich.progress import Progress

    from sondir.bootstrap.outcomes.playing import Days
    from sondir.bootstrap.outcomes.printing import printed
    from sondir.bootstrap.outcomes.reckoned import as_record
    from sondir.bootstrap.outcomes.reporting import (
        Order,
        reckon_outcomes,
        write_report,
    )
    from sondir.domain.errors import SondirError
    from sondir.languages import Phrasebook
    from sondir.languages.outcomes import outcome_words

    order = Order(Days(*days), *report)
    try:
        with Progress(transient=True, disable=as_json) as bar:
            task = bar.add_task("days", total=order.days.crises)
            told = reckon_outcomes(order, lambda n: bar.update(task, completed=n))
    except SondirError as error:
        shown = {k: str(v) for k, v in error.fields.items()}
        refuse(Phrasebook().sentence(error.code, "en", shown))
    written = write_report(told, order)
    if as_json:
        typer.echo(json.dumps(as_record(told), ensure_ascii=False))
        return
    Console().print(*printed(told, order.lang), sep="\n")
    if written:
        names = ", ".join(str(order.out / name) for name in written if order.out)
        typer.echo(outcome_words(order.lang)["written_to"].format(files=names))


def _check(
    crises: int, seed: int, out: Path | None, jobs: int, *, as_json: bool
) -> None:
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
