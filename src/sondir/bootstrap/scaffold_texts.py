"""What a new playbook begins as: a module that acts on nobody, and tests that run."""

WORDS = "UNWRITTEN"
"""Stands where words for people belong; a contract test fails until none is left."""

MODULE = '''\
"""Write here what has happened, and what is done about it, in one line."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="{name}",
    topics=("{topic}",),
    # what the owner reads on the card, in order; StepKind in domain/step.py has the
    # kinds. Nobody is hired yet: add search_vendor, request_offer and authorise_job
    # with a trade, vendor_causes, minor_repair_kzt and a scope; compensate with gifts.
    plan=("notify_owner", "ask_shift", "write_client", "verify", "report"),{causes}
    question="shift_sees_the_problem",
    confirm="shift_sees_the_problem",
)
'''

STORY = '''\
"""Write here how {name} ends, in one line."""

from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import at

from sondir.playbooks.{name} import PLAYBOOK


def told():
    """Seven witnesses; the trouble is over by itself after a hundred minutes."""
    return crisis(
        complaints("{topic}"),
        truth=truth("{topic}", "{cause}", at(100)),
        corridor=acting({acting}),
    )


def test_the_cause_leads_to_this_playbook():
    """Where it does not: the topic's table weighs the evidence for {cause}."""
    incident = opened(told())

    assert (incident.playbook, incident.cause) == (PLAYBOOK.name, "{cause}")


def test_it_is_closed_and_nobody_is_hired():
    """Replace this by what a careful owner would want to see."""
    left = told()

    assert hired(left) == []
    assert opened(left).state == "closed"
'''
