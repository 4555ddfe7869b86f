"""Conduct of the staff: the owner's matter from the first minute to the last."""

from tests.story.invariants import check
from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.record import Left
from tests.story.stage import OWNER, SHIFT, network, prepared

from sondir.domain.people import Role
from sondir.domain.turn import Resolved


def conduct():
    """Write the world in which one administrator is rude."""
    return {
        "truth": truth("staff_rudeness", "staff_conduct"),
        "corridor": acting("staff_conduct"),
    }


def test_nobody_is_written_hired_or_asked():
    """The owner is told once; neither clients nor the shift hear from us."""
    left = crisis(complaints("staff_rudeness"), **conduct())

    assert left.phrases(OWNER) == ["owner.card.person"]
    assert left.phrases(SHIFT) == []
    assert [p for p in left.phrases() if p.startswith("client.")] == []
    assert hired(left) == []
    assert opened(left).state == "open"


def test_the_owner_closes_it():
    """The button "settled" on the card closes the incident, by that person."""
    story = prepared(network(**conduct()), complaints("staff_rudeness"))
    story.run()
    (incident,) = story.desk.incidents.known.values()
    owner = story.desk.people.with_role(story.org, Role.OWNER)[0]
    story.desk.mailbox.put(incident.id, Resolved(owner.ref), "settled")
    story.engine.run_all()
    left = check(Left(story))

    assert opened(left).state == "closed"
    assert left.entries("INCIDENT_CLOSED")[0]["actor"] == owner.ref
