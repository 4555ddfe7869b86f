"""The owner agrees, is silent, stops or takes over: the word holds at every moment."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left, moment
from tests.story.stage import (
    BOOKED,
    CATALOGUE,
    GUESTS,
    OWNER,
    READING,
    TEN,
    VENDORS,
    at,
    corridor,
    crowd,
    heat,
    network,
    prepared,
    says,
    told,
)

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.records import given_of
from sondir.domain.turn import OwnerDecided, Resolved
from sondir.world.demo import complete
from sondir.world.replay import InMemoryWorld
from sondir.world.script import spoken_from


def owner(behaviour):
    return {"client": OWNER, "lang": "ru", "behaviour": behaviour}


def asks(**changes):
    return network(corridor=corridor(permissions={"climate_failure": "ask"}), **changes)


def test_an_incident_that_must_ask_waits_for_the_yes():
    """Nothing goes to a vendor or a client before the owner agrees; then all does."""
    left = check(Left(told(asks(owner=owner("agrees")))))
    agreed = moment(left.entries("OWNER_DECISION", decision="agree")[0]["at"])
    outward = [r for r in left.entries("WHATSAPP_OUTREACH")]
    assert outward and all(moment(r["at"]) >= agreed for r in outward)
    assert left.states() == ["closed"]


def test_a_silent_owner_means_no():
    """An expired question falls to the safe side: nobody is hired or written to."""
    left = check(Left(told(asks(owner=owner("silent")))))
    assert left.entries("WHATSAPP_OUTREACH", "CLIENT_COMMUNICATION_INITIATED") == []
    assert left.entries("VERDICT", verdict="refuse") != []
    assert left.spent() == 0


def test_an_incident_that_may_only_observe_tells_and_asks_nobody_else():
    """observe: the owner and the shift hear of it, nobody else."""
    document = network(corridor=corridor(permissions={}))
    left = check(Left(told(document)))
    assert {line["to"] for line in left.sent()} == {OWNER, "+77990000031"}
    assert left.spent() == 0


def test_the_owner_stops_everything_by_button():
    """Stop: nothing goes out any more, whoever was asked is thanked, it stays open."""
    left = check(Left(told(network(owner=owner("stops")))))
    assert left.entries("OWNER_DECISION", decision="stop_all") != []
    assert left.states() == ["open"]
    assert left.entries("CLIENT_COMMUNICATION_INITIATED") == []


def test_the_owner_takes_over():
    """Take over: the autopilot stands down, keeps watching and says nothing."""
    late = [
        *crowd(),
        says(
            GUESTS[0], 90, "всё ещё очень жарко, дышать нечем", topics={"heat_air": 0.9}
        ),
    ]
    left = check(Left(told(network(owner=owner("takes_over")), late)))
    assert left.entries("OWNER_DECISION", decision="take_over") != []
    assert left.states() == ["open"]
    watched = left.entries("AGENT_MONITOR")[-1]
    assert watched["data"]["message_ids"] == ["s-0101-90"]


def moments():
    """List the minutes after ten at which anything happens in an unhindered story."""
    left = Left(told())
    found = {moment(str(line["at"])) for line in left.wire}
    found |= {moment(r["at"]) for r in left.journal}
    return sorted({(one - TEN).total_seconds() / 60 for one in found})


MOMENTS = moments()


@pytest.mark.parametrize("minutes", MOMENTS)
@pytest.mark.parametrize("word", ["Стоп!"])
def test_a_stop_at_every_moment(minutes, word):
    """Whenever the owner writes stop, nothing but courtesies and alerts follows."""
    stop = says(OWNER, minutes, word)
    left = check(Left(told(None, [*crowd(), stop])))
    stopped = TEN + (moment(stop["at"]) - TEN)
    for line in left.sent():
        if moment(str(line["at"])) > stopped:
            posted = left.story.desk.outbox.get(str(line["key"]))
            assert posted.head.urgency != "act", line
    assert left.entries("COMMAND_REFUSED") == []


class Interrupting(InMemoryWorld):
    """A world in which the owner writes stop while our first request is under way."""

    def watch(self, story):
        """Interrupt this story."""
        self.story, self.interrupted = story, False

    def deliver(self, letter, now):
        """Let the stop arrive in the middle of the first request to a vendor."""
        if letter.to in VENDORS and not self.interrupted:
            self.interrupted = True
            self.story.hear_words(OWNER, "СТОП")
        return super().deliver(letter, now)


def test_a_message_already_claimed_goes_out_and_nothing_after_it():
    """The veto meets a request in flight: that one is settled, no other follows."""
    lines = crowd()
    script = [spoken_from(line) for line in lines]
    world = Interrupting(complete(network(), None), script, CATALOGUE)
    records = {line["id"]: given_of(line) for line in lines}
    story = Story(Play(world, TEN, records=records), READING)
    world.watch(story)
    story.run(until=TEN.replace(hour=20))
    left = Left(story)
    asked = [p for v in VENDORS for p in left.phrases(v) if p == "vendor.request"]
    assert asked == ["vendor.request"]
    assert left.entries("CLIENT_COMMUNICATION_INITIATED") == []
    assert left.entries("DELIVERY", code="veto") != []
    assert left.spent() == 15


def test_the_same_words_from_a_stranger_change_nothing():
    """A stop of somebody else is an opt-out of theirs, never a command."""
    words = [says("+77990000777", 12, "СТОП"), says(BOOKED[0], 13, "Подтвердить")]
    left = check(Left(told(None, [*crowd(), *words])))
    assert left.entries("OWNER_DECISION") == []
    assert left.states() == ["closed"]


def test_a_resumed_crisis_goes_on_with_fresh_holds():
    """After stop and resume the work begins anew, each act after its own hold."""
    words = [says(OWNER, 10.5, "стоп"), says(OWNER, 40, "продолжить")]
    left = check(Left(told(None, [*crowd(), *words])))
    assert left.states() == ["closed"]
    resumed = moment(left.entries("OWNER_DECISION", decision="resume")[0]["at"])
    first = left.entries("WHATSAPP_OUTREACH", state="asked")[0]
    assert (moment(first["at"]) - resumed).total_seconds() >= 60


def test_a_danger_after_a_stop_is_still_answered():
    """Rescue passes every stop: the text at once, and a person."""
    words = [
        says(OWNER, 16, "стоп"),
        says(GUESTS[4], 30, "У вас пахнет газом, человеку плохо!"),
    ]
    left = check(Left(told(None, [*crowd(), *words])))
    assert any(p.startswith("client.emergency") for p in left.phrases(GUESTS[4]))
    assert left.entries("HUMAN_HANDOFF") != []


def test_an_asking_incident_acts_once_its_witnesses_are_known():
    """Few verified at first: it asks; with enough verified visits it may act."""
    lines = [
        heat(f"+7799000{n}", 3 * (n - 7001), visited=None) for n in range(7001, 7006)
    ]
    left = check(Left(told(None, [*lines, *crowd()])))
    permissions = [r["data"]["permission"] for r in left.entries("INCIDENT_OPENED")]
    cards = [p for p in left.phrases(OWNER) if p.startswith("owner.card")]
    assert (permissions, cards) in (
        (["ask"], ["owner.card.ask", "owner.card.act"]),
        (["act"], ["owner.card.act"]),
    )


def test_a_late_yes_revives_what_had_expired():
    """The owner answers the card after the question ended: the work begins then."""
    yes = says(OWNER, 45, "Подтвердить")
    left = check(Left(told(asks(), [*crowd(), yes])))
    assert left.entries("OWNER_DECISION", decision="agree") != []
    assert left.states() == ["closed"]


def test_taking_over_with_a_vendor_on_the_way():
    """The vendor stays with the owner: not cancelled, heard, and nothing else sent."""
    over = says(OWNER, 30, "Беру на себя")
    left = check(Left(told(None, [*crowd(), over])))
    states = [r["data"]["state"] for r in left.entries("WHATSAPP_OUTREACH")]
    assert "cancelled" not in states
    assert states[-2:] == ["arrived", "done"]
    assert left.states() == ["open"]


def test_one_step_can_be_stopped_by_its_name():
    """A stopped kind of step never happens; the rest of the plan goes on."""
    story = prepared()
    story.run(until=at(10.5))
    incident = next(iter(story.desk.incidents.known.values()))
    turn = OwnerDecided("owner:1", "stop_step", "write_client", "page")
    story.desk.mailbox.put(incident.id, turn, "page-1")
    story.engine.run_all()
    story.run(until=at(20 * 60))
    left = check(Left(story))
    assert left.entries("CLIENT_COMMUNICATION_INITIATED", about="incident") == []
    assert left.entries("WHATSAPP_OUTREACH", state="done") != []


def test_the_owner_hears_the_end_by_a_button_of_theirs():
    """A person may close: then the report says so, and no reserve stays open."""
    story = prepared()
    story.run(until=at(40))
    incident = next(iter(story.desk.incidents.known.values()))
    story.desk.mailbox.put(incident.id, Resolved("owner:1"), "page-2")
    story.engine.run_all()
    story.run(until=at(20 * 60))
    left = check(Left(story))
    assert left.entries("INCIDENT_CLOSED")[0]["actor"] == "owner:1"
    assert "owner.closed.by_person" in left.phrases(OWNER)
