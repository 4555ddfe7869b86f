"""How a command says no: one line that tells what to do, and exit code 2 or 1."""

from typing import NoReturn

import typer

DONE, NOT, WRONG_USE = 0, 1, 2


def refuse(sentence: str, code: int = WRONG_USE) -> NoReturn:
    """Print one line on the error stream and end with *code*."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
