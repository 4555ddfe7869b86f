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

    Where it fails in one room only, the branch as a whole has cold air:

    >>> answer_to("cold_air_blowing", ShiftAnswer("yes", reports="fault", where="one"))
    'yes'
    """
    if said.answer in ("repairing", "wrong_branch"):
        return said.answer
    if question == "cold_air_blowing" and (said.air or said.where == "one"):
        return "yes" if said.where == "one" or said.air == "cold" else "no"
    if question in ASKS_WHERE:
        return _place(said)
    if said.answer == "unknown":
        return said.answer
    if said.reports is not None:
        is_well = said.reports == "well"
        return "yes" if is_well == (question in ASKS_IF_WELL) else "no"
    return said.said or said.answer


def told_besides(question: str, said: ShiftAnswer) -> dict[str, str]:
    """Give what an answer tells beyond the question: {other question: its answer}.

    Whoever says "it blows, only one room does not" has answered two questions.

    >>> told_besides("cold_air_blowing", ShiftAnswer("no", where="one"))
    {'hot_in_one_room': 'yes'}
    >>> told_besides("hot_in_one_room", ShiftAnswer("yes", where="one"))
    {}
    """
    if said.where is None or said.answer in ("repairing", "wrong_branch"):
        return {}
    return {other: _place(said) for other in sorted(ASKS_WHERE - {question})}


def _place(said: ShiftAnswer) -> str:
    """Yes where one room is named; without a place only a plain yes or no counts."""
    if said.where is not None:
        return "yes" if said.where == "one" else "no"
    if said.said is None and said.reports == "well":
        return "no"
    return said.said or "unknown"
