"""How a command says no: one line that tells what to do, and exit code 2 or 1."""

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from sondir.domain.errors import SondirError

DONE, NOT, WRONG_USE = 0, 1, 2


def refuse(sentence: str, code: int = WRONG_USE) -> NoReturn:
    """Print one line on the error stream and end with *code*."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def refuse_error(error: "SondirError", lang: str) -> NoReturn:
    """Say in *lang* what went wrong, what is safe and what to do; it was not done."""
    from sondir.languages import Phrasebook

    known = lang if lang in ("ru", "kk", "en") else "en"
    shown = {k: _shown(value) for k, value in error.fields.items()}
    refuse(Phrasebook().sentence(error.code, known, shown), NOT)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
