"""Measure one crisis: from the facts of the database to its outcome, nothing guessed.

Pure. What the facts do not say is None, and whoever shows it calls it unknown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sondir.domain.incident import Incident
from sondir.domain.ledger import Op
from sondir.domain.organisation import local
from sondir.domain.outcome import (
    RETURN_DAYS,
    Answers,
    Outcome,
    Returned,
    Spending,
    StepTime,
    Visits,
    Waits,
)
from sondir.domain.people import Booking
from sondir.domain.source_clock import SOURCE, is_line, source_after
from sondir.domain.step import Purpose

BOOK_REACHES = timedelta(days=7)
"""A book without a visit in the last days of a span, or later, was not kept on."""
FINE = ("satisfied", "accepts_offer", "declines_offer")
Fields = Mapping[str, Any]
Wanted = Callable[[Fields], bool]


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """What the database holds of one crisis.

    *records* are its journal, oldest first; *visits* the organisation's book from the
    day of the crisis on, as far as it goes; *now* the moment of looking.
    """

    incident: Incident
    records: Sequence[Fields]
    visits: Sequence[Booking]
    now: datetime


def measure(facts: CrisisFacts) -> Outcome:
    """Measure the crisis as it stands at *facts.now*."""
    incident = facts.incident
    ledger = incident.ledger
    return Outcome(
        steps=_steps(facts),
        waits=_waits(facts),
        answers=_answers(facts),
        spending=_spending(incident),
        spent_kzt=ledger.spent_kzt,
        limit_kzt=ledger.limit_kzt,
        own_time_ms=incident.own_time_ms if incident.turns else None,
        repair_s=_between(facts.records, _outreach("arrived"), _outreach("done")),
        downtime_min=_downtime_min(incident),
        visits=_visits(facts),
        saved_kzt=_saved_kzt(facts),
        returned=tuple(_returned(facts, days) for days in RETURN_DAYS),
        is_open=incident.is_open,
    )


def _steps(facts: CrisisFacts) -> tuple[StepTime, ...]:
    own_ms = facts.incident.own_ms_until
    steps: list[StepTime] = []
    for line, clock, state in SOURCE:
        found = _first(facts.records, _is(line, state))
        after = (_at(found) - facts.incident.trigger_at) if found else None
        steps.append(
            StepTime(
                line=line,
                source_s=int(source_after(clock).total_seconds()),
                after_s=None if after is None else max(int(after.total_seconds()), 0),
                own_ms=own_ms.get(line) if found and steps else None,
            )
        )
    return tuple(steps)


def _waits(facts: CrisisFacts) -> Waits:
    """The parts overlap and do not add up to the whole: one waits for many at once."""
    records, incident = facts.records, facts.incident
    return Waits(
        whole_s=None if incident.is_open else incident.waited_s,
        owner_s=_between(records, _is("ACTION_INITIATED"), _by_owner),
        shift_s=_between(records, _is("QUESTION_ASKED"), _is("QUESTION_ANSWERED")),
        vendor_s=_between(records, _outreach("asked"), _outreach("agreed")),
        road_s=_between(records, _outreach("agreed"), _outreach("arrived")),
    )


def _answers(facts: CrisisFacts) -> Answers:
    """Count those who complained by what they answered last to what we wrote.

    An answer to an offer about a booking says nothing of the trouble.
    """
    incident, written = facts.incident, set()
    labels: dict[str, str | None] = {}
    for fields in facts.records:
        client = fields["data"].get("client")
        if client not in incident.witnesses:
            continue
        if fields["entry"] == "CLIENT_COMMUNICATION_INITIATED":
            written.add(client)
        elif fields["entry"] == "CLIENT_REPLIED":
            labels[client] = fields["data"].get("label")
    for client, letter in incident.letters.items():
        labels[client] = letter.label if letter.about == "incident" else None
    answered = [x for client, x in labels.items() if client in written and x]
    return Answers(
        affected=len(incident.witnesses),
        written=len(written),
        answered=len(answered),
        fine=sum(1 for label in answered if label in FINE),
    )


def _spending(incident: Incident) -> tuple[Spending, ...]:
    holdings = incident.ledger.holdings.values()
    found = []
    for purpose in Purpose:
        mine = [h for h in holdings if h.purpose is purpose and h.amount_kzt]
        settled = sum(h.amount_kzt for h in mine if h.state is Op.SETTLE)
        if mine:
            bound = sum(h.amount_kzt for h in mine)
            found.append(Spending(purpose.value, bound, settled))
    return tuple(found)


def _end(incident: Incident) -> datetime | None:
    """Say when the trouble itself was over: at the repair, which somebody reported."""
    return incident.repaired_at


def _downtime_min(incident: Incident) -> int | None:
    """From the first complaint to the repair; without a repair nobody knows."""
    end = _end(incident)
    if end is None:
        return None
    return max(int((end - incident.first_at).total_seconds()) // 60, 0)


def _visits(facts: CrisisFacts) -> Visits | None:
    """Count the visits between the first complaint and the end of the trouble.

    None while it lasts, and where the branch's book is empty that day.
    """
    incident = facts.incident
    end = _end(incident) or incident.closed_at
    here = [v for v in facts.visits if _is_struck(incident, v)]
    moved = _moved(facts)
    if end is None or not (here or moved):
        return None
    inside = [v for v in here if incident.first_at <= v.start < end]
    ids = {v.id for v in moved}
    rest = [v for v in inside if v.id not in ids]
    lost = sum(1 for v in (*rest, *moved) if v.state == "cancelled")
    still = sum(1 for v in moved if v.state != "cancelled")
    return Visits(kept=len(rest) + len(moved) - lost - still, moved=still, lost=lost)


def _saved_kzt(facts: CrisisFacts) -> int | None:
    """Add up the prices of moved visits that still stand; None where one has none."""
    if _visits(facts) is None:
        return None
    standing = [v for v in _moved(facts) if v.state != "cancelled"]
    if any(v.price_kzt <= 0 for v in standing):
        return None
    return sum(v.price_kzt for v in standing)


def _moved(facts: CrisisFacts) -> list[Booking]:
    flows = [f["data"] for f in facts.records if f["entry"] == "BOOKING_FLOW"]
    ids = {data["booking"] for data in flows if data.get("state") == "moved"}
    return [v for v in facts.visits if v.id in ids]


def _is_struck(incident: Incident, visit: Booking) -> bool:
    return visit.branch in (incident.branch, *incident.branches)


def _returned(facts: CrisisFacts, days: int) -> Returned:
    """Count affected clients with a visit in the book on a later day.

    A book that ends before those days do was not kept on: then nobody knows.
    """
    incident, closed = facts.incident, facts.incident.closed_at
    clients = set(incident.witnesses)
    if closed is None:
        return Returned(days, len(clients), why="open")
    until = closed + timedelta(days=days)
    if facts.now < until:
        return Returned(days, len(clients), why="too_early", known_from=until)
    if not any(v.start > until - BOOK_REACHES for v in facts.visits):
        return Returned(days, len(clients), why="no_book")
    later = [v for v in facts.visits if _is_later(v, closed, until)]
    came = {v.client for v in later if v.state != "cancelled"}
    return Returned(days, len(clients), came=len(clients & came))


def _is_later(visit: Booking, closed: datetime, until: datetime) -> bool:
    another_day = local(visit.start).date() > local(closed).date()
    return another_day and visit.start <= until


def _is(entry: str, state: str | None = None) -> Wanted:
    return partial(is_line, entry=entry, state=state)


def _outreach(state: str) -> Wanted:
    return _is("WHATSAPP_OUTREACH", state)


def _by_owner(fields: Fields) -> bool:
    return bool(fields["entry"] == "OWNER_DECISION")


def _first(records: Iterable[Fields], wanted: Wanted) -> Fields | None:
    return next((f for f in records if wanted(f)), None)


def _between(records: Sequence[Fields], begin: Wanted, end: Wanted) -> int | None:
    """Count the seconds from the first *begin* to the first *end* behind it."""
    began = _first(records, begin)
    if began is None:
        return None
    ended = _first(records[records.index(began) :], end)
    return None if ended is None else int((_at(ended) - _at(began)).total_seconds())


def _at(fields: Fields) -> datetime:
    return datetime.fromisoformat(str(fields["at"]))
