"""Lay a founding document into the database: the cards an organisation starts with."""

from datetime import datetime

from sqlalchemy import Connection

from sondir.adapters.database.bookings import keep_booking
from sondir.adapters.database.corridors import keep_corridor
from sondir.adapters.database.house import keep_account, keep_organisation
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.people import DatabasePeople
from sondir.adapters.database.surroundings import DatabaseSurroundings
from sondir.domain.errors import Mistake
from sondir.domain.founding import Founding


def seed(connection: Connection, founding: Founding, at: datetime) -> None:
    """Take in the organisation, its people, its visits and its corridor, once.

    Raises Mistake `seed.known` where the organisation is there already: a seed never
    overwrites what people have changed since. *at* (UTC) dates the corridor.
    """
    org = founding.organisation.id
    if not keep_organisation(connection, founding.organisation):
        raise Mistake("seed.known", org=org)
    for account in founding.accounts:
        keep_account(connection, org, account)
    people = DatabasePeople(connection, Partition(connection))
    for person, alias in founding.people:
        people.add(person, [alias])
    for vendor in founding.vendors:
        people.save_vendor(org, vendor)
    for visit in founding.bookings:
        keep_booking(connection, org, visit)
    keep_corridor(connection, org, founding.corridor, at, "system")
    city = DatabaseSurroundings(connection, Partition(connection), at)
    city.keep_weather(org, founding.outdoor_c, founding.as_of)
    city.keep_notices(org, founding.notices)
    city.keep_sensors(org, founding.sensors)
