"""A branch is closed by a person: its visits are handled, and the hour opens it."""

import pytest
from tests.story.closing import (
    FAILED_AT,
    HIT,
    LATER,
    answer,
    asked,
    booked,
    press_offer,
    told_of_closing,
)
from tests.story.invariants import check
from tests.story.record import Left, moment
from tests.story.stage import OWNER, SHIFT, at

from sondir.domain.turn import OwnerDecided, Resolved


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
