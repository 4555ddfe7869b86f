"""Lay a founding document into the desk in memory."""

from sondir.adapters.memory.desk import MemoryDesk
from sondir.domain.founding import Founding
from sondir.ports.surroundings import Notice


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
    if founding.outdoor_c is not None:
        desk.surroundings.degrees[org] = founding.outdoor_c
    if founding.notices is not None:
        desk.surroundings.works[org] = [
            Notice(n.kind, n.branch, n.since, n.until) for n in founding.notices
        ]
