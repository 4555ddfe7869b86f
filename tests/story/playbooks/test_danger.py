"""Danger: one incident a branch, and for every writer the text and a person at once."""

from datetime import timedelta

import pytest
from tests.story.invariants import check
from tests.story.playbooks.crisis import acting, complaints, truth
from tests.story.record import Left, moment
from tests.story.stage import (
    GUESTS,
    OWNER,
    SHIFT,
    at,
    network,
    prepared,
    says,
    told,
)

from sondir.domain.inbound import InboundEcho
from sondir.domain.person import Alias
from sondir.domain.turn import Resolved
from sondir.workflows.deliveries import take_echo

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


def promised(left, client):
    """List what became of the promise that a person writes: state, by whom."""
    rows = left.entries("PROMISE", what="person_writes", to=left.refs[client])
    return [(row["data"]["state"], row["data"]["by"]) for row in rows]


def smelled():
    """One guest smells gas at ten; ten minutes have passed."""
    smell = truth("noise_smell", "gas_or_smoke")
    story = prepared(network(truth=smell), [says(GUESTS[0], 0, GAS[0])])
    story.run(until=at(10))
    return story


def write_by_hand(story):
    """Somebody of the salon writes to that guest from the phone."""
    (one,) = story.desk.incidents.known.values()
    guest = story.desk.people.get(story.org, next(iter(one.witnesses))).contact
    alias = Alias(guest.channel, guest.account, guest.kind, guest.value)
    echo = InboundEcho(
        channel=guest.channel,
        account=guest.account,
        message_id="by-hand",
        written_at=story.clock.now(),
        recipient_aliases=(alias,),
    )
    take_echo(story.desk, story.org, echo)
    story.engine.run_all()


def test_that_a_person_writes_is_owed_by_the_shift_and_soon():
    """The emergency text promises a person: whoever is called owes it, with an end."""
    left = Left(smelled())
    (row,) = left.entries("PROMISE", what="person_writes")
    assert promised(left, GUESTS[0]) == [("made", "staff:1")]
    assert moment(row["data"]["due"]) - moment(row["at"]) == timedelta(minutes=15)


def test_it_is_kept_when_a_person_writes():
    """The shift writes from the phone: kept, and the owner hears nothing of it."""
    story = smelled()
    write_by_hand(story)
    story.run(until=at(60))
    left = check(Left(story))
    assert [state for state, _ in promised(left, GUESTS[0])] == ["made", "kept"]
    assert "owner.nobody_wrote" not in left.phrases(OWNER)


def test_the_owner_hears_that_nobody_wrote():
    """After the end it is broken and told once; a late word makes it good."""
    story = smelled()
    story.run(until=at(60))
    write_by_hand(story)
    left = check(Left(story))
    states = [state for state, _ in promised(left, GUESTS[0])]
    assert states == ["made", "broken", "repaired"]
    assert left.phrases(OWNER).count("owner.nobody_wrote") == 1


def test_it_is_kept_when_a_person_says_that_the_matter_is_settled():
    """The owner has seen to it in person."""
    story = smelled()
    (incident,) = story.desk.incidents.known.values()
    story.desk.mailbox.put(incident.id, Resolved("owner:1"), "settled")
    story.engine.run_all()
    states = [state for state, _ in promised(Left(story), GUESTS[0])]
    assert states == ["made", "kept"]
