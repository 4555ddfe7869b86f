"""Lay a founding document into the desk in memory."""

from sondir.adapters.memory.desk import MemoryDesk
from sondir.domain.founding import Founding


def seed(desk: MemoryDesk, founding: Founding) -> None:
    """Take in the organisation, its people, its visits and its corridor."""
    org = founding.organisation.id
    desk.organisations.add(founding.organisation, founding.accounts)
    for person, alias in founding.people:
        desk.people.add(person, [alias])
        counter = (org, str(person.role))
        number = int(person.ref.rpartition(":")[2])
        desk.people.numbers[counter] = max(desk.people.numbers.get(counter, 0), number)
    for vendor in founding.vendors:
        desk.people.save_vendor(org, vendor)
    for booking in founding.bookings:
        desk.bookings.add(org, booking)
    desk.corridors.versions[org] = [founding.corridor]
    desk.surroundings.keep_weather(org, founding.outdoor_c, founding.as_of)
    desk.surroundings.keep_notices(org, founding.notices)
    desk.surroundings.keep_sensors(org, founding.sensors)
