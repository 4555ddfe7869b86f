"""What a document shows as an example of a format, the product accepts."""

import json

import pytest
from pydantic import BaseModel
from tests.docs.pages import DOCS, blocks

from sondir.cli.detect import read_complaints
from sondir.domain.corridor_document import parse_corridor
from sondir.domain.journal import canonical
from sondir.world import document as world_document
from sondir.world.demo import complete
from sondir.world.wire import WireLine

JSON = blocks("json")
WORLDS = [b for b in JSON if '"vendors"' in b.text]
CORRIDORS = [b for b in JSON if b.text.startswith('{"version"')]
RECORDS = [b for b in JSON if b.text.startswith('{"id"')]
JOURNALS = [b for b in JSON if b.text.startswith('{"actor"')]


def _where(block):
    return block.where


@pytest.mark.parametrize("block", WORLDS, ids=_where)
def test_a_world_of_a_document_is_a_world(block):
    """An example of a world is read without an unknown field."""
    world = complete(json.loads(block.text), 1)

    assert world.vendors != ()


@pytest.mark.parametrize("block", CORRIDORS, ids=_where)
def test_a_corridor_of_a_document_is_a_corridor(block):
    """An example of a corridor is read without an unknown field."""
    document = json.loads(block.text)

    assert parse_corridor(document).incident_kzt == document["incident_kzt"]


@pytest.mark.parametrize("block", RECORDS, ids=_where)
def test_records_of_a_document_are_records(block, tmp_path):
    """Examples of message records are read, each as one message."""
    path = tmp_path / "records.jsonl"
    path.write_text(block.text, encoding="utf-8")

    assert len(list(read_complaints(path))) == len(block.text.splitlines())


@pytest.mark.parametrize("block", JOURNALS, ids=_where)
def test_a_record_of_the_journal_is_canonical(block):
    """The example of a journal record is written as one is."""
    assert canonical(json.loads(block.text)) == block.text.strip()


def test_every_kind_of_example_is_there():
    """The formats page shows each format that is a JSON document."""
    kinds = (WORLDS, CORRIDORS, RECORDS, JOURNALS)

    assert all(kinds)


def test_the_wire_logs_fields_are_documented():
    """Each field of a wire line stands in its section of the formats."""
    page = next(b.page for b in JOURNALS)
    section = page.read_text("utf-8").split("## 6. Wire log")[-1]
    fields = {
        "from" if name == "sender" else name for name in WireLine.__dataclass_fields__
    }

    assert [name for name in fields if f"`{name}`" not in section] == []


def test_every_field_of_a_world_is_documented():
    """No field of a world has to be guessed from the code."""
    reference = DOCS / "reference"
    pages = [
        (reference / name).read_text("utf-8") for name in ("formats.md", "world.md")
    ]
    models = [
        model
        for model in vars(world_document).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    ]
    fields = {
        field.alias or name
        for model in models
        if model.__module__ == world_document.__name__
        for name, field in model.model_fields.items()
    }
    named = "".join(pages)

    assert (
        sorted(f for f in fields if f'"{f}"' not in named and f"`{f}`" not in named)
        == []
    )
