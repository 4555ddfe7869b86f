"""The arithmetic: exact, order-free, and never more sure than the evidence allows."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sondir.domain.diagnosis import (
    Evidence,
    best_question,
    diagnose,
    evidence_of_answer,
    fixed,
    learned,
)
from sondir.domain.diagnosis.inference import likelihoods, posterior
from sondir.domain.diagnosis.learning import priors
from sondir.domain.diagnosis.network import LEAK, Prior, Table, TopicModel, row
from sondir.domain.diagnosis.question import MUTE
from sondir.domain.diagnosis.tables import MODELS

ALL = sorted(MODELS)


@st.composite
def cases(draw, topics=ALL):
    """A topic with some of its findings in some states."""
    topic = draw(st.sampled_from(topics))
    tables = (*MODELS[topic].tables, *MODELS[topic].questions)
    chosen = draw(st.lists(st.sampled_from(tables), unique_by=lambda t: t.finding))
    found = [
        Evidence(table.finding, draw(st.sampled_from(table.states)), "detector")
        for table in chosen
    ]
    return topic, tuple(found)


@given(cases(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_order_and_repetition_change_nothing(case, shuffled):
    """The same findings in another order, or said twice, conclude the same."""
    topic, evidence = case
    other = [*evidence, *evidence]
    shuffled.shuffle(other)
    expected = posterior(MODELS[topic], evidence, {})
    assert posterior(MODELS[topic], other, {}) == pytest.approx(expected)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_beliefs_are_a_sorted_distribution(case):
    """Probabilities sum to one, the most probable first, none of them certain."""
    topic, evidence = case
    shares = [each.p for each in diagnose(topic, evidence, {}).beliefs]
    assert math.fsum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert all(0 < p < 1 for p in shares)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_question_is_fair(case):
    """Averaged over its answers a question moves no belief, and is worth something."""
    topic, evidence = case
    model = MODELS[topic]
    question = best_question(topic, evidence, {})
    if question is None:
        return
    before = posterior(model, evidence, {})
    after = dict.fromkeys(before, 0.0)
    for answer in (a for a in question.answers if a not in MUTE):
        said = evidence_of_answer(question, answer)
        given_cause = likelihoods(model, said, {})
        chance = sum(before[cause] * given_cause[cause] for cause in before)
        for cause, p in posterior(model, (*evidence, said), {}).items():
            after[cause] += chance * p
    assert after == pytest.approx(before)
    assert question.worth_bits > 0


@given(cases(["heat_air"]))
@settings(max_examples=60, deadline=None)
def test_the_answer_moves_the_failed_unit_the_right_way(case):
    """No cold air never lowers the failed unit; cold air never raises it.

    An announced power cut is left out: it explains a silent unit as well.
    """
    apart = ("cold_air_blowing", "notice")
    evidence = tuple(e for e in case[1] if e.finding not in apart)
    model = MODELS["heat_air"]

    def p(answer):
        said = Evidence("cold_air_blowing", answer, "shift")
        return posterior(model, (*evidence, said), {})["climate_failure"]

    before = posterior(model, evidence, {})["climate_failure"]
    assert p("yes") < before < p("no")


@given(cases())
@settings(max_examples=60, deadline=None)
def test_more_guests_never_favour_chance_or_strangers(case):
    """A step up in witnesses or in visits lowers chance, or a brigade, to a crowd."""
    topic, evidence = case
    model = MODELS[topic]
    crowd = next(each.cause for each in model.priors if each.crowd == "crowd")

    def odds(rival, finding, state):
        rest = tuple(each for each in evidence if each.finding != finding)
        beliefs = posterior(model, (*rest, Evidence(finding, state, "detector")), {})
        return beliefs[rival] / beliefs[crowd]

    counted = [odds("coincidence", "witnesses", s) for s in ("some", "many", "crowd")]
    visited = [odds("organised", "visits", s) for s in ("strangers", "mixed", "most")]
    assert counted == sorted(counted, reverse=True)
    assert visited == sorted(visited, reverse=True)


@given(cases(), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_confirmed_incidents_teach(case, times):
    """A cause that was confirmed is believed more the next time, never wholly."""
    topic, evidence = case
    model = MODELS[topic]
    cause = next(each for each in model.causes if each != "unknown")
    counts = {}
    beliefs = [posterior(model, evidence, counts)[cause]]
    for _ in range(times):
        counts = learned(counts, topic, cause, evidence)
        beliefs.append(posterior(model, evidence, counts)[cause])
    assert beliefs == sorted(beliefs)
    assert priors(model, counts)["unknown"] >= LEAK
    assert json.loads(json.dumps(counts)) == counts


def test_learning_meets_the_frequencies():
    """After many incidents of a salon its own figures outweigh our assumptions."""
    hot = (Evidence("outdoor", "hot", "weather"),)
    counts = {}
    for _ in range(380):
        counts = learned(counts, "heat_air", "climate_failure", hot)
    given_cause = likelihoods(MODELS["heat_air"], hot[0], counts)
    assert given_cause["climate_failure"] > 0.95
    assert priors(MODELS["heat_air"], counts)["climate_failure"] > 0.9


@given(st.floats(0, 1), st.integers(1, 6))
def test_the_journal_never_shows_more_than_was_concluded(p, places):
    """The written figure is a cut one: it never reaches a limit that p misses."""
    assert 0 <= p - float(fixed(p, places)) < 10**-places + 1e-12
    assert len(fixed(p, places).split(".")[1]) == places


def test_a_table_that_does_not_sum_to_one_is_refused():
    """A slip in a table stops the program, not a salon."""
    with pytest.raises(ValueError, match="does not sum"):
        Table("outdoor", ("mild", "hot"), (row("*", 0.5, 0.4, why="a slip"),))
    with pytest.raises(ValueError, match="zero"):
        Table("outdoor", ("mild", "hot"), (row("*", 1.0, 0.0, why="a slip"),))


def test_a_model_without_a_leak_is_refused():
    """There is always room for a cause that we did not think of."""
    alone = (
        Prior("organised", 0.97, "brigade", "x"),
        Prior("unknown", 0.03, "anything", "x"),
    )
    with pytest.raises(ValueError, match="leak"):
        TopicModel("parking", alone, (), ())
