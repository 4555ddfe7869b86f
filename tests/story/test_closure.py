"""Closing a branch: proposed with its price, decided by a person, open again."""

from itertools import pairwise
from typing import cast

import pytest
from tests.story.invariants import check
from tests.story.record import Left, moment
from tests.story.stage import (
    BOOKED,
    GUESTS,
    OWNER,
    SHIFT,
    TEN,
    at,
    corridor,
    crowd,
    network,
    prepared,
    says,
)

from sondir.domain.turn import OwnerDecided, Resolved
from sondir.ports.desk import Desk
from sondir.workflows.case import open_case
from sondir.workflows.closure import MOST
from sondir.workflows.considering import reason_to_close
from sondir.world.messages import Button

LATER = ("+77990000301", "+77990000302")
"""Two whose visits begin after any closing of this morning has ended."""
HIT = ("+77990000211", "+77990000212", "+77990000213")
"""Three whose visits fall into the closed hours; the last wants no messages."""
FAILED_AT = 103
"""Minutes after ten by which the shift has said that the repair did not help."""


def visit(client, minutes, price_kzt=9_000, master="Айжан"):
    """Book one visit at the struck branch, so many minutes after ten."""
    return {
        "client": client,
        "branch": "abay",
        "start": at(minutes).isoformat(),
        "service": "стрижка",
        "master": master,
        "price_kzt": price_kzt,
    }


def broken(**changes):
    """A branch where no repair helps, with visits in and after the closed hours."""
    document = network()
    document["truth"][0]["repair_works"] = False
    document["bookings"] += [visit(c, 180 + 15 * n) for n, c in enumerate(HIT)]
    document["bookings"] += [visit(c, 480 + 60 * n) for n, c in enumerate(LATER)]
    document["clients"] += [
        {"client": c, "name": f"Клиент {c[-3:]}", "opted_out": c == HIT[2], "says": []}
        for c in (*HIT, *LATER)
    ]
    return document | changes


def asked(document=None, minutes=FAILED_AT, records=None):
    """Play until the owner has been asked whether to close; return story, incident."""
    story = prepared(document or broken(), records)
    story.run(until=at(minutes))
    (incident,) = story.desk.incidents.known.values()
    return story, incident


def answer(story, decision, step=None, by="owner:1"):
    """Let a person decide about the proposal on the page."""
    (incident,) = story.desk.incidents.known.values()
    step = step or incident.closure.key
    turn = OwnerDecided(by, decision, step, "web")
    number = len(list(story.desk.journal.records(incident.org)))
    story.desk.mailbox.put(incident.id, turn, f"{decision}-{number}")
    story.engine.run_all()
    return incident.closure


def press(story, who, decision, step=None):
    """Let somebody press a button of our card in their messenger."""
    (incident,) = story.desk.incidents.known.values()
    payload = f"{decision}/{incident.id}/{step or incident.closure.key}"
    story.hear_words(who, "Закрыть филиал", Button(payload, "Закрыть филиал"))


def press_offer(story, who, payload):
    """Let a guest press a button of our offer."""
    story.hear_words(who, "Перенести", Button(payload, "Перенести"))


def booked(story):
    """List every visit of the struck branch that day, as it stands now."""
    day = (at(-300), at(900))
    return story.desk.bookings.at_branch(story.org, "abay", *day)


def told_of_closing(left):
    """Name the people who read that the branch is closed."""
    return {
        line["to"]
        for line in left.sent()
        if left.story.desk.outbox.get(str(line["key"])).head.phrase.startswith(
            "client.closure"
        )
    }


def test_a_failed_repair_leads_to_a_question_with_both_prices():
    """The card names hours, visits, both prices and an end; nothing is closed yet."""
    story, incident = asked()
    left = Left(story)
    (proposed,) = left.entries("CLOSURE_PROPOSED")
    closure, line = incident.closure, proposed["data"]
    hit = [v for v in broken()["bookings"] if moment(v["start"]) > TEN]
    hit = [v for v in hit if moment(proposed["at"]) < moment(v["start"])]
    hit = [v for v in hit if moment(v["start"]) < closure.reopens_at]
    assert (line["branch"], line["bookings"]) == ("abay", len(hit))
    assert line["cost_kzt"] == sum(v["price_kzt"] for v in hit)
    assert line["stay_kzt"] == len(hit) * (2_000 + 15)
    assert moment(line["reopens_at"]) == closure.reopens_at
    assert moment(line["expires_at"]) < moment(line["reopens_at"])
    assert (closure.state, closure.why) == ("proposed", "repair_failed")
    assert "owner.closure.proposed" in left.phrases(OWNER)
    assert told_of_closing(left) == set()


