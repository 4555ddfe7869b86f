"""`sondir case`, over a real database of each kind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.joints.databases import postgres_url
from tests.story.stage import READING
from typer.testing import CliRunner

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.bootstrap.database_story import DatabaseStory
from sondir.bootstrap.memory import Play
from sondir.cli import app
from sondir.languages import templates
from sondir.world.catalogue import parse_catalogue
from sondir.world.day import day_script, first_moment
from sondir.world.demo import demo_world
from sondir.world.replay import InMemoryWorld


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def url(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[str]:
    """The address of a database in which the demo's crisis was put out."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('case')}/case.db"
        play_in(address)
        yield address
        return
    with postgres_url() as address:
        play_in(address)
        yield address


def play_in(address: str) -> None:
    database = open_database(address)
    migrate(database)
    world = demo_world(1)
    day = InMemoryWorld(world, day_script(world), parse_catalogue(templates()))
    DatabaseStory(Play(day, first_moment(world)), READING, database).run()
    database.dispose()


def typed(url: str, *words: str):
    """Type the command."""
    return CliRunner().invoke(app, ["case", *words, "--database-url", url])


def test_a_case_is_chosen_written_and_counted(url: str, tmp_path: Path):
    """The list names it; HTML and PDF are written; figures go to the output."""
    listed = typed(url)
    assert listed.exit_code == 0
    incident = listed.stdout.split()[0]
    assert json.loads(typed(url, "--json").stdout)["incident"] == incident

    page, paper = tmp_path / "case.html", tmp_path / "case.pdf"
    assert typed(url, incident, "--language", "kk", "-o", str(page)).exit_code == 0
    assert '<html lang="kk">' in page.read_text("utf-8")
    assert typed(url, incident, "--redact", "-o", str(paper)).exit_code == 0
    assert len(PdfReader(paper).pages) == 2

    told = typed(url, incident, "--lang", "en")
    assert "Downtime: 1 h" in told.stdout
    counted = json.loads(typed(url, incident, "--json").stdout)
    assert counted["incident"] == incident
    assert counted["outcome"]["visits"]["moved"] > 0
    assert counted["outcome"]["steps"][1]["own_ms"] is not None


def test_wrong_use_is_told_in_a_line(url: str):
    """No such incident is 1; a file or a language that we cannot write is 2."""
    missing = typed(url, "inc-nobody")
    assert (missing.exit_code, "lists them" in missing.output) == (1, True)
    assert typed(url, "inc-nobody", "-o", "case.doc").exit_code == 2
    assert typed(url, "inc-nobody", "--language", "de").exit_code == 2
    assert typed("sqlite:////nowhere/at/all.db").exit_code == 1
