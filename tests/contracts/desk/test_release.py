"""The veto: an act is looked at once more in the transaction that releases it."""

from dataclasses import replace

import pytest
from tests.contracts.desk.documents import ORG, claimed

from sondir.domain.people import Role
from sondir.domain.turn import OwnerDecided

"""Only there may a veto be committed between a message's turn and its release."""


def test_a_stop_of_everything_cancels_acts_alone(salon, post):
    """After a stop no act goes out; emergencies, alerts and courtesies do."""
    for urgency in ("act", "emergency", "alert", "courtesy"):
        post(urgency, urgency=urgency)
    with salon.step() as desk:
        stopped = desk.incidents.load("inc-1")
        stopped.standing = replace(stopped.standing, stopped_all=True)
        desk.incidents.save(stopped)
    assert claimed(salon) == ["emergency", "alert", "courtesy"]
    with salon.step() as desk:
        assert [p.head.key for p in desk.outbox.in_state("cancelled")] == ["act"]


def test_a_taken_over_incident_sends_no_act(salon, post):
    """Whoever takes an incident over acts alone."""
    post("a")
    with salon.step() as desk:
        taken = desk.incidents.load("inc-1")
        taken.standing = replace(taken.standing, taken_over=True)
        desk.incidents.save(taken)
    assert claimed(salon) == []


def test_a_stopped_step_cancels_its_messages_and_no_other(salon, post):
    """A stop of one step concerns that step; the rest of the plan goes on."""
    post("a", step="write_client")
    post("b", step="request_offer")
    with salon.step() as desk:
        one = desk.incidents.load("inc-1")
        steps = frozenset({"write_client"})
        one.standing = replace(one.standing, stopped_steps=steps)
        desk.incidents.save(one)
    assert claimed(salon) == ["b"]


def test_a_stop_reaches_the_acts_of_a_step(salon, post):
    """`write_client` stopped means `write_client/client:1` too."""
    post("a", step="write_client/client:1")
    with salon.step() as desk:
        one = desk.incidents.load("inc-1")
        steps = frozenset({"write_client"})
        one.standing = replace(one.standing, stopped_steps=steps)
        desk.incidents.save(one)
    assert claimed(salon) == []


@pytest.mark.parametrize("wish", ["opted_out", "wants_human"])
def test_a_clients_wish_stops_what_is_queued(salon, post, wish):
    """Who has asked to be left alone, or for a person, gets no act any more."""
    post("a", to="client:1")
    post("b", to="client:1", urgency="emergency")
    with salon.step() as desk:
        card = desk.people.get(ORG, "client:1")
        setattr(card, wish, True)
        desk.people.save(card)
    assert claimed(salon) == ["b"]


def test_a_waiting_stop_holds_acts_back(salon, post):
    """From the commit that brings a stop, acts wait for the turn that obeys it."""
    post("a")
    post("b", urgency="alert")
    stop = OwnerDecided("owner:1", "stop_all", None, "whatsapp")
    with salon.step() as desk:
        desk.mailbox.put("inc-1", stop, "t1")
    assert claimed(salon) == ["b"]
    with salon.step() as desk:
        desk.mailbox.done("t1")
    assert claimed(salon) == ["a"]


def test_the_stop_word_for_the_house_stops_every_act(salon, post):
    """The owner's stop for everything holds from its own commit on."""
    post("a")
    with salon.step() as desk:
        desk.standings.raise_cause(ORG, "owner_stopped")
    assert claimed(salon) == []


def test_an_owner_is_never_vetoed_by_a_clients_wish(salon, post):
    """The wishes of clients concern clients alone."""
    with salon.step() as desk:
        owner = desk.people.with_role(ORG, Role.OWNER)[0]
        owner.wants_human = True
        desk.people.save(owner)
    post("a", to=owner.ref)
    assert claimed(salon) == ["a"]
