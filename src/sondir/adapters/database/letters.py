"""A message of ours as a row, and a row as a message of ours."""

from typing import Any

from sqlalchemy import Row

from sondir.adapters.database.codec import read_outbound, write_outbound
from sondir.domain.outbound import Outbound, Template
from sondir.ports.outbox import Letterhead, Posted


def columns_of(head: Letterhead, outbound: Outbound) -> dict[str, Any]:
    """Write a message as columns.

    Its key is that of *outbound*: a message cut into parts has one head and a key for
    each part.
    """
    return {
        "key": outbound.key,
        "org": head.org,
        "incident": head.incident,
        "step": head.step,
        "recipient": head.to,
        "urgency": head.urgency,
        "text": head.text,
        "lang": head.lang,
        "phrase": head.phrase,
        "send_window": head.window,
        "cost_kzt": head.cost_kzt,
        "channel": outbound.channel,
        "account": outbound.account,
        "free_form": not isinstance(outbound.form, Template),
        "outbound": write_outbound(outbound),
    }


def posted_of(row: Row[Any]) -> Posted:
    """Read a message of ours with its state."""
    head = Letterhead(
        key=row.key,
        org=row.org,
        incident=row.incident,
        step=row.step,
        to=row.recipient,
        urgency=row.urgency,
        text=row.text,
        lang=row.lang,
        phrase=row.phrase,
        window=row.send_window,
        cost_kzt=row.cost_kzt,
    )
    return Posted(
        head=head,
        outbound=read_outbound(row.outbound),
        state=row.state,
        attempts=row.attempts,
        wamid=row.wamid,
        not_before=row.not_before,
        changed_at=row.changed_at,
    )
