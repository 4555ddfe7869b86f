"""`sondir backup`: everything in one file, also while the server runs."""

from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import NOT, refuse_error


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("backup")(backup)


def backup(
    file: Annotated[Path, typer.Argument(help="a file that does not exist yet")],
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
    database_url: Annotated[
        str, typer.Option(help="a database other than the settings'")
    ] = "",
) -> None:
    """Write one state of the whole database into one file, while it is in use.

    The file restores on SQLite and on PostgreSQL alike. Exit 1 where nothing was
    written, and where a journal's chain does not hold.

    Example: sondir backup 2026-11-22.sondir
    """
    import json
    from dataclasses import asdict

    from sondir.bootstrap.keeping import back_up
    from sondir.domain.errors import SondirError
    from sondir.languages.terminal import terminal_words
    from sondir.settings import Settings

    try:
        kept = back_up(database_url or Settings().database_url, file)
    except SondirError as error:
        refuse_error(error, lang)
    words = terminal_words(lang)
    if as_json:
        typer.echo(json.dumps(asdict(kept), default=str, ensure_ascii=False))
    else:
        shown = asdict(kept) | {"made_at": f"{kept.made_at:%Y-%m-%d %H:%M:%S} UTC"}
        typer.echo(words["backup_done"].format(**shown))
        for org, (seq, head) in kept.heads.items():
            name = "backup_head_broken" if org in kept.broken else "backup_head"
            typer.echo(words[name].format(org=org, seq=seq, head=head))
        typer.echo(words["backup_private"])
    if kept.broken:
        raise typer.Exit(NOT)
