"""Noise is waited for; gas or smoke is a danger as soon as the shift smells it."""

from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import OWNER, at


def test_noise_from_the_street():
    """Nobody is hired against a drill; booked clients may come later."""
    left = crisis(
        complaints("noise_smell"),
        truth=truth("noise_smell", "noise_outside", at(100)),
        corridor=acting("noise_smell"),
    )
    incident = opened(left)

    assert incident.playbook == "noise_smell"
    assert incident.asked_codes[0] == "smell_of_gas_or_smoke"
    assert hired(left) == []
    assert incident.state == "closed"


def test_gas_is_a_danger_at_once():
    """The shift smells gas: emergency text to every witness, a person, no letters."""
    left = crisis(
        complaints("noise_smell"),
        truth=truth("noise_smell", "gas_or_smoke"),
        corridor=acting("noise_smell"),
    )
    incident = opened(left)
    written = {p for p in left.phrases() if p.startswith("client.")}

    assert incident.playbook == "danger"
    assert written == {"client.emergency.danger"}
    assert len(left.entries("HUMAN_HANDOFF")) == len(incident.witnesses)
    assert "owner.card.danger" in left.phrases(OWNER)
    assert incident.state == "open"
