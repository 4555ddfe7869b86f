"""What is kept as a document comes back equal, whatever it holds."""

from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contracts.desk.documents import incident, outbound

from sondir.adapters.database.codec import (
    TURNS,
    read_incident,
    read_outbound,
    read_turn,
    write_incident,
    write_outbound,
    write_turn,
)
from sondir.domain.detection import Alarm
from sondir.domain.diagnosis import Evidence
from sondir.domain.hold import Standing
from sondir.domain.incident import (
    Incident,
    Job,
    Letter,
    Question,
    Quote,
    StepState,
    Witness,
)
from sondir.domain.ledger import Ledger
from sondir.domain.organisation import ALMATY
from sondir.domain.outbound import Outbound
from sondir.domain.promise import Promise

MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, ALMATY]))
st.register_type_strategy(float, st.floats(allow_nan=False))
PARTS = {
    "alarm": st.none() | st.builds(Alarm, at=MOMENTS, first_at=MOMENTS),
    "evidence": st.lists(st.builds(Evidence), max_size=3),
    "standing": st.builds(
        Standing,
        now=st.none() | MOMENTS,
        hold_began=st.dictionaries(st.text(), MOMENTS, max_size=3),
    ),
    "ledger": st.builds(Ledger),
    "question": st.none() | st.builds(Question, asked_at=MOMENTS, expires_at=MOMENTS),
}


def by_key(strategy):
    return st.dictionaries(st.text(max_size=9), strategy, max_size=2)


MAPS = {
    "witnesses": by_key(
        st.builds(Witness, first_at=MOMENTS, joined_at=st.none() | MOMENTS)
    ),
    "steps": by_key(st.builds(StepState, until=st.none() | MOMENTS)),
    "quotes": by_key(
        st.builds(Quote, asked_at=st.none() | MOMENTS, offered_at=st.none())
    ),
    "jobs": by_key(st.builds(Job, eta_by=MOMENTS, valid_until=MOMENTS)),
    "letters": by_key(
        st.builds(Letter, slot=st.none() | MOMENTS, sent_at=st.none() | MOMENTS)
    ),
    "promises": by_key(st.builds(Promise, due=st.none() | MOMENTS)),
}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.fixed_dictionaries(PARTS | MAPS))
def test_any_incident_comes_back_equal(changes):
    """Every part of an incident survives, types and all."""
    before = incident(**changes)
    after = read_incident(write_incident(before))
    assert after == before
    assert isinstance(after, Incident)


@pytest.mark.parametrize("kind", list(TURNS))
def test_any_turn_comes_back_equal(kind):
    """Every kind of turn survives, and keeps its kind."""

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(turn=st.from_type(TURNS[kind]))
    def check(turn):
        written = write_turn(turn)
        assert written[0] == kind
        assert read_turn(*written) == turn

    check()


def test_a_message_comes_back_with_its_person():
    """The address is kept, though it is never printed."""
    message = outbound("k")
    after = read_outbound(write_outbound(message))
    assert (after, after.recipient.value) == (message, "+77990000101")
    assert isinstance(after, Outbound)
