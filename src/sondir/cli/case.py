"""`sondir case`: one crisis on two pages, for whoever was not there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sondir.cli.refusing import NOT, refuse, refuse_error

if TYPE_CHECKING:
    from sondir.bootstrap.casebook import Casebook
    from sondir.web.case.folder import CaseFolder

LANGUAGES = ("ru", "kk", "en")
FORMS = (".html", ".pdf")


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("case")(case)


def case(  # noqa: PLR0913 - one argument an option
    incident: Annotated[
        str, typer.Argument(help="its id; without one all are listed")
    ] = "",
    redact: Annotated[
        bool, typer.Option("--redact", help="no name, phone, text or vendor")
    ] = False,
    language: Annotated[
        str, typer.Option("--language", "--lang", help="ru, kk or en")
    ] = "ru",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="case.html or case.pdf")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="the outcome as JSON")
    ] = False,
    org: Annotated[
        str, typer.Option(help="the organisation; the only one by default")
    ] = "",
    database_url: Annotated[
        str, typer.Option(help="a database other than the settings'")
    ] = "",
) -> None:
    """Write one crisis down on two A4 pages: what happened, why, what it cost and left.

    Only facts of the database stand there; what is not in it is called unknown. With
    -o the case is written as HTML or PDF, else its outcome is printed. Without INCIDENT
    the incidents are listed.

    Example: sondir case inc-0660deab550620f2b02b --redact --language en -o case.pdf
    """
    _check(language, output)
    book = _book(database_url, org, language)
    if not incident:
        _list(book, language, as_json)
        return
    folder = book.case(incident)
    if folder is None:
        refuse(f"{book.org} has no incident {incident}; `sondir case` lists them", NOT)
    if output is not None:
        _write(book, folder, language, redact, output)
    if as_json:
        _print_json(book, folder, redact)
    elif output is None:
        _print(book, folder, language, redact)


def _check(language: str, output: Path | None) -> None:
    if language not in LANGUAGES:
        refuse(f"--language {language}: choose ru, kk or en")
    if output is not None and output.suffix not in FORMS:
        refuse(f"-o {output}: name a file that ends in .html or .pdf")


def _book(database_url: str, org: str, language: str) -> "Casebook":
    from sondir.bootstrap.casebook import open_casebook
    from sondir.domain.errors import SondirError
    from sondir.settings import Settings

    try:
        return open_casebook(database_url or Settings().database_url, org)
    except SondirError as error:
        refuse_error(error, language)


def _list(book: "Casebook", language: str, as_json: bool) -> None:
    import json

    from sondir.domain.organisation import local

    for one in book.incidents():
        if as_json:
            row = {"incident": one.id, "topic": one.topic, "state": one.state}
            typer.echo(json.dumps(row | {"branch": one.branch}, ensure_ascii=False))
            continue
        topic = book.voice.word("topic", one.topic, language)
        at = f"{local(one.opened_at):%d.%m.%Y %H:%M}"
        typer.echo(f"{one.id}  {at}  {one.state:6}  {book.place_of(one)}: {topic}")


def _write(
    book: "Casebook", folder: "CaseFolder", language: str, redact: bool, output: Path
) -> None:
    from sondir.web.case.page import to_html
    from sondir.web.case.paper import to_pdf
    from sondir.web.case.telling import tell

    sheet = tell(folder, book.voice, language, redact)
    try:
        if output.suffix == ".pdf":
            output.write_bytes(to_pdf(sheet))
        else:
            output.write_text(to_html(sheet), encoding="utf-8")
    except OSError as error:
        refuse(f"{output} was not written: {error.strerror}", NOT)


def _print_json(book: "Casebook", folder: "CaseFolder", redact: bool) -> None:
    import json

    from sondir.web.case.figures import figures_of

    typer.echo(
        json.dumps(figures_of(folder, book.voice.knows, redact), ensure_ascii=False)
    )


def _print(book: "Casebook", folder: "CaseFolder", language: str, redact: bool) -> None:
    from sondir.web.case.telling import tell

    sheet = tell(folder, book.voice, language, redact)
    typer.echo(f"{sheet.title} · {sheet.subtitle} · {sheet.state}")
    for sentence in sheet.story:
        typer.echo(sentence)
    typer.echo("")
    for result in sheet.results:
        typer.echo(f"{result.label}: {result.value} ({result.rule})")
