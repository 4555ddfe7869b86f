"""`sondir init`: make the first organisation and its owner."""

from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import refuse_error


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("init")(init)


def init(  # noqa: PLR0913 - one argument an option
    org: Annotated[str, typer.Option(help="a short id, such as gulnara")],
    name: Annotated[str, typer.Option(help="the network's name")],
    owner_phone: Annotated[str, typer.Option(help="where the owner is told")],
    login: Annotated[str, typer.Option(help="the owner's login for the pages")],
    branch: Annotated[
        list[str], typer.Option(help="ID=NAME, once a salon (abay='Салон на Абая')")
    ],
    whatsapp: Annotated[
        list[str] | None,
        typer.Option(help="PHONE_NUMBER_ID or PHONE_NUMBER_ID=BRANCH"),
    ] = None,
    instagram: Annotated[str, typer.Option(help="the Instagram account's id")] = "",
    founding: Annotated[
        Path | None, typer.Option(help="a document with clients, vendors, visits")
    ] = None,
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True),
    ] = "",
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
) -> None:
    """Make an organisation, its salons, its accounts and its owner.

    It only observes until its owner allows more. Nothing that exists is changed.

    Example: sondir init --org gulnara --name Гүлнара --owner-phone +77990000001
    --login gulnara --branch abay=Абай --whatsapp 106540772500001=abay
    """
    from sondir.bootstrap.founding import Newcomer, found
    from sondir.domain.errors import SondirError
    from sondir.settings import Settings

    newcomer = Newcomer(
        org, name, owner_phone, login, password, tuple(branch), tuple(whatsapp or ())
    )
    try:
        key = found(Settings(), newcomer, instagram, founding)
    except SondirError as error:
        refuse_error(error, lang)
    typer.echo(f"{org}: made. It only observes until its owner allows more.")
    if key:
        typer.echo(f"A secret key was written to {key}; keep that file private.")
    typer.echo("Next: sondir doctor")
