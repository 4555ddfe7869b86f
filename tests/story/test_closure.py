"""Closing a branch: proposed with its price, and decided by a person alone."""

from itertools import pairwise
from typing import cast

import pytest
from tests.story.closing import FAILED_AT, answer, asked, broken, press, told_of_closing
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
    prepared,
    says,
)

from sondir.domain.turn import OwnerDecided
from sondir.ports.desk import Desk
from sondir.workflows.case import open_case
from sondir.workflows.closure import MOST
from sondir.workflows.considering import reason_to_close


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


def test_hours_without_visits_are_no_question():
    """Closing an empty book costs nothing and saves nothing: nobody is asked."""
    empty = broken()
    empty["bookings"] = [v for v in empty["bookings"] if moment(v["start"]) < TEN]
    story, incident = asked(empty)
    assert incident.closure is None
    assert Left(story).entries("CLOSURE_PROPOSED") == []


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
