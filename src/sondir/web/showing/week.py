"""One week of the salon, day by day: read from the books, counted from the journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce

from sondir.domain.corridor import Corridor
from sondir.domain.day import (
    BEGINS,
    COUNTED,
    ENDS,
    LOOKED_BACK,
    Day,
    Owed,
    commits,
    day_of,
    owed,
    settled,
)
from sondir.domain.incident import Incident
from sondir.domain.journal import Record
from sondir.domain.mode import Mode
from sondir.domain.organisation import ALMATY, Organisation, local
from sondir.ports.pages import Search, View
from sondir.web.showing.money import Bar
from sondir.web.showing.snapshot import mode_of

DAYS = 7
MOST_RECORDS = 100_000
"""Counted records of one week; a crisis has a few dozen of them."""
CLOSED_LOOKED_AT = 100
"""Closed incidents among which one that lasted the whole week is looked for."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day. *state*: crisis, calm (read, and nothing was the matter), silent (no
    client wrote) or ahead. *head* is the day's last record."""

    date: date
    state: str
    counted: Day
    incidents: list[Incident]
    written: int
    head: Record | None


@dataclass(frozen=True, slots=True)
class Week:
    """What the weekly page shows; *after* is None in the current week."""

    organisation: Organisation
    days: list[WeekDay]
    owed: Owed
    bars: list[Bar]
    day_kzt: int
    mode: Mode
    causes: list[str]
    before: date
    after: date | None

    @property
    def total(self) -> Day:
        """Add the days up."""
        return reduce(_plus, (day.counted for day in self.days), Day())

    @property
    def crises(self) -> int:
        """Count the incidents of the week, each once."""
        return len({one.id for day in self.days for one in day.incidents})

    @property
    def written(self) -> int:
        """Count the clients' messages."""
        return sum(day.written for day in self.days)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all is known of these days."""
        known = self.crises or self.written
        return not known and not any(day.head for day in self.days)


def monday_of(wanted: str, now: datetime) -> date:
    """Read the week that was asked for; this one where it is none, or ahead.

    >>> from datetime import UTC
    >>> now = datetime(2026, 7, 15, tzinfo=UTC)
    >>> [str(monday_of(w, now)) for w in ("", "2026-07-09", "2027-01-01", "x")]
    ['2026-07-13', '2026-07-06', '2026-07-13', '2026-07-13']
    """
    today = local(now).date()
    try:
        asked = date.fromisoformat(wanted)
    except ValueError:
        asked = today
    asked = min(max(asked, date(2000, 1, 3)), today)
    return asked - timedelta(days=asked.weekday())


def week_of(view: View, org: str, monday: date, now: datetime) -> Week:
    """Read one week of an organisation."""
    begins, ends = _midnight(monday), _midnight(monday + timedelta(days=DAYS))
    search = Search(entries=COUNTED, since=begins, until=ends, limit=MOST_RECORDS)
    records = view.records(org, search)
    per_day = _by_day(records, monday)
    committed = commits(records) | _earlier(view, org, records)
    struck = _struck(view, org, per_day, monday)
    causes = view.causes(org)
    corridor = view.corridor(org, None)
    days = [
        _day(view, org, monday + timedelta(days=n), now, struck[n]) for n in range(DAYS)
    ]
    counted = [day_of(each, committed) for each in per_day]
    return Week(
        organisation=view.organisation(org),
        days=[replace(day, counted=c) for day, c in zip(days, counted, strict=True)],
        owed=_owed(view, org, now),
        bars=_bars(view, org, corridor, min(ends - timedelta(days=1), now)),
        day_kzt=corridor.day_kzt,
        mode=mode_of(causes),
        causes=sorted(causes),
        before=monday - timedelta(days=DAYS),
        after=monday + timedelta(days=DAYS) if ends <= now else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ALMATY)


def _by_day(records: Iterable[Record], monday: date) -> list[list[Record]]:
    days: list[list[Record]] = [[] for _ in range(DAYS)]
    for record in records:
        at = datetime.fromisoformat(record.fields["at"])
        days[(local(at).date() - monday).days].append(record)
    return days


def _day(
    view: View, org: str, day: date, now: datetime, incidents: list[Incident]
) -> WeekDay:
    begins, ends = _midnight(day), _midnight(day + timedelta(days=1))
    if begins > now:
        return WeekDay(day, "ahead", Day(), [], 0, None)
    written = view.written(org, begins, ends)
    newest = Search(since=begins, until=ends, newest=True, limit=1)
    head = next(iter(view.records(org, newest)), None)
    state = "crisis" if incidents else "calm" if written else "silent"
    return WeekDay(day, state, Day(), incidents, written, head)


def _struck(
    view: View, org: str, per_day: Sequence[Sequence[Record]], monday: date
) -> list[list[Incident]]:
    """List, for each day, the incidents that were open at some time of it."""
    bounds = [
        [(str(r.fields["incident"]), r.fields["entry"] in BEGINS) for r in day
         if r.fields["entry"] in (*BEGINS, ENDS)]
        for day in per_day
    ]  # fmt: skip
    known = {one.id: one for one in _candidates(view, org, bounds)}
    is_open = {one: _was_open(incident, monday) for one, incident in known.items()}
    for one, begins in reversed([bound for day in bounds for bound in day]):
        is_open[one] = not begins  # its first bound of the week says how it began
    days = []
    for day in bounds:
        here = {one for one, still in is_open.items() if still}
        here |= {one for one, _ in day}
        is_open |= dict(day)
        days.append([known[one] for one in known if one in here])
    return days


def _candidates(
    view: View, org: str, bounds: Sequence[Sequence[tuple[str, bool]]]
) -> list[Incident]:
    """Find every incident that may have touched the week, oldest first."""
    named = {one for day in bounds for one, _ in day}
    found = {one.id: one for one in view.open_incidents(org)}
    found |= {one.id: one for one in view.closed_incidents(org, CLOSED_LOOKED_AT)}
    for one in named - set(found):
        incident = view.incident(org, one)
        if incident is not None:
            found[one] = incident
    return sorted(found.values(), key=lambda one: (one.opened_at, one.id))


def _was_open(incident: Incident, monday: date) -> bool:
    """Say whether it was open all week, where no record of the week bounds it."""
    begins = _midnight(monday)
    is_over = incident.closed_at is not None and incident.closed_at < begins
    return incident.opened_at < begins and not is_over


def _earlier(
    view: View, org: str, records: Sequence[Record]
) -> dict[tuple[str, str], int]:
    """Read the commits of earlier weeks that a bill of this week replaces."""
    missing = settled(records) - set(commits(records))
    found: dict[tuple[str, str], int] = {}
    for incident in sorted({incident for incident, _ in missing}):
        search = Search(incident=incident, entry="LEDGER", limit=MOST_RECORDS)
        found |= commits(view.records(org, search))
    return {key: amount for key, amount in found.items() if key in missing}


def _owed(view: View, org: str, now: datetime) -> Owed:
    since = now - LOOKED_BACK
    search = Search(entry="PROMISE", since=since, limit=MOST_RECORDS)
    return owed(view.records(org, search), now)


def _bars(view: View, org: str, corridor: Corridor, at: datetime) -> list[Bar]:
    """Show the sums of the month, as the corridor counts them."""
    month = f"{local(at):%Y-%m}"
    scopes = (f"month/{month}", f"messages/{month}")
    used = view.used(org, scopes)
    limits = (
        ("month_kzt", corridor.month_kzt),
        ("messages.month_kzt", corridor.messages.month_kzt),
    )
    return [
        Bar(name, used[scope], most)
        for (name, most), scope in zip(limits, scopes, strict=True)
    ]


def _plus(one: Day, other: Day) -> Day:
    return Day(
        one.incidents | other.incidents,
        one.spent_kzt + other.spent_kzt,
        one.made + other.made,
        one.kept + other.kept,
        one.broken + other.broken,
        one.asked + other.asked,
        one.answered + other.answered,
        one.modes + other.modes,
    )
