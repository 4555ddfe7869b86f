"""The outcome: counted from facts, and unknown where there are none."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.case.told import folder_of, marked_story
from tests.story.stage import crowd, network, told

from sondir.domain.people import Booking
from sondir.stages.measure import CrisisFacts, measure


@pytest.fixture(scope="module")
def facts():
    """The facts of a crisis that was put out."""
    story = marked_story()
    snapshot = folder_of(story).snapshot
    records = [record.fields for record in snapshot.records]
    began = snapshot.incident.first_at - timedelta(days=1)
    visits = story.desk.bookings.between(story.org, began, began + timedelta(days=70))
    return CrisisFacts(snapshot.incident, records, visits, story.clock.now())


def later(facts, days, client="client:901", **more):
    """Write a visit into the book so many days after the close."""
    at = facts.incident.closed_at + timedelta(days=days)
    return Booking(f"b-{days}-{client}", client, "abay", at, **more)


def test_spans_come_from_the_journal(facts):
    """Repair, downtime and waits are differences of what was written down."""
    outcome, incident = measure(facts), facts.incident
    flows = {
        f["data"]["state"]: f["at"]
        for f in facts.records
        if f["entry"] == "WHATSAPP_OUTREACH"
    }
    assert {"agreed", "arrived", "done"} <= set(flows)
    down = incident.repaired_at - incident.first_at
    assert outcome.downtime_min == int(down.total_seconds()) // 60
    assert outcome.waits.whole_s == incident.waited_s
    assert outcome.waits.road_s == _seconds(flows["agreed"], flows["arrived"])
    assert outcome.repair_s == _seconds(flows["arrived"], flows["done"])


def test_money_is_the_ledgers(facts):
    """What is spent is what the ledger binds; a purpose without money is left out."""
    outcome = measure(facts)
    assert outcome.spent_kzt == facts.incident.ledger.spent_kzt > 0
    assert sum(one.bound_kzt for one in outcome.spending) == outcome.spent_kzt


def test_moved_visits_are_what_was_saved(facts):
    """Only visits that were moved and still stand; a cancelled one is lost."""
    before = measure(facts)
    moved = [f["data"]["booking"] for f in facts.records if _is_move(f)]
    assert before.visits.moved == len(moved) > 0
    assert before.saved_kzt == 9_000 * len(moved)
    visits = [_cancelled(v) if v.id == moved[0] else v for v in facts.visits]
    after = measure(replace(facts, visits=visits))
    assert after.visits.lost == before.visits.lost + 1
    assert after.visits.hit == before.visits.hit
    assert after.saved_kzt == before.saved_kzt - 9_000


def test_a_price_that_nobody_wrote_down_is_not_guessed(facts):
    """One moved visit without a price, and the whole sum is unknown."""
    moved = [f["data"]["booking"] for f in facts.records if _is_move(f)]
    visits = [replace(v, price_kzt=0) if v.id in moved else v for v in facts.visits]
    assert measure(replace(facts, visits=visits)).saved_kzt is None


def test_who_returned_is_unknown_until_the_days_are_over(facts):
    """Too early to say; then only a book that was kept on says anything."""
    early, _ = measure(facts).returned
    assert (early.came, early.why) == (None, "too_early")
    assert early.known_from == facts.incident.closed_at + timedelta(days=30)
    over = replace(facts, now=facts.incident.closed_at + timedelta(days=61))
    assert [r.why for r in measure(over).returned] == ["no_book", "no_book"]


def test_who_returned_is_counted_once(facts):
    """A visit on another day, not cancelled, of somebody who had complained."""
    one, two, three = list(facts.incident.witnesses)[:3]
    visits = [
        *facts.visits,
        later(facts, 3, one),
        later(facts, 9, one),
        later(facts, 40, two),
        later(facts, 5, three, state="cancelled"),
        later(facts, 58),
    ]
    now = facts.incident.closed_at + timedelta(days=61)
    month, two_months = measure(replace(facts, visits=visits, now=now)).returned
    assert (month.came, two_months.came) == (1, 2)
    assert month.of == len(facts.incident.witnesses)


def test_own_time_is_kept_for_each_step(facts):
    """It grows from step to step; an older incident without it says nothing."""
    known = [s.own_ms for s in measure(facts).steps if s.own_ms is not None]
    assert len(known) >= 7
    assert known == sorted(known)
    older = replace(facts.incident, own_ms_until={})
    steps = measure(replace(facts, incident=older)).steps
    assert {s.own_ms for s in steps} == {None}
    assert {s.waited_s for s in steps} == {None}


def test_an_open_crisis_has_no_outcome_yet():
    """No downtime, no saving, nobody returned: unknown, not nought."""
    outcome = folder_of(told(network(), crowd(), hours=0.5)).outcome
    unknown = (outcome.downtime_min, outcome.saved_kzt, outcome.visits)
    assert outcome.is_open
    assert unknown == (None, None, None)
    assert outcome.waits.whole_s is None
    assert {r.why for r in outcome.returned} == {"open"}


def _seconds(begin, end):
    began, ended = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    return int((ended - began).total_seconds())


def _is_move(fields):
    return fields["entry"] == "BOOKING_FLOW" and fields["data"]["state"] == "moved"


def _cancelled(visit):
    return replace(visit, state="cancelled")
