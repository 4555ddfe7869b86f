"""Tell the owner: one card per plan, in their messenger, with three buttons."""

from dataclasses import dataclass

from sondir.domain.incident import Incident
from sondir.domain.playbook import Playbook

NAMED = {"organised_attack": "organised", "danger": "danger", "injury": "injury"}
"""Playbooks with a card of their own."""


EXPLAINED = "owner.planned_works"
"""Already told: announced works explain it, so that the card hires nobody."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the owner's card says; the phrasebook has the words."""

    phrase: str
    args: dict[str, str | int]
    buttons: tuple[tuple[str, str], ...]  # (payload, button code)


def card_for(
    incident: Incident, book: Playbook | None, branch: str, *, budget_kzt: int
) -> Card:
    """Compose the owner's card: what was seen, what will be done, within what.

    An incident that may only be observed says so and offers nothing to stop; what
    only a person may handle offers to say that it is settled.
    """
    phrase = f"owner.card.{_kind(incident, book)}"
    return Card(
        phrase,
        {
            "branch": branch,
            "topic": incident.topic,
            "witnesses": len(incident.witnesses),
            "mentions": max(incident.mentions, len(incident.witnesses)),
            "budget_kzt": budget_kzt,
        },
        tuple((f"{verb}/{incident.id}", verb) for verb in _verbs(incident, book)),
    )


def _kind(incident: Incident, book: Playbook | None) -> str:
    if book is None:
        return "observe"
    if book.human_only:
        return NAMED.get(book.name, "person")
    if incident.permission not in ("act", "ask"):
        return str(incident.permission)
    if book.trade is None:
        return f"{incident.permission}_relief"
    works = "_works" if EXPLAINED in incident.told else ""
    return f"{incident.permission}{works}"


def _verbs(incident: Incident, book: Playbook | None) -> tuple[str, ...]:
    if book is not None and _kind(incident, book) == "person":
        return ("take_over", "resolved")
    if book is None or book.human_only or incident.permission == "observe":
        return ("take_over",)
    return ("agree", "stop_all", "take_over")
