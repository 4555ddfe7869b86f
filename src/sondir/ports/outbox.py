"""The outbox: what is to be said, once, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sondir.domain.outbound import Outbound


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Why a message goes out; *key* is `incident/step/recipient`, unique for ever.

    *urgency*: emergency (always released), alert (owner and shift), act (stopped by a
    veto), courtesy (a thank-you or cancellation, allowed after a veto).
    """

    key: str
    org: str
    incident: str | None
    step: str | None
    to: str
    urgency: str
    text: str
    lang: str
    phrase: str
    window: str  # free window template
    cost_kzt: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of ours and its state.

    States: queued, sending, unknown, sent, delivered, read, failed, cancelled.
    """

    head: Letterhead
    outbound: Outbound
    state: str
    attempts: int
    wamid: str | None
    not_before: datetime
    changed_at: datetime


class Outbox(Protocol):
    """Messages of ours, from the commit that wants them to the last status."""

    def put(self, head: Letterhead, outbound: Outbound, not_before: datetime) -> bool:
        """Queue a message; False when the key is already there."""
        ...

    def get(self, key: str) -> Posted | None:
        """Return one message by its key."""
        ...

    def by_wamid(self, channel: str, wamid: str) -> Posted | None:
        """Return one message by the channel's id for it."""
        ...

    def change(
        self,
        key: str,
        state: str,
        *,
        wamid: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Set the state; a wamid or a later start where one is given."""
        ...

    def claim(self, now: datetime, worker: str, limit: int) -> list[Posted]:
        """Take queued messages that may start, marking them `sending` for us alone."""
        ...

    def in_state(self, state: str, org: str | None = None) -> list[Posted]:
        """List the messages in one state, oldest first."""
        ...

    def cancel_queued(self, incident: str) -> list[str]:
        """Cancel queued acts of an incident (never emergencies, alerts, courtesies)."""
        ...

    def last_status_at(self, account: str) -> datetime | None:
        """Return when the channel last reported on any message of an account."""
        ...

    def orphans(self, worker: str) -> list[Posted]:
        """List messages that an earlier life of *worker*, or a worker whose lease is
        over, left in `sending`: nobody knows whether they went out."""
        ...

    def service_messages(self, account: str, since: datetime) -> int:
        """Count the free-form messages of an account since a moment."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the earliest queued message may start."""
        ...
