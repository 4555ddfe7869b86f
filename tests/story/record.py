"""What a story left behind, for anybody outside: journal, wire log, people."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sondir.bootstrap.memory import Story
from sondir.bootstrap.replaying import journal_texts, people_lines

Row = dict[str, Any]


@dataclass(frozen=True)
class Left:
    """Journal records, wire lines and the people behind references."""

    story: Story

    @cached_property
    def texts(self) -> list[str]:
        """The journal as it was hashed."""
        return list(journal_texts(self.story))

    @cached_property
    def journal(self) -> list[Row]:
        """The journal's records."""
        return [json.loads(text) for text in self.texts]

    @cached_property
    def wire(self) -> list[Row]:
        """Everything that crossed the channels."""
        return [dict(line) for line in self.story.world.wire_lines]

    @cached_property
    def refs(self) -> dict[str, str]:
        """Whose address is whose reference."""
        rows = map(json.loads, people_lines(self.story))
        return {row["client"]: row["ref"] for row in rows}

    def entries(self, *names: str, **data: Any) -> list[Row]:
        """List the records of these kinds whose data has these values."""
        return [
            r
            for r in self.journal
            if r["entry"] in names
            and all(r["data"].get(k) == v for k, v in data.items())
        ]

    def sent(self, to: str | None = None, accepted: bool = True) -> list[Row]:
        """List our messages, to one address or to everybody."""
        return [
            line
            for line in self.wire
            if line["dir"] == "out"
            and to in (None, line["to"])
            and (line["state"] == "accepted" or not accepted)
        ]

    def phrases(self, to: str | None = None) -> list[str]:
        """Name the phrases of our messages, in order."""
        found = []
        for line in self.sent(to):
            posted = self.story.desk.outbox.get(str(line["key"]))
            found.append(posted.head.phrase if posted else "?")
        return found

    def states(self) -> list[str]:
        """Name the states of all incidents, in the order of their opening."""
        return [i.state for i in self.story.desk.incidents.known.values()]

    def spent(self) -> int:
        """Add up what all incidents have committed or settled, in KZT."""
        known = self.story.desk.incidents.known.values()
        return sum(i.ledger.spent_kzt for i in known)

    @property
    def only(self) -> Any:
        """Return the one incident about the heat."""
        known = self.story.desk.incidents.known.values()
        (one,) = [i for i in known if i.playbook == "climate_failure"]
        return one


def moment(text: str) -> datetime:
    """Read a moment of the journal or of the wire log."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