def test_silence_keeps_the_branch_open():
    """An expired question closes nothing, tells so, and does not stop the repair."""
    story, incident = asked()
    story.run(until=at(FAILED_AT + 40))
    left = check(Left(story))
    assert incident.closure.state == "expired"
    assert left.phrases(OWNER).count("owner.closure.stays_open") == 1
    assert "shift.closure.closed" not in left.phrases(SHIFT)
    assert left.entries("MODE_CHANGED", to="CAUTIOUS") == []
    assert told_of_closing(left) == set()


def test_a_person_closes_and_the_hour_opens_again():
    """After the yes: shift and guests are told; at the hour it opens by itself."""
    story, _ = asked()
    closure = answer(story, "agree")
    assert (closure.state, closure.decided_by) == ("closed", "owner:1")
    story.run(until=closure.reopens_at)
    left = check(Left(story))
    assert closure.state == "reopened"
    assert {"shift.closure.closed", "shift.closure.opened"} <= set(left.phrases(SHIFT))
    opened = left.entries("ACTION_INITIATED", phrase="shift.closure.opened")
    assert [moment(r["at"]) for r in opened] == [closure.reopens_at]
    agreed = left.entries("OWNER_DECISION", decision="agree", step=closure.key)
    closed = left.entries("ACTION_INITIATED", phrase="shift.closure.closed")
    assert [r["actor"] for r in agreed] == ["owner:1"]
    assert agreed[0]["seq"] < closed[0]["seq"] < opened[0]["seq"]


def test_visits_in_the_closed_hours_are_handled_and_no_others():
    """Each is offered another time or given to a person; later ones stay untouched."""
    story, _ = asked()
    before = {v.id: v for v in booked(story)}
    closure = answer(story, "agree")
    story.run(until=at(FAILED_AT + 30))
    left = check(Left(story))
    refs = left.refs
    hit = {
        v.client
        for v in before.values()
        if v.branch == "abay" and at(FAILED_AT) <= v.start < closure.reopens_at
    }
    called = {
        r["data"]["client"]
        for r in left.entries("HUMAN_HANDOFF")
        if r["data"]["why"]["code"] == "handoff.closed_hours"
    }
    told = {refs[one] for one in told_of_closing(left)}
    assert hit == told | called
    assert refs[HIT[0]] in told and refs[HIT[2]] in called
    after = {v.id: v for v in booked(story)}
    for client in LATER:
        ids = [v.id for v in before.values() if v.client == refs[client]]
        assert [after[i] for i in ids] == [before[i] for i in ids]
        assert left.sent(client) == []


def test_a_guest_who_agrees_is_moved_past_the_reopening():
    """Consent moves the visit to a time after the hour; without it nothing moves."""
    story, incident = asked()
    closure = answer(story, "agree")
    story.run(until=at(FAILED_AT + 5))
    offer = incident.letters[Left(story).refs[HIT[0]]]
    press_offer(story, HIT[0], f"move/{incident.id}/{offer.booking}")
    story.run(until=at(FAILED_AT + 30))
    refs = Left(story).refs
    visits = booked(story)
    (moved,) = [v for v in visits if v.client == refs[HIT[0]]]
    (kept,) = [v for v in visits if v.client == refs[HIT[1]]]
    assert moved.start >= closure.reopens_at
    assert kept.start == at(195)


@pytest.mark.parametrize("decision", ["agree", "resume"])
@pytest.mark.parametrize("step", [None, "propose_closure", "propose_closure/9"])
def test_no_other_yes_closes(decision, step):
    """A yes to the card, to the kind or to another number is no yes to this closing."""
    story, incident = asked()
    turn = OwnerDecided("owner:1", decision, step, "whatsapp")
    story.desk.mailbox.put(incident.id, turn, "other-yes")
    story.engine.run_all()
    assert incident.closure.state == "proposed"
    assert "shift.closure.closed" not in Left(story).phrases(SHIFT)


@pytest.mark.parametrize("who", [GUESTS[0], SHIFT, BOOKED[0], "+77990000777"])
def test_the_yes_of_a_stranger_changes_nothing(who):
    """Guests, the shift and strangers may write yes: it stays the owner's question."""
    words = [
        says(who, FAILED_AT + 2, "Подтвердить"),
        says(who, FAILED_AT + 3, "Закрыть филиал"),
        says(who, FAILED_AT + 4, "agree/inc-1/propose_closure/1"),
    ]
    story, incident = asked(records=[*crowd(), *words])
    press(story, who, "agree")
    story.run(until=at(FAILED_AT + 8))
    assert incident.closure.state == "proposed"
    assert Left(story).entries("OWNER_DECISION") == []
    assert "shift.closure.closed" not in Left(story).phrases(SHIFT)


