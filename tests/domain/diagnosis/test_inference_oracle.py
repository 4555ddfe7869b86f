"""Exact enumeration against a Bayes network library that knows nothing of ours.

pyAgrum builds the same network from the tables' figures, node by node, and infers by
lazy propagation: another algorithm, another language, other people.
"""

import pyagrum
import pytest
from hypothesis import given, settings
from tests.domain.diagnosis.test_inference import ALL, cases

from sondir.domain.diagnosis import best_question
from sondir.domain.diagnosis.inference import posterior
from sondir.domain.diagnosis.network import TopicModel
from sondir.domain.diagnosis.tables import MODELS


def network_of(model: TopicModel) -> pyagrum.BayesNet:
    """A node for the cause, from which an arrow goes to every finding and question."""
    network = pyagrum.BayesNet(model.topic)
    causes = [prior.cause for prior in model.priors]
    network.add(pyagrum.LabelizedVariable("cause", "", causes))
    network.cpt("cause").fillWith([prior.p for prior in model.priors])
    for table in (*model.tables, *model.questions):
        rows = {cause: each.p for each in table.rows for cause in each.causes}
        network.add(pyagrum.LabelizedVariable(table.finding, "", list(table.states)))
        network.addArc("cause", table.finding)
        for cause in causes:
            cells = rows.get(cause, rows.get("*"))
            network.cpt(table.finding)[{"cause": cause}] = list(cells)
    return network


ORACLES = {topic: network_of(MODELS[topic]) for topic in ALL}


def inferred(topic: str, met: dict[str, str]) -> pyagrum.LazyPropagation:
    inference = pyagrum.LazyPropagation(ORACLES[topic])
    inference.setEvidence(met)
    inference.makeInference()
    return inference


def beliefs_of(inference: pyagrum.LazyPropagation, topic: str) -> dict[str, float]:
    told = inference.posterior("cause").tolist()
    return dict(zip((p.cause for p in MODELS[topic].priors), told, strict=True))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_posterior_is_the_library_s(case):
    """Whatever was met, in however many tables: the same beliefs to nine places."""
    topic, evidence = case
    met = {each.finding: each.state for each in evidence}
    expected = beliefs_of(inferred(topic, met), topic)
    ours = posterior(MODELS[topic], evidence, {})
    assert ours == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_question_is_worth_what_the_library_s_mutual_information_says(case):
    """The bits of the chosen question are I(cause; answer | evidence)."""
    topic, evidence = case
    question = best_question(topic, evidence, {})
    if question is None:
        return
    met = {each.finding: each.state for each in evidence}
    theory = pyagrum.InformationTheory(inferred(topic, met), ["cause"], [question.code])
    assert question.worth_bits == pytest.approx(theory.mutualInformationXY(), rel=1e-6)
