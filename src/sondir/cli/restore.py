"""`sondir restore`: make the database what it was when a backup was taken."""

from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import NOT, refuse_error


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("restore")(restore)


def restore(
    file: Annotated[Path, typer.Argument(help="what sondir backup wrote")],
    replace: Annotated[
        bool, typer.Option("--replace", help="lose what is in the database now")
    ] = False,
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
    database_url: Annotated[
        str, typer.Option(help="a database other than the settings'")
    ] = "",
) -> None:
    """Bring a backup back, all of it or nothing, with no server running.

    Checks the file's checksum first, the rows and the journal's chain before the
    commit. A database with anything in it is refused without --replace.

    Example: sondir restore 2026-11-22.sondir --replace
    """
    import json
    from dataclasses import asdict

    from sondir.bootstrap.keeping import restore as bring_back
    from sondir.domain.errors import SondirError
    from sondir.languages.terminal import terminal_words
    from sondir.settings import Settings

    url = database_url or Settings().database_url
    try:
        kept = bring_back(url, file, replace=replace)
    except SondirError as error:
        refuse_error(error, lang)
    words = terminal_words(lang)
    if as_json:
        typer.echo(json.dumps(asdict(kept), default=str, ensure_ascii=False))
    else:
        shown = asdict(kept) | {"made_at": f"{kept.made_at:%Y-%m-%d %H:%M:%S} UTC"}
        typer.echo(words["restore_done"].format(**shown))
        for org, (seq, head) in kept.heads.items():
            name = "backup_head_broken" if org in kept.broken else "backup_head"
            typer.echo(words[name].format(org=org, seq=seq, head=head))
        if kept.erased_again:
            people = ", ".join(kept.erased_again)
            typer.echo(words["restore_erased"].format(people=people))
        typer.echo(words["restore_next"])
    if kept.broken:
        raise typer.Exit(NOT)
