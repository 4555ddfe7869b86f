"""Send what the outbox holds: claim, hand over, write down what became of it.

The claim marks a message `sending` in a transaction that has looked for a veto once
more. What the channel answers is written in a second one. Between the two the process
may die: such a message is `unknown`, and is settled by its status or by rule - never
simply sent again.
"""

from datetime import datetime, timedelta

from sondir.domain.outbound import Refusal
from sondir.ports.channel import Accepted, Refused, SendOutcome
from sondir.ports.desk import Desk
from sondir.ports.outbox import Posted
from sondir.workflows.deliveries import RANK, VETO, record_delivery, tell_incident

AT_ONCE = 20
MOST_ATTEMPTS = 6
AGAIN = (Refusal.PAIR_LIMIT, Refusal.BACK_OFF, Refusal.TRANSIENT)
"""Refusals after which the very same message may be sent later."""


def release(desk: Desk, worker: str) -> list[Posted]:
    """Claim the messages that may go out now."""
    return desk.outbox.claim(desk.now, worker, AT_ONCE)


def still_wanted(desk: Desk, posted: Posted) -> bool:
    """Look for a veto once more, right before the request: a claim may be old by then.

    A message that the owner has stopped meanwhile is put aside, and False returned.
    """
    head = posted.head
    if head.urgency != "act" or head.incident is None:
        return True
    incident = desk.incidents.load(head.incident)
    if not incident.is_stopped and not incident.standing.is_stopped(head.step or ""):
        return True
    desk.outbox.change(posted.outbound.key, "cancelled")
    record_delivery(desk, posted, "failed", VETO)
    tell_incident(desk, posted, "failed", VETO)
    return False


def settle(desk: Desk, posted: Posted, outcome: SendOutcome) -> None:
    """Write down what the channel answered."""
    key = posted.outbound.key
    current = desk.outbox.get(key)
    if current is None or RANK.get(current.state, 0) > 0:
        return  # a status was faster than the answer
    if isinstance(outcome, Accepted):
        desk.outbox.change(key, "sent", wamid=outcome.wamid)
        record_delivery(desk, posted, "sent", None)
        tell_incident(desk, posted, "sent", None)
    elif isinstance(outcome, Refused):
        _refused(desk, posted, outcome)
    else:
        desk.outbox.change(key, "unknown")
        record_delivery(desk, posted, "unknown", outcome.why)


def _refused(desk: Desk, posted: Posted, refused: Refused) -> None:
    key = posted.outbound.key
    code = str(refused.code) if refused.code is not None else refused.why or None
    if refused.category is Refusal.STOP_CHANNEL:
        desk.standings.raise_cause(posted.head.org, "quality_falls")
        desk.outbox.change(key, "queued", not_before=desk.now + timedelta(minutes=5))
        record_delivery(desk, posted, "queued", code)
    elif refused.category in AGAIN and posted.attempts < MOST_ATTEMPTS:
        seconds = refused.retry_after_s or 4 ** (posted.attempts - 1)
        later = desk.now + timedelta(seconds=seconds)
        desk.outbox.change(key, "queued", not_before=later)
    else:
        desk.outbox.change(key, "failed")
        record_delivery(desk, posted, "failed", code)
        tell_incident(desk, posted, "failed", code)


def adopt_orphans(desk: Desk, worker: str) -> int:
    """After a restart: what was being sent when we died is unknown now."""
    orphans = desk.outbox.orphans(worker)
    for posted in orphans:
        desk.outbox.change(posted.outbound.key, "unknown")
        record_delivery(desk, posted, "unknown", "restart")
    return len(orphans)


def lose(desk: Desk, posted: Posted) -> None:
    """Give a message up whose sending raised: it is unknown, and settled as such."""
    desk.outbox.change(posted.outbound.key, "unknown")
    record_delivery(desk, posted, "unknown", "raised")


def settle_unknown(desk: Desk) -> None:
    """Settle by rule what no status has settled.

    Two minutes without a status, while other statuses arrive, mean that it did not go
    out: an alert is sent once more, for anybody else a person is asked. Where the
    channel reports on nothing at all, the same is done after ten.
    """
    for posted in desk.outbox.in_state("unknown"):
        if desk.now < settles_at(desk, posted):
            continue
        key = posted.outbound.key
        if posted.head.urgency == "alert" and posted.attempts < 2:
            desk.outbox.change(key, "queued", not_before=desk.now)
            record_delivery(desk, posted, "queued", "resent")
        else:
            desk.outbox.change(key, "failed")
            record_delivery(desk, posted, "failed", "unknown")
            tell_incident(desk, posted, "failed", "unknown")


def settles_at(desk: Desk, posted: Posted) -> datetime:
    """Say when an unknown message is settled by rule, if no status comes before."""
    heard = desk.outbox.last_status_at(posted.outbound.account)
    others = heard is not None and heard >= posted.changed_at
    patience = desk.patience.unknown_settles_s
    if not others:
        patience = desk.patience.silent_settles_s
    return posted.changed_at + timedelta(seconds=patience)
