"""From a webhook body to readings, alarms and turns: receive, understand, detect.

One run a body. The body was stored before the channel got its 200; this run reads its
parts in order, takes each message in once, and settles the body - in one transaction,
so that a crash leaves it either untouched or done.
"""

from collections import Counter
from datetime import datetime

from sondir.domain.inbound import (
    Inbound,
    InboundEcho,
    InboundIdentityChange,
    InboundMessage,
    InboundNotice,
    InboundStatus,
    InboundUnknown,
    NotThisApi,
)
from sondir.ports.desk import Desk
from sondir.ports.inbox import Body
from sondir.ports.steps import Json, Steps
from sondir.workflows.arrivals import take_message
from sondir.workflows.deliveries import take_echo, take_status
from sondir.workflows.undone import tell_raised


async def intake(steps: Steps[Desk], body_id: str, how: str = "whole") -> None:
    """Take in one webhook body.

    A body that raised comes again as *how* "parts": each part in a step of its own,
    so that one that raises takes no other with it.
    """
    if how == "parts":
        await _take_in_parts(steps, body_id)
    else:
        await steps.transact("take_in", lambda desk: take_in(desk, body_id))


async def _take_in_parts(steps: Steps[Desk], body_id: str) -> None:
    many = await steps.transact("count", lambda desk: _count(desk, body_id))
    numbers = range(many if isinstance(many, int) else 0)
    counts = Counter([await _take_in_one(steps, body_id, n) for n in numbers])
    await steps.transact("settle", lambda desk: _settle(desk, body_id, counts))


async def _take_in_one(steps: Steps[Desk], body_id: str, number: int) -> str:
    def take(desk: Desk) -> str:
        body = desk.inbox.body(body_id)
        return (
            "gone"
            if body is None
            else _take_part(desk, body, _parts(desk, body)[number])
        )

    try:
        return str(await steps.transact(f"part {number}", take))
    except Exception:  # noqa: BLE001 - whatever it is, the other parts go on
        await steps.transact(
            f"kept {number}", lambda desk: _keep(desk, body_id, number)
        )
        return "raised"


def _keep(desk: Desk, body_id: str, number: int) -> None:
    """Put a part that raises where a person sees it, and tell whom it concerns."""
    body = desk.inbox.body(body_id)
    if body is None:
        return
    part = _parts(desk, body)[number]
    desk.inbox.keep_unknown(body_id, type(part).__name__, "raised")
    account = getattr(part, "account", None)
    owner = account and desk.organisations.of_account(body.channel, account)
    if owner:
        tell_raised(desk, owner[0], body_id)


def _count(desk: Desk, body_id: str) -> int:
    body = desk.inbox.body(body_id)
    return 0 if body is None else len(_parts(desk, body))


def _settle(desk: Desk, body_id: str, counts: Counter[str]) -> None:
    if desk.inbox.body(body_id) is not None:
        desk.inbox.settle(body_id, counts)


def take_in(desk: Desk, body_id: str) -> Json:
    """Read every part of a body, each in its order; return how many there were."""
    body = desk.inbox.body(body_id)
    if body is None:
        return 0
    counts: Counter[str] = Counter()
    for part in _parts(desk, body):
        counts[_take_part(desk, body, part)] += 1
    desk.inbox.settle(body.id, counts)
    return counts.total()


def _parts(desk: Desk, body: Body) -> tuple[Inbound, ...]:
    try:
        return desk.channels[body.channel].parse(body.raw)
    except NotThisApi:
        unknown = InboundUnknown(channel=body.channel, reason="shape", kind="body")
        return (unknown,)


def _take_part(desk: Desk, body: Body, part: Inbound) -> str:
    """Take one part in and return what kind it was."""
    if isinstance(part, InboundUnknown):
        desk.inbox.keep_unknown(body.id, part.kind, part.reason)
        return "unknown"
    if isinstance(part, InboundNotice):
        return _take_notice(desk, body, part)
    owner = desk.organisations.of_account(part.channel, part.account)
    if owner is None:
        desk.inbox.quarantine(body.id, part.account)
        return "foreign"
    return _take_ours(desk, part, owner, body.received_at)


def _take_ours(
    desk: Desk,
    part: InboundMessage | InboundStatus | InboundEcho | InboundIdentityChange,
    owner: tuple[str, str | None],
    received_at: datetime,
) -> str:
    org, branch = owner
    if isinstance(part, InboundMessage):
        return take_message(desk, (org, branch), part, received_at)
    if isinstance(part, InboundStatus):
        return take_status(desk, org, part)
    if isinstance(part, InboundEcho):
        return take_echo(desk, org, part)
    desk.people.find(org, (*part.before, *part.after))
    return "identity"


def _take_notice(desk: Desk, body: Body, part: InboundNotice) -> str:
    """Keep what the channel says of a number, a template or a preference in sight."""
    desk.inbox.keep_unknown(body.id, part.field, "notice")
    owner = part.account and desk.organisations.of_account(part.channel, part.account)
    if owner and part.fact("event") in ("FLAGGED", "RESTRICTED", "DISABLED_UPDATE"):
        desk.standings.raise_cause(owner[0], "quality_falls")
    if owner and part.fact("event") in ("UNFLAGGED", "UPGRADE"):
        desk.standings.clear_cause(owner[0], "quality_falls")
    return "notice"
