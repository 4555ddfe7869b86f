"""The audit notices a gate that is gone: each bypass here makes it speak."""

from dataclasses import replace

import pytest

from sondir.bootstrap.memory import Story
from sondir.bootstrap.replaying import journal_texts
from sondir.bootstrap.simulating import LONGEST, equip, evidence_of
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.corridor_document import parse_corridor
from sondir.stages.audit import audit
from sondir.workflows.acts import Act
from sondir.workflows.every_act import ACTS

SEED, CRISES = 11, 12
FREE = {
    "permissions": {"climate_failure": "act"},
    "incident_kzt": 150_000,
    "hold_s": {"vendor": 0, "clients": 0, "compensation": 0},
    "messages": {"per_client_day": 9, "quiet": "00:00-00:00", "month_kzt": 10_000},
}
STRICT = {
    **FREE,
    "incident_kzt": 1,
    "client_kzt": 0,
    "messages": {"per_client_day": 0, "quiet": "05:00-04:59", "month_kzt": 10_000},
}


def past_the_gate(kind):
    """Carry steps of one kind out while they are only being proposed."""
    proper = ACTS[kind]

    def propose(case, step):
        proposed = proper.propose(case, step)
        if step.state != "done":
            proper.carry_out(case, step, proposed)
            step.state = "done"
        return proposed

    return {**ACTS, kind: Act(propose, lambda *_: None)}


def found(acts=ACTS, corridor=FREE, judged=FREE):
    """Play some crises and name what the audit finds, judged by one corridor."""
    names = set()
    for number in range(CRISES):
        hostile, play = equip().play(SEED, number)
        story = Story(replace(play, acts=acts, corridor=corridor), equip().reading)
        story.run(until=hostile.start + LONGEST)
        left = evidence_of(story, hostile, list(journal_texts(story)))
        strict = replace(left, corridor=parse_corridor(judged, PLAYBOOKS))
        names |= {violation.what for violation in audit(strict)}
    return names


def test_with_its_gate_nothing_is_found():
    """The very same crises are clean while every step meets its verdict."""
    assert found() == set()


@pytest.mark.parametrize("kind", ["write_client", "request_offer"])
def test_a_kind_that_goes_past_the_gate(kind):
    """Whatever goes out without a verdict is found."""
    assert "without_a_verdict" in found(acts=past_the_gate(kind))


def test_another_corridor_than_the_owner_set():
    """Who acts by a wider corridor than the owner's is found: sums, hours, number."""
    expected = {"over_limit", "per_client_day", "quiet_hours"}
    assert expected <= found(corridor=FREE, judged=STRICT)