def test_the_owner_decides_in_the_messenger():
    """The button of the card closes, that of the notice opens again."""
    story, incident = asked()
    press(story, OWNER, "agree")
    assert incident.closure.state == "closed"
    assert incident.closure.decided_by == Left(story).refs[OWNER]
    press(story, OWNER, "stop_step")
    assert incident.closure.state == "opened"


def test_an_owner_may_say_no_and_is_not_asked_again():
    """A no is a no for this crisis."""
    story, _ = asked()
    closure = answer(story, "stop_step")
    story.run(until=at(FAILED_AT + 400))
    left = check(Left(story))
    assert closure.state == "declined"
    assert len(left.entries("CLOSURE_PROPOSED")) == 1
    assert told_of_closing(left) == set()


def test_a_late_yes_asks_anew_with_the_figures_of_now():
    """After the end of the question a yes closes nothing: a new proposal is made."""
    story, incident = asked()
    story.run(until=at(FAILED_AT + 30))
    first = incident.closure
    answer(story, "agree", first.key)
    second = incident.closure
    assert (first.state, second.state) == ("expired", "proposed")
    assert second.number == first.number + 1
    assert second.reopens_at >= first.reopens_at
    assert "shift.closure.closed" not in Left(story).phrases(SHIFT)


def test_the_owner_may_open_earlier():
    """A stop of the closing opens the branch at once, and for good."""
    story, _ = asked()
    closure = answer(story, "agree")
    answer(story, "stop_step", closure.key)
    assert closure.state == "opened"
    story.run(until=at(FAILED_AT + 300))
    assert len(Left(story).entries("CLOSURE_PROPOSED")) == 1
    assert Left(story).phrases(SHIFT).count("shift.closure.opened") == 1


@pytest.mark.parametrize("ends", ["stop_all", "take_over", "resolved"])
def test_it_opens_at_the_hour_whatever_else_ends(ends):
    """A stop, a take-over or the close of the crisis does not lose the reopening."""
    story, incident = asked()
    closure = answer(story, "agree")
    if ends == "resolved":
        story.desk.mailbox.put(incident.id, Resolved("owner:1"), "settled")
    else:
        turn = OwnerDecided("owner:1", ends, None, "web")
        story.desk.mailbox.put(incident.id, turn, "ends")
    story.engine.run_all()
    assert closure.is_on
    story.run(until=closure.reopens_at)
    assert closure.state == "reopened"
    assert Left(story).phrases(SHIFT)[-1] == "shift.closure.opened"


def test_the_crisis_does_not_close_on_evidence_while_the_branch_is_closed():
    """Quiet in an empty salon is no evidence."""
    story, incident = asked()
    closure = answer(story, "agree")
    incident.repaired_at, incident.shift_fine = at(FAILED_AT), True
    story.run(until=closure.reopens_at)
    assert "owner.closure.mended" in Left(story).phrases(OWNER)
    closes = [r for r in Left(story).entries("INCIDENT_CLOSED")]
    assert all(moment(r["at"]) >= closure.reopens_at for r in closes)


def test_it_is_asked_a_few_times_at_most():
    """Whoever never answers is asked three times, never more often than hourly."""
    story, _ = asked()
    story.run(until=at(10 * 60))
    times = [moment(r["at"]) for r in Left(story).entries("CLOSURE_PROPOSED")]
    gaps = [(b - a).total_seconds() / 60 for a, b in pairwise(times)]
    assert 1 <= len(times) <= MOST
    assert all(gap >= 60 for gap in gaps)


@pytest.mark.parametrize("permission", ["act", "ask"])
def test_it_is_asked_whatever_is_permitted(permission):
    """Freedom to act, and even an empty list of never-alone steps, closes nothing."""
    free = corridor(
        permissions={"climate_failure": permission},
        never_alone=["injury", "legal", "free_text", "share_personal_data"],
    )
    story = prepared(broken(corridor=free))
    story.run(until=at(20))
    (incident,) = story.desk.incidents.known.values()
    if permission == "ask":
        turn = OwnerDecided("owner:1", "agree", None, "web")
        story.desk.mailbox.put(incident.id, turn, "card")
        story.engine.run_all()
    story.run(until=at(FAILED_AT + 30))
    left = Left(story)
    assert len(left.entries("CLOSURE_PROPOSED")) == 1
    assert incident.closure.decided_by is None
    assert "shift.closure.closed" not in left.phrases(SHIFT)


def test_a_crowd_that_nobody_saw_closes_nobody():
    """Unverified accounts cannot bring a rival's branch to the question."""
    story = prepared(broken(), [])
    desk = cast(Desk, story.desk)
    assert desk.incidents.open_in("salon") == []
    story, incident = asked()
    incident.level = "organised"
    case = open_case(cast(Desk, story.desk), incident)
    assert reason_to_close(case) is None
