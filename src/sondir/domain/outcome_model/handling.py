"""The same crisis in three hands: the autopilot's, a person's, nobody's.

The autopilot's times are facts of the played crisis. A person's are assumptions,
and generous ones: a person always finds a firm, the same firm that the autopilot
found, at the same price; where a repair mends nothing it mends nothing for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sondir.domain.outcome_model.assumption import Values
from sondir.domain.outcome_model.played import Played, Visit

WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Reached:
    """A client who is written to at *at_min*: with what chance, a gift with what."""

    at_min: float
    share: float
    gift: float


@dataclass(frozen=True, slots=True)
class Handling:
    """What was done about one crisis, in minutes from its first complaint.

    *noticed_min* None: nobody ever. *moved* gives the share of a visit that is moved
    out of the trouble, by its place in the book. *costs_kzt*: gifts, messages, and a
    repairman where nothing was broken; a repair that is needed costs all alike.
    """

    noticed_min: float | None
    mended_min: float
    reached: Mapping[str, Reached] = field(default_factory=dict)
    moved: Mapping[int, float] = field(default_factory=dict)
    costs_kzt: float = 0.0


def by_nobody(crisis: Played) -> Handling:
    """Nobody notices that day: what is broken stays so until the salon closes."""
    until = crisis.closes_min if crisis.is_real else crisis.since_min
    return Handling(noticed_min=None, mended_min=until)


def person_notices(crisis: Played, values: Values) -> float:
    """Say when a person who is late notices this crisis, in minutes.

    The crisis's lot decides where between the two ends: the same in every run.
    """
    first = values.person_notices_from_min
    span = max(values.person_notices_to_min - first, 0.0)
    return min(first + span * crisis.lot, crisis.closes_min)


def by_person(crisis: Played, values: Values, at_min: float | None = None) -> Handling:
    """A person notices (at *at_min*, else as late as assumed) and does the same work.

    They find a firm, call those who are still to come, and later write to those who
    complained.
    """
    if not crisis.is_real:
        return Handling(noticed_min=None, mended_min=crisis.since_min)
    noticed = person_notices(crisis, values) if at_min is None else at_min
    mended = _mended_by_person(crisis, values, noticed)
    writes = noticed + values.person_writes_after_min
    reached = {
        client: Reached(writes, values.person_reaches, values.person_gives)
        for client in crisis.complained
    }
    given = len(reached) * values.person_reaches * values.person_gives
    return Handling(
        noticed_min=noticed,
        mended_min=mended,
        reached=reached,
        moved={
            place: values.person_moves
            for place, visit in enumerate(crisis.visits)
            if noticed + values.person_finds_firm_min <= visit.start_min < mended
        },
        costs_kzt=given * values.person_gift_kzt * values.gift_cost,
    )


def _mended_by_person(crisis: Played, values: Values, noticed: float) -> float:
    if not crisis.is_mendable:
        return crisis.closes_min
    takes = crisis.repair_min
    takes = values.person_repair_takes_min if takes is None else takes
    return min(noticed + values.person_finds_firm_min + takes, crisis.closes_min)


def by_autopilot(
    crisis: Played, values: Values, at_min: float | None = None
) -> Handling:
    """What the played crisis shows; where it is not mended soon, a person goes on.

    That person starts when the owner took over or stopped it, and otherwise no sooner
    than in `by_person` (*at_min* is the same there): an owner who was told and stayed
    silent gains nothing here.
    """
    if not crisis.is_real:
        return _own_work(crisis, values, crisis.since_min)
    late = person_notices(crisis, values) if at_min is None else at_min
    told = late if crisis.handed_min is None else min(crisis.handed_min, late)
    own = crisis.closes_min if crisis.mended_min is None else crisis.mended_min
    if own <= told:
        return _own_work(crisis, values, own)
    hand = by_person(crisis, values, told)
    work = _own_work(crisis, values, min(own, hand.mended_min))
    return replace(
        work,
        reached={**hand.reached, **work.reached},
        moved={**hand.moved, **work.moved},
        costs_kzt=work.costs_kzt + hand.costs_kzt,
    )


def _own_work(crisis: Played, values: Values, mended: float) -> Handling:
    """Everything that the autopilot did itself, and what it cost."""
    written = crisis.written or {}
    wasted = 0 if crisis.is_real else crisis.vendor_kzt
    return Handling(
        noticed_min=crisis.noticed_min,
        mended_min=mended,
        reached={
            client: Reached(one.at_min, WHOLE, WHOLE if one.has_gift else 0.0)
            for client, one in written.items()
        },
        moved={
            place: WHOLE
            for place, visit in enumerate(crisis.visits)
            if _is_out_of_it(visit, mended)
        },
        costs_kzt=crisis.gifts_kzt * values.gift_cost + crisis.messages_kzt + wasted,
    )


def _is_out_of_it(visit: Visit, mended: float) -> bool:
    return visit.moved_to_min is not None and visit.moved_to_min >= mended
