"""What docs/how-to/tell-the-weather.md says is what is done."""

import json

import pytest
from tests.docs.pages import DOCS, blocks
from typer.testing import CliRunner

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.surroundings import known_around
from sondir.cli import app
from sondir.web.api.surroundings import ToldShape

BODIES = [
    block
    for block in blocks("json")
    if block.page == DOCS / "how-to" / "tell-the-weather.md"
]
INIT = (
    *("init", "--org", "gulnara", "--name", "Salon", "--login", "owner"),
    *("--owner-phone", "+77990000001", "--password", "a-long-enough-word"),
    *("--branch", "abay=Abay", "--whatsapp", "1001=abay", "--founding"),
)


@pytest.mark.parametrize("block", BODIES, ids=lambda block: block.where)
def test_a_body_of_the_page_is_taken(block):
    """What an integrator copies is no error."""
    told = ToldShape.model_validate(json.loads(block.text))
    assert told.model_fields_set != set()


def test_the_page_shows_both_lists():
    """Works and sensors each have an example."""
    assert [set(json.loads(b.text)) for b in BODIES] == [{"notices"}, {"sensors"}]


def _founded(folder, monkeypatch, sensor):
    monkeypatch.chdir(folder)
    url = f"sqlite:///{folder / 'sondir.db'}"
    monkeypatch.setenv("SONDIR_DATABASE_URL", url)
    file = folder / "founding.json"
    file.write_text(json.dumps({"city": {"outdoor_c": 30, "sensors": [sensor]}}))
    return CliRunner().invoke(app, [*INIT, str(file)]), url


def test_a_real_founding_is_dated(tmp_path, monkeypatch):
    """`sondir init` gives weather and sensors the moment at which it was typed."""
    sensor = {"branch": "abay", "topic": "water", "reads": "within"}
    made, url = _founded(tmp_path, monkeypatch, sensor)
    assert made.exit_code == 0, made.output
    database = open_database(url)
    with database.connect() as connection:
        known = known_around(connection, "gulnara")
    database.dispose()
    assert known.outdoor_as_of is not None
    assert [one.as_of for one in known.sensors] == [known.outdoor_as_of]


def test_a_sensor_of_no_known_kind_founds_nothing(tmp_path, monkeypatch):
    """One line that names the field."""
    sensor = {"branch": "abay", "topic": "hygiene", "reads": "within"}
    made, _ = _founded(tmp_path, monkeypatch, sensor)
    assert made.exit_code in (1, 2)
    assert "city.sensors[0].topic" in made.output
