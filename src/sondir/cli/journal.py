"""`sondir journal`: read, verify and export what the autopilot did."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sondir.cli.refusing import NOT, refuse, refuse_error

if TYPE_CHECKING:
    from sondir.bootstrap.books import Book

Org = Annotated[str, typer.Option(help="the organisation; the only one by default")]
Lang = Annotated[str, typer.Option(help="ru, kk or en")]
Url = Annotated[str, typer.Option(help="a database other than the settings'")]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    journal = typer.Typer(help="The journal: show, verify, export.")
    journal.command("show")(show)
    journal.command("verify")(verify)
    journal.command("export")(export)
    app.add_typer(journal, name="journal")


def show(  # noqa: PLR0913 - one argument an option
    incident: Annotated[str, typer.Option(help="only this incident")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="the source's form")] = True,
    with_people: Annotated[
        bool, typer.Option("--with-people", help="names instead of references")
    ] = False,
    lang: Lang = "ru",
    org: Org = "",
    database_url: Url = "",
) -> None:
    """Print the journal as people read it.

    Example: sondir journal show --incident inc-1 --lang kk
    """
    from sondir.languages import render_entry

    book = _book(database_url, org, lang)
    names = book.names() if with_people else None
    for fields in book.records(incident or None):
        for line in render_entry(fields, lang, names):
            typer.echo(line)


def verify(
    head: Annotated[
        str, typer.Option(help="a hash noted outside: a cut tail shows too")
    ] = "",
    file: Annotated[
        Path | None, typer.Option(help="an exported journal instead of the database")
    ] = None,
    org: Org = "",
    database_url: Url = "",
) -> None:
    """Walk the whole chain; exit 1 and name the first broken record where it fails.

    Example: sondir journal verify --head 3fa9…
    """
    from sondir.domain.journal import verify as verify_chain

    if file is not None:
        texts = [x for x in file.read_text("utf-8").split("\n") if x]
        shown = str(file)
    else:
        book = _book(database_url, org)
        texts, shown = book.texts(), book.org
    broken = verify_chain(texts, head or None)
    if broken is None:
        last = texts[-1] if texts else ""
        typer.echo(f"{shown}: {len(texts)} records, the chain holds. {_head(last)}")
        return
    if broken.why == "head":
        refuse(f"{shown}: the head {head} is not in the journal: its tail was cut", NOT)
    refuse(f"{shown}: record {broken.seq} is broken ({broken.why})", NOT)


def export(
    with_people: Annotated[
        bool, typer.Option("--with-people", help="add who is behind each reference")
    ] = False,
    org: Org = "",
    database_url: Url = "",
) -> None:
    """Print the records as they were hashed, one JSON text a line.

    Example: sondir journal export > journal.jsonl
    """
    import json

    book = _book(database_url, org)
    for text in book.texts():
        typer.echo(text)
    if with_people:
        for ref, name in book.names().items():
            typer.echo(
                json.dumps({"ref": ref, "name": name}, ensure_ascii=False), err=True
            )


def _book(database_url: str, org: str, lang: str = "ru") -> "Book":
    from sondir.bootstrap.books import open_book
    from sondir.domain.errors import SondirError
    from sondir.settings import Settings

    try:
        return open_book(database_url or Settings().database_url, org)
    except SondirError as error:
        refuse_error(error, lang)


def _head(text: str) -> str:
    import json

    return f"Head {json.loads(text)['hash']}" if text else "It is empty."
