"""Conclude a cause: what speaks for it, what against, and what to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.diagnosis import (
    CaseFacts,
    Diagnosis,
    Evidence,
    Sentence,
    fixed,
)
from sondir.domain.diagnosis.inference import latest, posterior, ranking
from sondir.domain.diagnosis.tables import model_of
from sondir.domain.incident import Incident
from sondir.domain.people import Booking
from sondir.domain.reading import Reading, ShiftAnswer

_SURE = 0.5
_MASTERS, _VISITS_A_MASTER = 3, 4
"""A calendar with fewer masters, or fewer visits for each, is not all of it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the branch and the city beside the incident itself.

    *named* is what most witnesses name; *rooms* and *masters* have one item per
    witness, None where nobody said; *hall* is the room whose name guests also give to
    the whole place.
    """

    now: datetime
    branches_total: int
    named: str | None
    others_complaining: int
    outdoor_c: int | None
    notices: tuple[str, ...] | None
    sensor: str | None = None
    rooms: tuple[str | None, ...] = ()
    rooms_total: int | None = None
    hall: str | None = None
    masters: tuple[str | None, ...] = ()
    staff_messages: tuple[str, ...] = ()
    booked_share: float | None = None


def facts_of(incident: Incident, around: Around) -> CaseFacts:
    """Collect what is known about the crisis for the diagnosis."""
    seen = list(incident.witnesses.values())
    watched = around.now - incident.opened_at
    moments = [w.first_at for w in seen] or [incident.first_at]
    letters = [len(w.message_ids) for w in seen] or [1]
    messages = sum(letters) + incident.copies
    most = max(letters)  # who wrote once dominates nobody, however few they are
    return CaseFacts(
        topic=incident.topic,
        witnesses=len(seen),
        window_min=(max(moments) - min(moments)).total_seconds() / 60,
        verified=incident.verified,
        unknown=sum(1 for w in seen if w.visited is None),
        near_copies=incident.copies / messages,
        one_client_share=most / messages if most > 1 else 0.0,
        rooms=around.rooms,
        rooms_total=around.rooms_total,
        hall=around.hall,
        masters=around.masters,
        staff_messages=around.staff_messages,
        booked_share=around.booked_share,
        other_branches_complaining=around.others_complaining,
        branches_total=around.branches_total,
        outdoor_c=around.outdoor_c,
        sensor=around.sensor,
        notices=around.notices,
        recurrence_days=incident.alarm.recurrence_days if incident.alarm else None,
        named=around.named,
        watched_min=watched.total_seconds() / 60,
    )


def gathered(
    found: Sequence[Evidence], heard: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """Join fresh findings with what people have answered so far."""
    return (*found, *heard)


def leading(
    topic: str, evidence: Sequence[Evidence], counts: Mapping[str, int]
) -> tuple[str | None, str]:
    """Name the likeliest cause and its probability ("0.87"), without the reasons."""
    model = model_of(topic)
    if model is None:
        return None, "0.00"
    ranked = ranking(posterior(model, latest(evidence), counts))
    cause, p = next(iter(ranked.items()))
    return cause, fixed(p)


def thought_of(diagnosis: Diagnosis, most: int = 4) -> dict[str, object]:
    """Write a diagnosis as the journal does."""
    return {
        "causes": [
            {
                "cause": belief.cause,
                "p": fixed(belief.p),
                "for": [_pair(s) for s in belief.speaks_for],
                "against": [_pair(s) for s in belief.speaks_against],
            }
            for belief in diagnosis.beliefs[:most]
        ],
        "conclusion": _pair(diagnosis.conclusion),
        "provisional": diagnosis.provisional,
        "would_change_mind": [_pair(s) for s in diagnosis.would_change_mind],
    }


def _pair(sentence: Sentence) -> dict[str, object]:
    args: Mapping[str, str | int] = sentence.args
    return {"code": sentence.code, "args": dict(args)}


def reported(reading: Reading, answer: ShiftAnswer, topic: str) -> str | None:
    """Say what an unasked message of the shift reports of *topic*: fault or well."""
    if reading.about.get(topic, 0.0) < _SURE:
        return None
    well = answer.reports == "well"
    if reading.complaint == well:  # "it is cool, the unit cools" may mean either
        return None
    return "well" if well else "fault"


def booked_share(visits: Sequence[Booking], now: datetime) -> float | None:
    """Say which share of today's masters is at work with a guest *now*.

    *visits* are the day's at the branch. None where the calendar is too thin to be
    the whole calendar: an empty slot would mean nothing.
    """
    kept = [v for v in visits if v.master and v.state != "cancelled"]
    masters = {v.master for v in kept}
    if len(masters) < _MASTERS or len(kept) < _VISITS_A_MASTER * len(masters):
        return None
    busy = {
        v.master
        for v in kept
        if v.start <= now < v.start + timedelta(minutes=v.minutes)
    }
    return len(busy) / len(masters)


def active_notices(
    notices: Iterable[tuple[str, str | None, datetime, datetime]],
    branch: str,
    now: datetime,
) -> list[str]:
    """List the kinds of announced works that run at *branch* now."""
    return sorted(
        {
            kind
            for kind, where, since, until in notices
            if where in (None, branch) and since <= now <= until
        }
    )
