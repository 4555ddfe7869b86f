"""`sondir erase`: forget a client for good."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from sondir.cli.refusing import NOT, refuse, refuse_error

if TYPE_CHECKING:
    from sondir.bootstrap.erasing import Erased, Wanted


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("erase")(erase)


def erase(  # noqa: PLR0913 - one argument an option
    client: Annotated[
        str, typer.Argument(help="a reference (client:17), a phone, or ig:ID")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    org: Annotated[
        str, typer.Option(help="the organisation, where several know the person")
    ] = "",
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
    as_json: Annotated[
        bool, typer.Option("--json", help="one JSON object; needs --yes")
    ] = False,
    database_url: Annotated[
        str, typer.Option(help="a database other than the settings'")
    ] = "",
) -> None:
    """Forget a client: no name, number, handle or message is left anywhere.

    The journal names people by reference only; its chain holds as before. The server
    may go on running. Exit 1 where nothing was erased.

    Example: sondir erase client:17
    """
    from sondir.bootstrap.erasing import forget, wanted
    from sondir.domain.errors import SondirError
    from sondir.languages.terminal import terminal_words
    from sondir.settings import Settings

    words = terminal_words(lang)
    if as_json and not yes:
        refuse(words["erase_json_needs_yes"])
    url = database_url or Settings().database_url
    try:
        found = wanted(url, client, org)
        if not yes:
            _ask(words, found)
        erased = forget(url, found)
    except SondirError as error:
        refuse_error(error, lang)
    _tell(words, erased, as_json=as_json)
    if not erased.chain_holds:
        raise typer.Exit(NOT)


def _ask(words: Mapping[str, str], found: "Wanted") -> None:
    owed = found.owed
    typer.echo(words["erase_found"].format(ref=found.ref, org=found.org))
    if owed.bonus_kzt or owed.promises or owed.visits:
        sums = {"promises": owed.promises, "visits": owed.visits}
        typer.echo(words["erase_owed"].format(bonus=owed.bonus_kzt, **sums))
    if not typer.confirm(words["erase_ask"], default=False):
        refuse(words["erase_kept"], NOT)


def _tell(words: Mapping[str, str], erased: "Erased", *, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    if as_json:
        typer.echo(json.dumps(asdict(erased), ensure_ascii=False))
        return
    typer.echo(words["erase_done"].format(ref=erased.ref, **erased.found))
    chain = "erase_chain" if erased.chain_holds else "erase_chain_broken"
    typer.echo(words[chain].format(ref=erased.ref))
    typer.echo(words["erase_backups"])
