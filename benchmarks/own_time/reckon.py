"""Own time out of a wire log: what we took, without the waiting for people.

The log has two clocks. The story's (`at`) stands still while anybody works and jumps
while everybody waits; the wall's (`wall`) runs. Of one instant of the story everything
between its first line and our last message is our own time (and the stand-in's). Where
an instant begins with a timer of ours the log does not say when the clock jumped: then
the line before it counts as the beginning, which can only make us slower.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

Line = dict
Wanted = Callable[[Line], bool]


@dataclass(frozen=True)
class Milestone:
    """Seconds from the trigger: *own*, and *wall* with all the waiting."""

    own: float
    wall: float


def milestones(lines: Sequence[Line]) -> dict[str, Milestone]:
    """Find the milestones of the demo's first crisis; a missing one is left out."""
    card = _first(lines, lambda line: _is(line, "notify_owner"))
    if card is None:
        return {}
    incident = card["key"].split("/")[0]
    trigger = next(
        i for i, line in enumerate(lines) if line["at"] == card["at"] and _said(line)
    )
    story = lines[trigger:]
    complained = {line["from"] for line in lines[: trigger + 1] if _said(line)}
    asked = _first(story, lambda line: _of(line, incident, "request_offer"))
    last = {
        "owner told": lambda line: line is card,
        "vendors asked": lambda line: (
            _of(line, incident, "request_offer") and line["at"] == asked["at"]
        ),
        "all affected written": lambda line: (
            _of(line, incident, "write_client") and line["to"] in complained
        ),
    }
    found = {name: _reached(story, incident, wanted) for name, wanted in last.items()}
    return {name: one for name, one in found.items() if one is not None}


def _reached(story: Sequence[Line], incident: str, wanted: Wanted) -> Milestone | None:
    """Reckon up to the last line that is *wanted*."""
    hits = [i for i, line in enumerate(story) if wanted(line)]
    if not hits:
        return None
    story = story[: hits[-1] + 1]
    own, before = 0.0, _wall(story[0])
    for _, group in groupby(story, key=lambda line: line["at"]):
        instant = list(group)
        ours = [line for line in instant if _of(line, incident, "")]
        began = _wall(instant[0]) if instant[0]["dir"] == "in" else before
        if ours:
            own += max(0.0, _wall(ours[-1]) - began)
        before = _wall(instant[-1])
    return Milestone(round(own, 3), round(_wall(story[-1]) - _wall(story[0]), 3))


def _first(lines: Sequence[Line], wanted: Wanted) -> Line | None:
    return next((line for line in lines if wanted(line)), None)


def _is(line: Line, step: str) -> bool:
    accepted = line["dir"] == "out" and line["state"] == "accepted"
    return accepted and f"/{step}" in (line["key"] or "")


def _of(line: Line, incident: str, step: str) -> bool:
    return _is(line, step) and line["key"].startswith(f"{incident}/")


def _said(line: Line) -> bool:
    return line["dir"] == "in" and bool(line["text"]) and line["type"] != "status"


def _wall(line: Line) -> float:
    return datetime.fromisoformat(line["wall"]).timestamp()
