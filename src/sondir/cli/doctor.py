"""`sondir doctor`: what is wrong with this installation, and how to mend it."""

from typing import Annotated

import typer

from sondir.cli.refusing import NOT


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("doctor")(doctor)


def doctor(
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    as_json: Annotated[bool, typer.Option("--json", help="one object a line")] = False,
) -> None:
    """Check database, journal, mode, clock, disk, secret and channels; one line each.

    Exit 0 when all is well, 1 when something is not.

    Example: sondir doctor --lang en
    """
    import json
    from dataclasses import asdict

    from sondir.bootstrap.examining import examine
    from sondir.languages.book.filling import word
    from sondir.languages.book.shelf import language
    from sondir.languages.terminal import terminal_words
    from sondir.settings import Settings

    words = terminal_words(lang)
    all_fine = True
    for finding in examine(Settings()):
        all_fine = all_fine and finding.is_fine
        if as_json:
            typer.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        mark = "✓" if finding.is_fine else "✗"
        causes = [word(language(lang), "mode_cause", cause) for cause in finding.causes]
        sentence = words[f"doctor_{finding.code}"].format(
            detail=finding.detail, causes=", ".join(causes)
        )
        typer.echo(f"{mark} {words[f'doctor_part_{finding.part}']}: {sentence}")
    if not all_fine:
        raise typer.Exit(NOT)
