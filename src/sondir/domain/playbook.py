"""A playbook: which steps one kind of crisis takes, and within which bounds.

A typed declaration without control flow; the order of turns is workflows/, the
owner's limits are the corridor. Sums are whole tenge, times are minutes.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gift:
    """One way of making it up to a client, chosen by the first rule that fits.

    *kind* is bonus (KZT on the loyalty account), addon (a service for free) or
    discount (percent of the next visit). *from_price_kzt* is the least price of the
    spoilt visit for which it is given; *costs_kzt* is what it costs the salon.
    """

    kind: str
    value: str
    costs_kzt: int
    from_price_kzt: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What the shift is asked to do at once, once one of *causes* leads.

    *kind* is the step it belongs to; the words are `shift.<says>`. No causes: always.
    """

    kind: str
    says: str
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """What is done about one kind of crisis."""

    name: str
    topics: tuple[str, ...]
    plan: tuple[str, ...]
    """Step kinds in the order in which the owner reads them on the card."""
    question: str | None = None
    """Which question the shift is asked when the network has no better one."""
    asks_first: bool = False
    """The playbook's own question goes before the one that would tell most."""
    confirm: str | None = None
    """What the shift is asked after the repair; its yes is evidence to close."""
    trade: str | None = None
    vendor_causes: tuple[str, ...] = ()
    """Causes that a vendor can mend; prices are asked only while one of them leads."""
    notice_kind: str | None = None
    """Planned works of this kind explain the crisis, so that nobody is hired."""
    notice_causes: tuple[str, ...] = ()
    """What those works explain; another leading cause still calls a vendor."""
    causes: tuple[str, ...] = ()
    """Causes with which it takes over from the playbook that its topic opens with.

    A playbook with causes opens nothing by itself; the topic's other one does.
    """
    alarms: tuple[str, ...] = ()
    """Questions whose yes lets it take over at once, whatever the probabilities."""
    instructions: tuple[Instruction, ...] = ()
    relief_causes: tuple[str, ...] = ()
    """Causes that no vendor ends: booked clients are offered a later time instead."""
    relief_min: int = 0
    """How long such a trouble is assumed to last, from the opening on."""
    not_before_min: int = 0
    """Minute of the local day before which no later time of that day is offered."""
    of_one_master: bool = False
    """Only the visits of the master who is missing are offered another day."""
    minor_repair_kzt: int = 0
    """Pre-authorised beyond the call-out: what "minor" is, in tenge."""
    scope: str = ""
    """Code of what a vendor is authorised to do."""
    gifts: tuple[Gift, ...] = ()
    quiet_min: int = 30
    """Minutes without a new complaint before it may be closed."""
    offers_min: int = 4
    """How long offers are collected once they were asked for."""
    letters_wait_min: int = 10
    """How long letters wait for news of the repair before they go without."""
    repair_min: int = 60
    """Assumed length of the work after arrival, for offers to booked clients."""
    closure_causes: tuple[str, ...] = ()
    """Causes under which closing the branch may be proposed to a person."""
    closure_min: int = 0
    """How long such a closing would last at most, in minutes."""
    human_only: bool = False
    """Nothing is done alone but the emergency text, the hand-over and instructions."""


def first_for(topic: str, books: Iterable[Playbook]) -> Playbook | None:
    """Find the playbook with which a crisis about *topic* opens, if there is one.

    >>> cool = Playbook("climate_failure", ("heat_air",), ())
    >>> wave = Playbook("heat_wave", ("heat_air",), (), causes=("heat_wave_outside",))
    >>> found = first_for("heat_air", (wave, cool))
    >>> found.name if found else None
    'climate_failure'
    """
    return next((b for b in books if topic in b.topics and not b.causes), None)
