"""Everything that a diagnosis can utter is listed for the phrasebook's author."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sondir.domain.diagnosis import CaseFacts, best_question, diagnose, findings_from
from sondir.domain.diagnosis.codes import CAUSES, CONCLUSIONS, FINDINGS, IFS, QUESTIONS
from sondir.domain.diagnosis.evidence import Evidence, confirmation
from sondir.domain.diagnosis.tables import MODELS

shares = st.none() | st.floats(0, 1)
places = st.lists(st.none() | st.sampled_from(["зал", "массаж"]), max_size=9)


@st.composite
def facts(draw):
    """Any figures that a crisis can have."""
    witnesses = draw(st.integers(1, 20))
    verified = draw(st.integers(0, witnesses))
    branches = draw(st.integers(1, 9))
    return CaseFacts(
        topic=draw(st.sampled_from([*sorted(MODELS), "injury_allergy", "parking"])),
        witnesses=witnesses,
        window_min=draw(st.floats(0, 1440)),
        verified=verified,
        unknown=draw(st.integers(0, witnesses - verified)),
        near_copies=draw(shares),
        new_accounts=draw(shares),
        one_client_share=draw(shares),
        rooms=tuple(draw(places)),
        rooms_total=draw(st.none() | st.integers(1, 4)),
        masters=tuple(draw(places)),
        other_branches_complaining=draw(st.integers(0, branches - 1)),
        branches_total=branches,
        outdoor_c=draw(st.none() | st.integers(-45, 48)),
        sensor=draw(st.sampled_from([None, "below", "within", "above"])),
        notices=draw(st.sampled_from([None, (), ("water",), ("power", "water")])),
        staff_messages=draw(st.sampled_from([(), ("fault",), ("well", "fault")])),
        booked_share=draw(shares),
        recurrence_days=draw(st.none() | st.floats(0, 1e7)),
    )


@given(facts())
@settings(max_examples=120, deadline=None)
def test_every_sentence_is_listed_with_its_arguments(case):
    """No finding, reason, doubt or conclusion is uttered that has no gloss."""
    found = findings_from(case)
    diagnosis = diagnose(case.topic, found, {})
    reasons = [each.sentence() for each in found] + [
        said
        for each in diagnosis.beliefs
        for said in (*each.speaks_for, *each.speaks_against)
    ]
    for said, listed in (
        *((said, FINDINGS) for said in reasons),
        *((said, IFS) for said in diagnosis.would_change_mind),
        (diagnosis.conclusion, CONCLUSIONS),
    ):
        assert sorted(listed[said.code].args) == sorted(said.args)
        assert not any(isinstance(each, float) for each in said.args.values())


@pytest.mark.parametrize("topic", sorted(MODELS))
def test_every_topic_can_ask_at_least_two_questions(topic):
    """Each question, and each telling answer to it, has a code."""
    questions = MODELS[topic].questions
    assert len(questions) >= 2
    for table in questions:
        assert f"ask.{table.finding}" in QUESTIONS
        assert {f"{table.finding}.yes", f"{table.finding}.no"} <= set(FINDINGS)


@pytest.mark.parametrize("topic", sorted(MODELS))
def test_every_state_of_every_table_is_listed(topic):
    """A table cannot gain a state that the phrasebook does not know."""
    model = MODELS[topic]
    for table in (*model.tables, *model.questions):
        for state in table.states:
            assert Evidence(table.finding, state, "detector").code() in FINDINGS
    assert set(model.causes) <= set(CAUSES)


@pytest.mark.parametrize("topic", sorted(MODELS))
def test_every_number_has_a_reason_and_every_cause_a_row(topic):
    """The tables can be read by an owner who asks "why do you think so?"."""
    model = MODELS[topic]
    assert all(prior.why for prior in model.priors)
    for table in (*model.tables, *model.questions):
        assert all(each.why for each in table.rows)
        assert all(table.row_of(cause) for cause in model.causes)


def test_the_person_on_site_has_words():
    """Each source that may name a cause has a code."""
    for source in ("shift", "vendor", "owner"):
        said = confirmation("plumbing", source).sentence()
        assert sorted(FINDINGS[said.code].args) == sorted(said.args)


def test_an_empty_case_still_asks():
    """Knowing nothing, the first question is about the commonest cause."""
    assert best_question("heat_air", (), {}).code == "cold_air_blowing"
