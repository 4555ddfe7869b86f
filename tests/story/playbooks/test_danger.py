"""Danger: one incident a branch, and for every writer the text and a person at once."""

from datetime import timedelta

import pytest
from tests.story.invariants import check
from tests.story.playbooks.crisis import acting, complaints, truth
from tests.story.record import Left, moment
from tests.story.stage import GUESTS, OWNER, SHIFT, network, says, told

GAS = (
    "У вас пахнет газом!",
    "Газ иісі шығып тұр",
    "Пахнет газом в зале",
    "Дымом пахнет, что-то горит",
)
SOON = timedelta(seconds=2)


def dangers(left):
    """List the incidents of danger, in the order of their opening."""
    known = left.story.desk.incidents.known.values()
    return [i for i in known if i.playbook == "danger"]


def rescued(left, client, written_at):
    """Say whether this writer got the text at once, and a person."""
    sent = [s for s in left.sent(client) if "emergency_text" in str(s["key"])]
    handed = left.entries("HUMAN_HANDOFF", client=left.refs[client])
    moments = [moment(str(sent[0]["at"])), moment(handed[0]["at"])]
    return len(sent) == 1 and all(m - moment(written_at) < SOON for m in moments)


@pytest.mark.parametrize("apart", [0.01, 2, 25])
def test_a_second_danger_joins_the_first(apart):
    """Four smell gas within minutes: one incident, one card, four rescued at once."""
    lines = [says(GUESTS[n], apart * n, text) for n, text in enumerate(GAS)]
    smell = truth("noise_smell", "gas_or_smoke")
    left = check(Left(told(network(truth=smell), lines, hours=6)))
    (incident,) = dangers(left)
    assert left.states() == ["open"]
    assert len(incident.witnesses) == len(GAS)
    assert left.phrases(OWNER).count("owner.card.danger") == 1
    assert left.phrases(SHIFT).count("staff.hand_over") == len(GAS)
    assert all(rescued(left, line["client"], line["at"]) for line in lines)


def test_a_danger_joins_the_crowd_that_turned_out_to_be_one():
    """The shift has smelled the gas; who writes of it later is rescued there."""
    late = says("+77990000555", 60, GAS[0])
    document = network(
        truth=truth("noise_smell", "gas_or_smoke"), corridor=acting("noise_smell")
    )
    left = check(Left(told(document, [*complaints("noise_smell"), late], hours=6)))
    (incident,) = dangers(left)
    assert incident.alarm is not None
    assert left.phrases(OWNER).count("owner.card.danger") == 1
    assert rescued(left, late["client"], late["at"])


def test_another_complaint_in_a_message_of_danger_still_counts():
    """Who smells gas in the heat is a witness of the heat, too."""
    heat = complaints("heat_air")
    heat[3] |= {"text": "жарко, дышать нечем и пахнет газом"}
    del heat[3]["topics"]
    left = Left(told(network(), heat, hours=3))
    assert len(dangers(left)) == 1
    assert left.refs[heat[3]["client"]] in left.only.witnesses
