"""What an answer means for the question that was asked.

"It works" is a yes to "does it blow cold?" and a no to "is anything leaking?". A
description beats a bare yes or no: people answer the trouble they have in mind.
"""

from sondir.domain.reading import ShiftAnswer

ASKS_IF_WELL = frozenset(
    {
        "cold_air_blowing",
        "radiators_warm",
        "water_from_all_taps",
        "neighbours_have_water",
        "lights_on",
        "internet_works",
        "cleaned_today",
        "all_masters_present",
        "calendar_in_order",
        "terminal_works",
    }
)
"""Questions whose yes says that all is well; the yes of the others is a trouble."""

ASKS_WHERE = frozenset({"hot_in_one_room"})
"""Questions of where it is: how bad it is answers none of them."""
ASKS_OF_ALL = frozenset({"cold_air_blowing", "radiators_warm"})
"""Questions about the whole place: "in all rooms but one" is an answer of its own."""
TELLING = ("yes", "no", "all_but_one")
"""Answers that say how it is now: well, or not."""


def is_well(question: str, answer: str) -> bool:
    """Say whether *answer* to *question* means that all is well.

    >>> is_well("lights_on", "yes"), is_well("dirt_found", "yes")
    (True, False)
    """
    return answer == ("yes" if question in ASKS_IF_WELL else "no")


def answer_to(question: str, said: ShiftAnswer) -> str:
    """Say what the shift answers to *question*, by its code.

    >>> answer_to("cold_air_blowing", ShiftAnswer("no", said="yes", reports="well"))
    'yes'
    >>> answer_to("smell_of_gas_or_smoke", ShiftAnswer("no", reports="well"))
    'no'
    >>> answer_to("cold_air_blowing", ShiftAnswer("no", said="no"))
    'no'
    >>> answer_to("hot_in_one_room", ShiftAnswer("yes", reports="fault"))
    'unknown'

    Where it fails in one room only, that is neither a yes nor a no:

    >>> answer_to("cold_air_blowing", ShiftAnswer("yes", reports="fault", where="one"))
    'all_but_one'
    """
    if said.answer in ("repairing", "wrong_branch"):
        return said.answer
    if question in ASKS_OF_ALL and said.where == "one":
        return "all_but_one"
    if question in ASKS_WHERE:
        return _place(said)
    if question == "cold_air_blowing" and said.air:
        return "yes" if said.air == "cold" else "no"
    return _state(question, said)


def told_besides(question: str, said: ShiftAnswer) -> dict[str, str]:
    """Give what an answer tells beyond the question: {other question: its answer}.

    Whoever says "no, it is hot in the whole place" has answered two questions; "in all
    rooms but one" is the answer itself, and counts once.

    >>> told_besides("cold_air_blowing", ShiftAnswer("no", where="everywhere"))
    {'hot_in_one_room': 'no'}
    >>> told_besides("cold_air_blowing", ShiftAnswer("no", where="one"))
    {}
    >>> told_besides("hot_in_one_room", ShiftAnswer("yes", where="one"))
    {}
    """
    if said.where is None or said.answer in ("repairing", "wrong_branch"):
        return {}
    if question in ASKS_OF_ALL and said.where == "one":
        return {}
    return {other: _place(said) for other in sorted(ASKS_WHERE - {question})}


def _place(said: ShiftAnswer) -> str:
    """Yes where one room is named; without a place only a plain yes or no counts."""
    if said.where is not None:
        return "yes" if said.where == "one" else "no"
    if said.said is None and said.reports == "well":
        return "no"
    return said.said or "unknown"


def _state(question: str, said: ShiftAnswer) -> str:
    """Yes or no by what is described, else by the plain word."""
    if said.answer == "unknown":
        return said.answer
    if said.reports is not None:
        is_well = said.reports == "well"
        return "yes" if is_well == (question in ASKS_IF_WELL) else "no"
    return said.said or said.answer
