"""Sensors: which topics have one, and what a founding document may say of them."""

import pytest

from sondir.domain.diagnosis.tables import MODELS
from sondir.domain.errors import Mistake
from sondir.domain.founding import founding_of
from sondir.domain.surroundings import READS, SENSED, SensorReading


def _founded(**city):
    return founding_of({"city": city}, frozenset())


def test_a_topic_has_a_sensor_where_its_table_asks_one():
    """No reading is taken in that no table knows what to make of."""
    asked = {topic: model.table("sensor") for topic, model in MODELS.items()}
    states = {topic: table.states for topic, table in asked.items() if table}
    assert states == dict.fromkeys(SENSED, READS)


def test_a_founding_document_names_sensors():
    """They have no moment until somebody says when they were read."""
    row = {"branch": "abay", "topic": "water", "reads": "below"}
    assert _founded(sensors=[row]).sensors == (SensorReading("abay", "water", "below"),)
    assert _founded().sensors == ()


@pytest.mark.parametrize(("field", "value"), [("topic", "hygiene"), ("reads", "hot")])
def test_a_sensor_of_no_known_kind_is_refused(field, value):
    """The mistake names the field and what it may hold."""
    row = {"branch": "abay", "topic": "water", "reads": "below"} | {field: value}
    with pytest.raises(Mistake) as wrong:
        _founded(sensors=[row])
    assert wrong.value.code == "founding.sensor"
    assert wrong.value.fields["field"] == f"city.sensors[0].{field}"
