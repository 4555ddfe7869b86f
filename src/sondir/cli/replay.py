"""`sondir replay`: play a history back and read the journal that it would have made."""

from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import refuse


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("replay")(replay)


def replay(  # noqa: PLR0913 - one argument an option
    file: Annotated[Path, typer.Argument(help="message records, JSON Lines")],
    world: Annotated[
        Path | None, typer.Option(help="a world document; default: the demo's")
    ] = None,
    corridor: Annotated[
        Path | None, typer.Option(help="a corridor document instead of the world's")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="journal records, one a line")
    ] = False,
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    people: Annotated[
        Path | None, typer.Option(help="write who is behind each reference here")
    ] = None,
    wire: Annotated[
        Path | None, typer.Option(help="write every message of ours and theirs here")
    ] = None,
) -> None:
    """Play a file of messages through the same workflows, in memory, in no time.

    The journal goes to the output: as records with --json, else as people read it.
    Two runs give the same bytes. Exit 0 if it ran, also with open incidents.

    Example: sondir replay july.jsonl --world world.json --json > journal.jsonl
    """
    from sondir.bootstrap.replaying import Order, journal_texts, people_lines
    from sondir.bootstrap.replaying import replay as play
    from sondir.domain.errors import SondirError
    from sondir.languages import Phrasebook, render_entry

    try:
        story = play(Order(file, world, corridor, wire))
    except SondirError as error:
        refuse(Phrasebook().sentence(error.code, "en", _shown(error.fields)))
    if people is not None:
        people.write_text("".join(f"{line}\n" for line in people_lines(story)))
    if as_json:
        for text in journal_texts(story):
            typer.echo(text)
        return
    for record in story.desk.journal.records(story.org):
        for line in render_entry(record.fields, lang, None):
            typer.echo(line)


def _shown(fields: object) -> dict[str, str | int]:
    return {k: v if isinstance(v, int) else str(v) for k, v in dict(fields).items()}  # type: ignore[call-overload]
