"""What a story has left behind, for whoever checks it from outside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sondir.domain.corridor import Corridor

Row = Mapping[str, Any]

TO_CLIENTS = frozenset({"write_client", "offer_booking", "move_booking", "compensate"})
"""Kinds of step by which the autopilot writes to a client of its own accord."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that may never happen has happened."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the people, whatever the autopilot believes.

    *addresses* name who is behind a reference; the other sets hold references:
    clients who agreed to hear of gifts, clients who had said no before the day began,
    vendors who have worked for the house.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    consents: frozenset[str] = frozenset()
    refused_before: frozenset[str] = frozenset()
    known_vendors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one story has left: hashed texts, records, wire lines, corridor, facts.

    Without *facts* the checks that need them find nothing.
    """

    texts: Sequence[str]
    journal: Sequence[Row]
    wire: Sequence[Row]
    corridor: Corridor
    facts: Facts | None = None

    def entries(self, name: str) -> Iterator[Row]:
        """Walk the records of one entry type."""
        return (r for r in self.journal if r["entry"] == name)

    def sent(self) -> Iterator[Row]:
        """Walk the messages of ours that a channel has taken."""
        return (line for line in self.wire if is_sent(line))

    def agreed(self) -> set[str]:
        """Name the incidents in which the owner has agreed to something by name."""
        return {
            str(r["incident"])
            for r in self.entries("OWNER_DECISION")
            if r["data"]["decision"] == "agree" and r["data"]["step"]
        }


def is_sent(line: Row) -> bool:
    """Say whether a wire line is a message of ours that a channel has taken."""
    return bool(line["dir"] == "out" and line["state"] == "accepted" and line["key"])


def parts_of(key: str) -> tuple[str, str, str]:
    """Split a message's key into incident, kind of step and receiver.

    >>> parts_of("inc-1/write_client/client:4/client:4#2")
    ('inc-1', 'write_client', 'client:4')
    """
    parts = key.split("#")[0].split("/")
    return parts[0], (parts[1] if len(parts) > 1 else ""), parts[-1]


def step_of(key: str) -> str:
    """Return the step that a message belongs to.

    >>> step_of("inc-1/write_client/client:4/client:4#2")
    'write_client/client:4'
    """
    return key.split("#")[0].split("/", 1)[-1].rpartition("/")[0]


def moment_of(row: Row) -> datetime:
    """Return when a record or a line was written."""
    return datetime.fromisoformat(str(row["at"]))
