"""Whether a yes calls for another search depends on which question it answers."""

from typing import cast

import pytest
from tests.story.stage import at, corridor, network, prepared

from sondir.domain.incident import StepState
from sondir.domain.turn import OwnerDecided
from sondir.ports.desk import Desk
from sondir.workflows.case import open_case
from sondir.workflows.obeying import obey

VENDOR = "vendor:v1"
GIFT = "compensate/client:1"
RAISE = f"authorise_job/{VENDOR}/raise"
REQUEST = f"request_offer/{VENDOR}"


def searched_in_vain():
    """Open a crisis whose search has found nobody, with three questions put."""
    asks = corridor(permissions={"climate_failure": "ask"})
    story = prepared(network(corridor=asks, vendors=[]))
    story.run(until=at(40))
    (incident,) = story.desk.incidents.known.values()
    for key, state in ((GIFT, "asked"), (RAISE, "asked"), (REQUEST, "refused")):
        kind, to = key.split("/")[:2]
        incident.steps[key] = StepState(key, kind, to, state)
    incident.search_exhausted = True
    incident.standing = incident.standing.expire(REQUEST)
    return open_case(cast(Desk, story.desk), incident)


@pytest.mark.parametrize(
    ("question", "stays"), [(GIFT, True), (RAISE, True), (REQUEST, False)]
)
def test_only_a_yes_to_the_search_begins_it_anew(question, stays):
    """A yes to a gift or to a sum does not say that vendors be searched again."""
    case = searched_in_vain()
    obey(case, OwnerDecided("owner:1", "agree", question, "whatsapp"))
    assert case.incident.search_exhausted is stays


def test_a_late_yes_to_the_card_begins_the_expired_search_anew():
    """The card names the search: a request that had expired is made after all."""
    case = searched_in_vain()
    obey(case, OwnerDecided("owner:1", "agree", None, "whatsapp"))
    assert case.incident.search_exhausted is False
