"""`sondir playbook`: what there is, and how to begin another one."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sondir.cli.refusing import refuse

AsJson = Annotated[bool, typer.Option("--json", help="for a program")]
LEFT = (
    "write what it does: src/sondir/playbooks/{name}.py",
    "write its name for people instead of UNWRITTEN: src/sondir/languages/ru, kk and "
    "en/words.toml, [playbook]",
    "make the page of texts anew: python -m sondir.languages.book.native_page "
    "> docs/reference/phrases.md",
    "run: pytest tests/docs tests/architecture tests/contracts/playbooks "
    "tests/story/playbooks",
    "look at it: sondir demo --case {name}",
)


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    playbook = typer.Typer(help="Playbooks: list, new.")
    playbook.command("list")(show)
    playbook.command("new")(new)
    app.add_typer(playbook, name="playbook")


def show(as_json: AsJson = False) -> None:
    """List the playbooks: topics, permission of a new corridor, who carries it out.

    Example: sondir playbook list
    """
    from sondir.domain.corridor import Corridor
    from sondir.playbooks import PLAYBOOKS

    rows = [
        {
            "name": book.name,
            "topics": list(book.topics),
            "causes": list(book.causes),
            "permission": str(Corridor().permission_for(book.name)),
            "carried_out": "by a person" if book.human_only else "end to end",
        }
        for book in PLAYBOOKS
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        topics, causes = " ".join(row["topics"]), " ".join(row["causes"])
        about = f"{topics} (once: {causes})" if causes else topics
        typer.echo(
            f"{row['name']:<17} {row['permission']:<8} {row['carried_out']:<12} {about}"
        )


def new(
    name: Annotated[str, typer.Argument(help="such as flooded_floor")],
    topic: Annotated[str, typer.Option(help="what the detector counts")],
    cause: Annotated[str, typer.Option(help="takes over once this cause leads")] = "",
    into: Annotated[Path, typer.Option(help="a tree of the sources")] = Path(),
    as_json: AsJson = False,
) -> None:
    """Begin a playbook: module, words, lists, and a test; then say what is left.

    Example: sondir playbook new flooded_floor --topic water --cause plumbing
    """
    from sondir.bootstrap.scaffolding import Wish, scaffold
    from sondir.domain.errors import Mistake
    from sondir.languages import Phrasebook

    try:
        made = scaffold(Wish(name, topic, cause, into))
    except Mistake as error:
        shown = {
            name: " ".join(value) if isinstance(value, tuple) else str(value)
            for name, value in error.fields.items()
        }
        refuse(Phrasebook().sentence(error.code, "en", shown))
    left = [line.format(name=name) for line in LEFT]
    if as_json:
        found = {"name": made.name, "topic": made.topic, "cause": made.cause}
        files = {"written": list(made.written), "changed": list(made.changed)}
        typer.echo(json.dumps({**found, **files, "left": left}))
        return
    for place in made.written:
        typer.echo(f"written  {place}")
    for place in made.changed:
        typer.echo(f"changed  {place}")
    typer.echo("\nIt observes, and its words are missing. What is left:")
    for number, line in enumerate(left, start=1):
        typer.echo(f"{number}. {line}")
