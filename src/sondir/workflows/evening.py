"""The owner's evening line: how the day was, and a hold on the journal.

One message an organisation and day to every owner: quiet or crisis, what was spent,
which promises stand, and the head of the journal, with which a cut tail shows
(`sondir journal verify --head`). It counts what happened since the line before it, so
that a day without one is not lost. docs/decisions/0009 says why it is no timer.
"""

from collections.abc import Iterable
from datetime import timedelta

from sondir.domain.day import (
    COUNTED,
    LOOKED_BACK,
    Day,
    Reference,
    commits,
    day_of,
    owed,
    settled,
)
from sondir.domain.evening import is_evening, minute_of
from sondir.domain.journal import Entry, Record
from sondir.domain.ledger import Op
from sondir.domain.organisation import local
from sondir.domain.people import Role
from sondir.ports.desk import Desk
from sondir.ports.evenings import Told
from sondir.workflows.speech import Said, Saying, put

FIRST = timedelta(days=1)
"""What the first line of an organisation looks back on."""


def to_tell(desk: Desk, clock: str) -> list[str]:
    """List the organisations whose line is due; *clock* is local, "" means never."""
    if not clock:
        return []
    wanted, day = minute_of(clock), local(desk.now).date()
    return [
        org
        for org in desk.evenings.untold(day)
        if is_evening(
            desk.now, wanted, desk.corridors.current(org, None).messages.quiet
        )
    ]


def tell_day(desk: Desk, org: str) -> bool:
    """Write the line of today to every owner; False where it was written already."""
    today = local(desk.now)
    before = desk.evenings.last(org)
    seq, head = desk.journal.head(org)
    if not desk.evenings.add(org, Told(today.date(), desk.now, seq)):
        return False
    args = {**_counted(desk, org, before), "day": f"{today:%d.%m}"}
    phrase = _phrase(args)
    saying = Saying(
        f"day/{today:%Y-%m-%d}", phrase, {**args, "seq": seq, "head": head}, "alert"
    )
    for owner in desk.people.with_role(org, Role.OWNER):
        said = put(desk, owner, saying)
        if said is not None and said.fresh:
            _record(desk, org, owner.ref, saying.step, said)
    return True


def _phrase(args: dict[str, str | int]) -> str:
    if args["incidents"]:
        return "owner.day.crisis"
    return "owner.day.quiet" if args["messages"] else "owner.day.silent"


def _counted(desk: Desk, org: str, before: Told | None) -> dict[str, str | int]:
    """Count what happened since the line before."""
    since = before.at if before else desk.now - FIRST
    after = before.seq if before else 0
    counted = desk.journal.since(org, since, COUNTED)
    day = _day(desk, org, [record for record in counted if record.seq > after])
    still_open = {incident.id for incident in desk.incidents.open_in(org)}
    promised = desk.journal.since(org, desk.now - LOOKED_BACK, ("PROMISE",))
    promises = owed(promised, desk.now)
    return {
        "messages": desk.conversations.count(org, since),
        "incidents": len(day.incidents | still_open),
        "still_open": len(still_open),
        "spent_kzt": day.spent_kzt,
        "promises_open": promises.open,
        "overdue": promises.overdue,
    }


def _day(desk: Desk, org: str, records: list[Record]) -> Day:
    """Count the records; what a bill replaces may stand before them."""
    missing = settled(records) - set(commits(records))
    return day_of(records, commits(records) | _earlier(desk, org, missing))


def _earlier(
    desk: Desk, org: str, references: Iterable[Reference]
) -> dict[Reference, int]:
    return {
        (incident, reference): line.amount_kzt
        for incident, reference in references
        for line in desk.ledger.lines(org, incident)
        if line.reference == reference and line.op is Op.COMMIT
    }


def _record(desk: Desk, org: str, to: str, step: str, said: Said) -> None:
    """Write down that the owner was told, as with every message of ours."""
    desk.journal.append(
        Entry(
            entry="ACTION_INITIATED",
            at=desk.now,
            org=org,
            step=step,
            data={
                "kind": "notify_owner",
                "to": to,
                "channel": said.channel,
                "lang": said.wording.lang,
                "phrase": said.wording.phrase,
            },
        )
    )
