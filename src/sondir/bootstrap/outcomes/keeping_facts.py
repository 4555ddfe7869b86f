"""Keep the facts of one played crisis: times, visits and sums, and no guess."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sondir.bootstrap.memory import Story
from sondir.bootstrap.replaying import people_lines
from sondir.domain.incident import Incident, Letter
from sondir.domain.outcome_model import Played, Visit, Written
from sondir.domain.people import Booking
from sondir.domain.step import Purpose
from sondir.world.truth import UNFOUNDED
from sondir.world.whole_day import WholeDay, visit_minutes

Row = Mapping[str, Any]
BY_HAND = frozenset({"stop_all", "take_over"})
"""Words of the owner after which it is the owner's own crisis."""


class Clock:
    """Minutes from the first complaint of the day."""

    def __init__(self, day: WholeDay) -> None:
        self._zero = min(one.at for one in day.script)

    def minute(self, moment: datetime | str) -> float:
        """Count the minutes up to *moment*, rounded to a hundredth."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        return round((moment - self._zero).total_seconds() / 60, 2)


def facts_of(number: int, day: WholeDay, story: Story, lot: float) -> Played:
    """Lay out what the crisis *number* of a played *day* came to."""
    clock, truth = Clock(day), day.world.truth[0]
    incidents = list(story.desk.incidents.known.values())
    entries = [r.fields for r in story.desk.journal.records(story.org)]
    ended = story.world.network.site.ended_at(truth.branch)
    since = truth.since or min(one.at for one in day.script)
    people = {r["ref"]: r["client"] for r in map(json.loads, people_lines(story))}
    written = _written(incidents, clock, people)
    return Played(
        number=number,
        case=day.case,
        is_real=truth.cause not in UNFOUNDED,
        is_mendable=truth.repair_works,
        since_min=clock.minute(since),
        closes_min=_closes(day, clock),
        visits=_visits(story, clock, people),
        complained=frozenset(one.client for one in day.script),
        noticed_min=_first(entries, clock, "ACTION_INITIATED"),
        agreed_min=_first(entries, clock, "WHATSAPP_OUTREACH", "agreed", ended),
        mended_min=None if ended is None else clock.minute(ended),
        handed_min=_handed(entries, clock),
        made_up_min=min((one.at_min for one in written.values()), default=None),
        written=written,
        gifts_kzt=_spent(incidents, Purpose.COMPENSATION),
        messages_kzt=_spent(incidents, Purpose.MESSAGES),
        vendor_kzt=_spent(incidents, Purpose.VENDOR),
        lot=lot,
    )


def _closes(day: WholeDay, clock: Clock) -> float:
    """Say when the salon closes; the trouble troubles nobody after that."""
    hour, minute = map(int, day.world.branches[0].hours.split("-")[1].split(":"))
    return clock.minute(day.start.replace(hour=hour, minute=minute))


def _visits(story: Story, clock: Clock, people: Mapping[str, str]) -> tuple[Visit, ...]:
    """List the salon's book as it was, and where a visit was moved to."""
    moved = _moves(story)
    book = sorted(story.desk.bookings.book.values(), key=lambda v: v.id)
    return tuple(
        Visit(
            client=people.get(visit.client, visit.client),
            start_min=clock.minute(moved.get(visit.id, visit.start)),
            minutes=visit_minutes(visit.service),
            price_kzt=visit.price_kzt,
            moved_to_min=_moved_to(visit, moved, clock),
        )
        for visit in book
    )


def _moved_to(visit: Booking, moved: Mapping[str, str], clock: Clock) -> float | None:
    return clock.minute(visit.start) if visit.id in moved else None


def _moves(story: Story) -> dict[str, str]:
    """Give the first time of every visit that was moved."""
    found: dict[str, str] = {}
    for record in story.desk.journal.records(story.org):
        told = record.fields
        if told["entry"] == "BOOKING_FLOW" and told["data"]["state"] == "moved":
            found.setdefault(told["data"]["booking"], told["data"]["from"])
    return found


def _written(
    incidents: list[Incident], clock: Clock, people: Mapping[str, str]
) -> dict[str, Written]:
    """Say who was written to about the crisis itself, first when, and with a gift?"""
    found: dict[str, Written] = {}
    for incident in incidents:
        for ref, letter in incident.letters.items():
            if letter.about != "incident" or letter.sent_at is None:
                continue
            found[people.get(ref, ref)] = _letter(letter, clock.minute(letter.sent_at))
    return found


def _letter(letter: Letter, at_min: float) -> Written:
    return Written(at_min=at_min, has_gift=letter.compensated and letter.gift_kzt > 0)


def _first(
    entries: list[Row],
    clock: Clock,
    name: str,
    state: str | None = None,
    before: datetime | None = None,
) -> float | None:
    """Give the minute of the first entry, or of the last one up to *before*."""
    found = [
        datetime.fromisoformat(row["at"])
        for row in entries
        if row["entry"] == name and state in (None, row["data"].get("state"))
    ]
    if before is not None:
        found = [max(at for at in found if at <= before)] if found else []
    return clock.minute(min(found)) if found else None


def _handed(entries: list[Row], clock: Clock) -> float | None:
    found = [
        clock.minute(row["at"])
        for row in entries
        if row["entry"] == "OWNER_DECISION" and row["data"]["decision"] in BY_HAND
    ]
    return min(found, default=None)


def _spent(incidents: list[Incident], purpose: Purpose) -> int:
    return sum(incident.ledger.sum_for(purpose) for incident in incidents)
