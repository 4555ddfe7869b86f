"""The owner's limits, the detector's memory and what holds for a whole network."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sondir.adapters.database.tables.columns import (
    Id,
    Key,
    Moment,
    Serial,
    metadata,
    org_column,
)

corridor_version = Table(
    "corridor_version",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    org_column(),
    Column("branch", Id, nullable=False),  # "" is the network's
    Column("version", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Id, nullable=False),
    UniqueConstraint("org", "branch", "version", name="corridor_version_once"),
)

detector_part = Table(
    "detector_part",
    metadata,
    org_column(primary_key=True),
    Column("key", Key, primary_key=True),
    Column("document", Text, nullable=False),
)

standing_cause = Table(
    "standing_cause",
    metadata,
    org_column(primary_key=True),
    Column("cause", Id, primary_key=True),
    Column("since", Moment, nullable=False),
)

surroundings = Table(
    "surroundings",
    metadata,
    org_column(primary_key=True),
    Column("outdoor_c", Integer),
    Column("as_of", Moment),  # of the temperature; null: it never grows old
    Column("knows_notices", Boolean, nullable=False),
)

sensor_reading = Table(
    "sensor_reading",
    metadata,
    org_column(primary_key=True),
    Column("branch", Id, primary_key=True),
    Column("topic", String(32), primary_key=True),
    Column("reads", String(16), nullable=False),
    Column("as_of", Moment),  # null: it never grows old
)

notice = Table(
    "notice",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    org_column(),
    Column("kind", String(16), nullable=False),
    Column("branch", Id),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Index("notice_by_org", "org"),
)

learned_count = Table(
    "learned_count",
    metadata,
    org_column(primary_key=True),
    Column("key", Id, primary_key=True),
    Column("count", Integer, nullable=False),
)
