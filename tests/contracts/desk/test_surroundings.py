"""The surroundings: every desk keeps what was told, and forgets what grew old."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.contracts.desk.documents import HOUR, NOON, ORG, SALON

from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.pages import DatabaseViews
from sondir.adapters.database.seed import seed
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.founding import founding_of
from sondir.domain.surroundings import HOLDS_FOR, Known, Notice, SensorReading

SECOND = timedelta(seconds=1)
WARM = SensorReading("abay", "heat_air", "above", NOON)
DRY = SensorReading("dostyk", "water", "below", NOON)
WORKS = Notice("power", None, NOON, NOON + HOUR)


@pytest.fixture
def told(bench):
    """Give a desk that was told everything at noon."""
    bench.found({"org": ORG, "branches": SALON["branches"]})
    with bench.step() as desk:
        desk.surroundings.keep_weather(ORG, -4, NOON)
        desk.surroundings.keep_notices(ORG, [WORKS])
        desk.surroundings.keep_sensors(ORG, [DRY, WARM])
    return bench


def figures(bench):
    """Say what the desk knows of the weather and of both sensors."""
    with bench.step() as desk:
        around = desk.surroundings
        return (
            around.outdoor_c(ORG),
            around.sensor(ORG, "abay", "heat_air"),
            around.sensor(ORG, "dostyk", "water"),
        )


def test_what_was_told_is_known(told):
    """Each sensor answers for its own branch and topic, and for nothing else."""
    assert figures(told) == (-4, "above", "below")
    with told.step() as desk:
        assert desk.surroundings.notices(ORG) == [WORKS]
        assert desk.surroundings.sensor(ORG, "abay", "cold") is None
        assert desk.surroundings.sensor(ORG, "dostyk", "heat_air") is None
        assert desk.surroundings.sensor("other", "abay", "heat_air") is None


def test_a_measured_figure_grows_old(told):
    """Three hours by the desk's clock; a second later nobody knows."""
    told.clock.advance(HOLDS_FOR)
    assert figures(told) == (-4, "above", "below")
    told.clock.advance(SECOND)
    assert figures(told) == (None, None, None)
    with told.step() as desk:
        assert desk.surroundings.notices(ORG) == [WORKS]


def test_all_that_was_told_is_shown_with_its_moments(told):
    """Also what is too old to count, so that somebody sees who fell silent."""
    told.clock.advance(5 * HOUR)
    with told.step() as desk:
        known = desk.surroundings.known(ORG)
        nothing = desk.surroundings.known("other")
    assert known == Known(-4, NOON, (WORKS,), (WARM, DRY))
    assert nothing == Known()


def test_a_sensor_is_replaced_and_the_others_stay(told):
    """The newest reading of a branch and topic counts, with a moment of its own."""
    told.clock.advance(2 * HOUR)
    later = SensorReading("abay", "heat_air", "within", NOON + 2 * HOUR)
    with told.step() as desk:
        desk.surroundings.keep_sensors(ORG, [later])
    told.clock.advance(2 * HOUR)
    assert figures(told) == (None, "within", None)


def test_weather_and_notices_are_replaced_apart(told):
    """A temperature nobody knows leaves the works, works nobody seeks the weather."""
    with told.step() as desk:
        desk.surroundings.keep_weather(ORG, None, NOON)
        assert desk.surroundings.notices(ORG) == [WORKS]
        desk.surroundings.keep_weather(ORG, 7, NOON)
        desk.surroundings.keep_notices(ORG, [])
        assert desk.surroundings.notices(ORG) == []
        desk.surroundings.keep_notices(ORG, None)
    with told.step() as desk:
        assert desk.surroundings.notices(ORG) is None
        assert desk.surroundings.outdoor_c(ORG) == 7


def test_a_founding_document_never_grows_old(bench):
    """A story's weather and sensors have no moment: they are true all day."""
    sensors = [{"branch": "abay", "topic": "cold", "reads": "below"}]
    city = {"outdoor_c": -12, "sensors": sensors}
    bench.found(SALON | {"city": city})
    bench.clock.advance(24 * HOUR)
    with bench.step() as desk:
        assert desk.surroundings.outdoor_c(ORG) == -12
        assert desk.surroundings.sensor(ORG, "abay", "cold") == "below"
        assert desk.surroundings.known(ORG).outdoor_as_of is None
        assert desk.surroundings.notices(ORG) is None


def test_pages_read_the_same(kept_salon):
    """The view over the tables shows what the desk keeps."""
    with kept_salon.step() as desk:
        desk.surroundings.keep_sensors(ORG, [DRY, WARM])
        kept = desk.surroundings.known(ORG)
    reader = open_reader(kept_salon.engine)
    shown = DatabaseViews(reader).read(lambda view: view.surroundings(ORG))
    reader.dispose()
    assert shown == kept
    assert shown.sensors == (WARM, DRY)


def test_a_database_without_moments_is_taken_on(database):
    """A temperature that was told at the founding is dated by it, the rest stays."""
    founding = founding_of(SALON, frozenset(PLAYBOOKS))
    with database.engine.begin() as connection:
        seed(connection, founding, NOON)
        connection.execute(text("DROP TABLE sensor_reading"))
        connection.execute(text("ALTER TABLE surroundings DROP COLUMN as_of"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))
    migrate(database.engine)
    with database.step() as desk:
        known = desk.surroundings.known(ORG)
    assert (known.outdoor_c, known.outdoor_as_of) == (32, NOON)
    assert known.notices == founding.notices
    assert known.sensors == ()
