"""Inbox, mailboxes, timers and outbox in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sondir.adapters.memory.crm import MemoryPeople, MemoryStandings
from sondir.domain.incident import Incident
from sondir.domain.outbound import Outbound, Template
from sondir.domain.people import Role
from sondir.domain.step import is_part_of
from sondir.domain.turn import OwnerDecided, Turn
from sondir.ports.inbox import Body
from sondir.ports.mailbox import Waiting
from sondir.ports.outbox import Letterhead, Posted
from sondir.ports.undone import Late

STOPPED = "owner_stopped"
"""The standing cause that the owner's stop word for the whole house leaves."""
STOPS = ("stop_all", "stop_step", "take_over")
Enqueue = Callable[[str, str, list[str]], None]


@dataclass
class MemoryInbox:
    """Bodies that wait, and what was strange about the others."""

    waiting: dict[str, Body] = field(default_factory=dict)
    counts: dict[str, Mapping[str, int]] = field(default_factory=dict)
    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    foreign: list[tuple[str, str]] = field(default_factory=list)

    def body(self, body_id: str) -> Body | None:
        return self.waiting.get(body_id)

    def settle(self, body_id: str, counts: Mapping[str, int]) -> None:
        self.waiting.pop(body_id, None)
        self.counts[body_id] = dict(counts)

    def keep_unknown(self, body_id: str, kind: str, why: str) -> None:
        self.unknown.append((body_id, kind, why))

    def quarantine(self, body_id: str, account: str) -> None:
        self.foreign.append((body_id, account))


@dataclass
class MemoryIncidents:
    """Incidents by id, in the order in which they were opened."""

    known: dict[str, Incident] = field(default_factory=dict)

    def load(self, incident: str) -> Incident:
        return self.known[incident]

    def save(self, incident: Incident) -> None:
        self.known[incident.id] = incident

    def open_in(self, org: str) -> list[Incident]:
        return [i for i in self.known.values() if i.org == org and i.is_open]

    def latest(self, org: str, branch: str | None, topic: str) -> Incident | None:
        for incident in reversed(self.known.values()):
            here = (incident.org, incident.branch, incident.topic)
            if here == (org, branch, topic):
                return incident
        return None


