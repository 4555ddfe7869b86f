"""Seven witnesses of any trouble, in the branch and the city of the other stories."""

from datetime import datetime
from typing import Any

from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    GUESTS,
    KAZAKH,
    STRANGERS,
    Row,
    at,
    corridor,
    heat,
    network,
    told,
    vendor,
)

from sondir.world.wording import wordings

PEOPLE = (*GUESTS[:3], STRANGERS[0], *GUESTS[3:], STRANGERS[1])


def complaints(topic: str, words: str | None = None, **more: Any) -> list[Row]:
    """Write the seven complaints, each in the client's language and own words."""
    spoken = {
        lang: iter(wordings("crisis", f"{words or topic}.complaint", lang))
        for lang in ("ru", "kk")
    }
    return [
        heat(
            client,
            5 * place,
            text=next(spoken["kk" if client in KAZAKH else "ru"]),
            topics={topic: 0.93},
            **more,
        )
        for place, client in enumerate(PEOPLE)
    ]


def truth(topic: str, cause: str, until: datetime | None = None) -> list[Row]:
    """Say what is wrong at the first branch, and until when if it ends by itself."""
    ends = {"until": until.isoformat()} if until else {}
    return [{"branch": "abay", "topic": topic, "cause": cause, **ends}]


def notice(kind: str, until: datetime) -> list[Row]:
    """Announce works at the first branch from an hour before the first complaint."""
    hours = {"from": at(-60).isoformat(), "until": until.isoformat()}
    return [{"kind": kind, "branch": "abay", **hours}]


def bench(trade: str) -> list[Row]:
    """Three honest firms of one trade."""
    return [vendor(n, trades=[trade]) for n in range(1, 4)]


def acting(*playbooks: str) -> Row:
    """Let these playbooks act; every other one observes."""
    return corridor(permissions=dict.fromkeys(playbooks, "act"))


def crisis(lines: list[Row], **changes: Any) -> Left:
    """Play the crisis to its end and check everything that holds in every story."""
    return check(Left(told(network(**changes), lines)))


def opened(left: Left) -> Any:
    """Return the one incident of the story."""
    (one,) = left.story.desk.incidents.known.values()
    return one


def hired(left: Left) -> list[Row]:
    """List what was said to any vendor."""
    return left.entries("WHATSAPP_OUTREACH", "VENDOR_SEARCH")