@dataclass
class MemoryMailbox:
    """Turns in order; a put orders a run of the incident's workflow."""

    enqueue: Enqueue
    now_ms: Callable[[], int]
    turns: dict[str, list[Waiting]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def put(self, incident: str, turn: Turn, turn_id: str) -> None:
        if turn_id in self.seen:
            return
        self.seen.add(turn_id)
        waiting = Waiting(turn_id, turn, self.now_ms())
        self.turns.setdefault(incident, []).append(waiting)
        self.enqueue("incident", f"turn/{turn_id}", [incident])

    def next(self, incident: str) -> Waiting | None:
        line = self.turns.get(incident)
        return line[0] if line else None

    def done(self, turn_id: str) -> None:
        for line in self.turns.values():
            if line and line[0].id == turn_id:
                line.pop(0)
                return


@dataclass
class MemoryTimers:
    """Due moments by (incident, name)."""

    due: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def set(self, incident: str, name: str, due: datetime) -> None:
        self.due[incident, name] = due

    def cancel(self, incident: str, name: str | None = None) -> None:
        for key in [k for k in self.due if k[0] == incident]:
            if name in (None, key[1]):
                del self.due[key]

    def take_due(self, now: datetime) -> list[tuple[str, str, datetime]]:
        ripe = [(at, key) for key, at in self.due.items() if at <= now]
        for _, key in ripe:
            del self.due[key]
        return [(key[0], key[1], at) for at, key in sorted(ripe)]

    def next_due(self) -> datetime | None:
        return min(self.due.values(), default=None)


class MemoryUndone:
    """Nothing: in memory a turn that raises ends the whole story, before your eyes."""

    def late(self, now: datetime) -> list[Late]:
        return []

    def next_due(self) -> datetime | None:
        return None

    def order(self, late: Late) -> None:
        raise KeyError(late.id)

    def set_aside(self, late: Late) -> None:
        raise KeyError(late.id)


@dataclass
class MemoryOutbox:
    """Messages of ours by key."""

    incidents: MemoryIncidents
    now: Callable[[], datetime]
    people: MemoryPeople
    standings: MemoryStandings
    mailbox: MemoryMailbox
    posted: dict[str, Posted] = field(default_factory=dict)
    queued: dict[str, None] = field(default_factory=dict)
    by_id: dict[tuple[str, str], str] = field(default_factory=dict)
    statuses: dict[str, datetime] = field(default_factory=dict)

    def put(self, head: Letterhead, outbound: Outbound, not_before: datetime) -> bool:
        if outbound.key in self.posted:
            return False
        head = replace(head, key=outbound.key)
        self.posted[outbound.key] = Posted(
            head, outbound, "queued", 0, None, not_before, self.now()
        )
        self.queued[outbound.key] = None
        return True

    def get(self, key: str) -> Posted | None:
        return self.posted.get(key)

    def by_wamid(self, channel: str, wamid: str) -> Posted | None:
        key = self.by_id.get((channel, wamid))
        return self.posted.get(key) if key else None

    def change(
        self,
        key: str,
        state: str,
        *,
        wamid: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        before = self.posted[key]
        after = replace(
            before,
            state=state,
            wamid=wamid or before.wamid,
            not_before=not_before or before.not_before,
            changed_at=self.now(),
        )
        self.posted[key] = after
        if state == "queued":
            self.queued[key] = None
        if wamid is not None:
            self.by_id[before.outbound.channel, wamid] = key
            self.statuses[before.outbound.account] = self.now()

    def claim(self, now: datetime, worker: str, limit: int) -> list[Posted]:
        taken: list[Posted] = []
        for key in list(self.queued):
            posted = self.posted[key]
            if posted.not_before > now or len(taken) >= limit:
                continue
            if self._awaits_stop(posted):
                continue
            del self.queued[key]
            if self._vetoed(posted):
                self.change(key, "cancelled")
                continue
            self.posted[key] = replace(
                posted, state="sending", attempts=posted.attempts + 1, changed_at=now
            )
            taken.append(self.posted[key])
        return taken

    def _vetoed(self, posted: Posted) -> bool:
        """Only acts can be stopped: an emergency, an alert or a courtesy goes out."""
        head = posted.head
        if head.urgency != "act":
            return False
        if STOPPED in self.standings.causes(head.org) or self._refused(head):
            return True
        if head.incident is None:
            return False
        incident = self.incidents.load(head.incident)
        stopped = incident.standing.stopped_steps
        return incident.is_stopped or any(
            is_part_of(head.step or "", step) for step in stopped
        )

    def _refused(self, head: Letterhead) -> bool:
        """Say whether the client has said since that they want no message."""
        card = self.people.cards.get((head.org, head.to))
        if card is None or card.role is not Role.CLIENT:
            return False
        return card.opted_out or card.wants_human

    def _awaits_stop(self, posted: Posted) -> bool:
        """An act waits while an owner's stop is still in the incident's mailbox."""
        waiting = self.mailbox.turns.get(posted.head.incident or "", ())
        return posted.head.urgency == "act" and any(
            isinstance(w.turn, OwnerDecided) and w.turn.decision in STOPS
            for w in waiting
        )

    def in_state(self, state: str, org: str | None = None) -> list[Posted]:
        return [
            p
            for p in self.posted.values()
            if p.state == state and org in (None, p.head.org)
        ]

    def cancel_queued(self, incident: str) -> list[str]:
        keys = [
            key
            for key in self.queued
            if self.posted[key].head.incident == incident
            and self.posted[key].head.urgency == "act"
        ]
        for key in keys:
            del self.queued[key]
            self.change(key, "cancelled")
        return keys

    def last_status_at(self, account: str) -> datetime | None:
        return self.statuses.get(account)

    def orphans(self, worker: str) -> list[Posted]:
        return []  # nothing in memory outlives its process

    def service_messages(self, account: str, since: datetime) -> int:
        return sum(
            1
            for p in self.posted.values()
            if p.outbound.account == account
            and p.changed_at >= since
            and p.state != "cancelled"
            and not isinstance(p.outbound.form, Template)
        )

    def next_due(self) -> datetime | None:
        return min((self.posted[k].not_before for k in self.queued), default=None)
